import { entryNoticeStep, type EntryNotice } from '../campaign/entry-notice.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { MailOrigin } from '../config/campaign-mail.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import { isMadeElsewhere, type MailFrom } from '../delivery/mail-from.ts';
import { moveTo, historyLost } from '../delivery/message.ts';
import type { SendAnswer } from '../delivery/send-answer.ts';
import type { Clock } from '../ports/clock.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { Ids } from '../ports/ids.ts';
import type { Journal } from '../ports/journal.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import type { PinnedBody } from '../ports/recipient-store.ts';
import { changeNotice, type ReadNotice } from './change-notice.ts';
import { closeGateAfter, reasonOf } from './close-gate.ts';
import { renderEntryNotice } from './render-entry-notice.ts';
import { takeFromQuota } from './take-from-quota.ts';
import type { WritePlanPorts } from './write-plan.ts';

export interface SendEntryNoticePorts extends WritePlanPorts {
  readonly mailer: Mailer;
  readonly messageIndex: Pick<MessageIndex, 'enter'>;
  readonly gates: GateStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: Journal;
}

export interface EntryTelling {
  readonly document: CampaignDocument;
  readonly rules: PlanningRules;
  readonly origin: MailOrigin;
  readonly dryRun: boolean;
}

/** `notNow`: nothing leaves for anybody until a later run. */
export type EntrySent = 'accepted' | 'settled' | 'left' | 'notNow';

interface Content {
  readonly address: string;
  readonly body: PinnedBody;
}

/**
 * Sends a notice at most once, as every mail to a person: the claim comes before the one request and is never taken over, its
 * words are pinned with it, and its id is entered in the index, which outlives rows. docs/decisions/0001 and 0026.
 */
export async function sendEntryNotice(
  read: ReadNotice,
  telling: EntryTelling,
  ports: SendEntryNoticePorts,
): Promise<EntrySent> {
  const { notice, journey } = read;
  const from = notice.claim?.from ?? telling.rules.mailFrom;
  // Another mail service may have taken it, and this one cannot know; the heads of lost rows come back with the next pass.
  if (isMadeElsewhere({ from }, telling.rules.mailFrom) || journey.facts === undefined) return 'left';
  const content = await contentOf(read, telling, ports);
  if (typeof content === 'string') return give(read, content, telling, ports);
  if (!(await takeFromQuota(telling.document.capacity, ports.clock.now(), ports.gates))) return 'notNow';
  return claimAndSend(read, { ...content, from }, telling, ports);
}

type Nobody = 'notInDirectory' | 'noAddress' | 'wordsLost';

/** The same id always carries the same words to the same address: what was pinned, once something was. */
async function contentOf(
  { notice, journey }: ReadNotice,
  { document, origin }: EntryTelling,
  ports: SendEntryNoticePorts,
): Promise<Content | Nobody> {
  if (notice.claim !== undefined) {
    const body = await ports.recipients.readBody(journey.userId, notice.messageId);
    return body && body !== 'unreadable' && notice.address ? { address: notice.address, body } : 'wordsLost';
  }
  if (!journey.facts!.isInDirectory) return 'notInDirectory';
  return renderEntryNotice(notice, journey.facts!, document, { origin, now: ports.clock.now() }) ?? 'noAddress';
}

/** It cannot be told: whoever has left need not be, and everybody else is a person's to tell. */
async function give(
  read: ReadNotice,
  because: Nobody,
  { rules }: EntryTelling,
  ports: SendEntryNoticePorts,
): Promise<EntrySent> {
  const now = ports.clock.now();
  const state = ({ notInDirectory: 'cancelled', noAddress: 'rejected', wordsLost: 'unknown' } as const)[because];
  await changeNotice(read, moveTo(read.notice, state, now, because), { rules, now, ports });
  if (state !== 'cancelled') warnOf(read.notice, ports);
  return 'settled';
}

const warnOf = ({ messageId }: EntryNotice, { journal }: Pick<SendEntryNoticePorts, 'journal'>): void =>
  journal.warn('entryNotTold', { messageId });

async function claimAndSend(
  { notice, journey }: ReadNotice,
  { address, body, from }: Content & { readonly from: MailFrom },
  { rules }: EntryTelling,
  ports: SendEntryNoticePorts,
): Promise<EntrySent> {
  const { userId, version } = journey;
  const now = ports.clock.now();
  const claimId = ports.ids.next();
  const firstClaimedAt = notice.claim?.firstClaimedAt ?? now;
  const claimed = {
    ...moveTo(notice, 'claimed', now),
    address,
    indexedAs: notice.indexedAs ?? claimId,
    claim: { claimId, claimedAt: now, firstClaimedAt, from, deniedAt: undefined },
    ...(body.writtenAs && { writtenAs: body.writtenAs }),
  };
  const written = await ports.recipients.writeJourney({ userId, version, entryNotices: [claimed], bodies: [body] });
  if (written.kind === 'conflict') return 'left';
  const held = { notice: claimed, journey: await ports.recipients.readJourney(userId) };
  const { messageId, indexedAs } = claimed;
  const entry = { indexedAs, plannedAt: claimed.history[0]!.at };
  if ((await ports.messageIndex.enter({ messageId, userId, step: entryNoticeStep }, entry)) === 'anothers') {
    await changeNotice(held, moveTo(claimed, 'unknown', now, historyLost), { rules, now, ports });
    warnOf(claimed, ports);
    return 'settled';
  }
  const answer = await ports.mailer.send({ ...body, messageId, from, to: { address, displayName: body.displayName } });
  ports.journal.info('entryTold', { userId, messageId, result: answer.kind });
  return record(answer, held, rules, ports);
}

async function record(
  answer: SendAnswer,
  held: ReadNotice,
  rules: PlanningRules,
  ports: SendEntryNoticePorts,
): Promise<EntrySent> {
  const { notice } = held;
  const now = ports.clock.now();
  const settle = (changed: EntryNotice) => changeNotice(held, changed, { rules, now, ports });
  switch (answer.kind) {
    case 'accepted':
      await settle({ ...moveTo(notice, 'accepted', now), acceptedAt: now });
      return 'accepted';
    case 'refused':
      await settle(moveTo(notice, 'rejected', now, answer.because));
      warnOf(notice, ports);
      return 'settled';
    case 'throttled':
    case 'unavailable': {
      await closeGateAfter(answer, now, ports);
      const { claimedAt, firstClaimedAt } = notice.claim!;
      const isFirst = firstClaimedAt.getTime() === claimedAt.getTime();
      await settle({ ...moveTo(notice, 'due', now, reasonOf(answer)), claim: isFirst ? undefined : notice.claim });
      return 'notNow';
    }
    case 'ambiguous': {
      const { because, refusedWith } = answer;
      await settle({ ...notice, because, claim: { ...notice.claim!, refusedWith } });
      return 'left';
    }
  }
}
