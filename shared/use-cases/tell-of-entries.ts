import { isLeftOpen, isUnsettledNotice, type EntryNotice } from '../campaign/entry-notice.ts';
import { settlesAt } from '../delivery/reconciliation.ts';
import type { EntryHint, EntryHints } from '../ports/entry-hints.ts';
import { addDays } from '../registration/add-time.ts';
import type { ReadNotice } from './change-notice.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import { lookAtEntries, type LookAtEntriesPorts } from './look-at-entries.ts';
import { sendEntryNotice, type EntryTelling, type SendEntryNoticePorts } from './send-entry-notice.ts';
import { settleEntryClaim } from './settle-entry-claim.ts';
import type { Run, WritePlanPorts } from './write-plan.ts';

interface HintPorts extends WritePlanPorts {
  readonly entryHints: EntryHints;
}

export type TellOfEntriesPorts = HintPorts & SendEntryNoticePorts & LookAtEntriesPorts;

/** So many are looked at in one run, which ends well within its time whatever the quota. */
const batchSize = 100;

/**
 * Tells people of security info that an operator's file entered for them, each once: whatever wave, holdout, pause or quiet
 * hours, and not under `DRY_RUN`. What was being entered when a process died is looked at first. Answers how many mails the
 * service took.
 */
export async function tellOfEntries(telling: EntryTelling, ports: TellOfEntriesPorts): Promise<number> {
  let accepted = 0;
  let mayGoOn = !telling.dryRun;
  const now = ports.clock.now();
  await forEachHinted(now, ports, async (read) => {
    if (isLeftOpen(read.notice, now)) return lookAtEntries(read, { rules: telling.rules, now, ports });
    if (read.notice.state !== 'due' || !mayGoOn) return;
    const result = await sendEntryNotice(read, telling, ports);
    if (result === 'accepted') accepted++;
    mayGoOn = result !== 'notNow';
  });
  return accepted;
}

/** The service's quota for asking is small, and messages of steps share it. */
const questionsPerRun = 5;

/** Settles claims of such notices without an outcome, by asking the mail service about their id. */
export async function settleEntryClaims(run: Run<TellOfEntriesPorts>): Promise<void> {
  let questions = 0;
  await forEachHinted(run.now, run.ports, async (read) => {
    const { claim, state } = read.notice;
    if (state !== 'claimed' || run.now < settlesAt({ claim })) return;
    if (questions++ < questionsPerRun) await settleEntryClaim(read, run);
  });
}

/** One person that fails keeps nobody else from their mail. */
async function forEachHinted(now: Date, ports: HintPorts, act: (read: ReadNotice) => Promise<unknown>): Promise<void> {
  await forEachOfAll(await ports.entryHints.list(batchSize), async (hint) => {
    const journey = await ports.recipients.readJourney(hint.userId);
    // An exclusion or the mail itself may stand in a row that cannot be read.
    if (journey.unreadableRows) return;
    const notice = journey.entryNotices?.find(({ messageId }) => messageId === hint.messageId);
    if (isOver(hint, notice, now)) await ports.entryHints.drop(hint);
    else if (notice) await act({ notice, journey });
  });
}

/** Without its notice a hint was put by a process that died before it wrote that, if it is old. */
const isOver = ({ putAt }: EntryHint, notice: EntryNotice | undefined, now: Date): boolean =>
  notice ? !isUnsettledNotice(notice) : now >= addDays(putAt, 1);
