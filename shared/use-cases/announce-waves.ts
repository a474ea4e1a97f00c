import {
  addressesLeft,
  isNoticeDue,
  isUnsettled,
  noticeIdOf,
  settleNotice,
  type NoticeMail,
  type NoticePolicy,
} from '../campaign/wave-notice.ts';
import { allowedOf, refusedOf, type NoticePlaces } from '../campaign/notice-address.ts';
import type { SendAnswer } from '../delivery/send-answer.ts';
import type { RenderedMail } from '../email/mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { NoticeStore, StoredNotice } from '../ports/notice-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { StoredWave } from '../ports/wave-store.ts';
import { closeGateAfter } from './close-gate.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import { noticePlacesOf } from './notice-places.ts';
import { takeFromQuota } from './take-from-quota.ts';
import { writeNotice, type NoticeCampaign, type NoticeWordsPorts } from './write-notice.ts';

export interface AnnouncePorts extends NoticeWordsPorts {
  readonly passes: Pick<PassStore, 'readLastComplete'>;
  readonly notices: NoticeStore;
  readonly mailer: Mailer;
  readonly gates: GateStore;
  readonly clock: Clock;
  readonly journal: Journal;
}

export interface AnnounceContext extends NoticeCampaign {
  /** The app setting: addresses elsewhere that notices may go to. */
  readonly noticeAddresses: readonly string[];
  readonly dryRun: boolean;
}

/**
 * Tells the help desk and the security team about the waves that start soon: once for each wave and address. As with
 * every mail the claim is written before the request and never taken over, and a claim whose answer was lost is settled
 * by asking, never by sending again. docs/decisions/0001. An address that notices may not go to is not written to.
 */
export async function announceWaves(context: AnnounceContext, now: Date, ports: AnnouncePorts): Promise<void> {
  const policy = context.document.waveNotices;
  if (policy === undefined || context.dryRun) return;
  const places = await noticePlacesOf(context.noticeAddresses, ports.passes);
  const run = { policy, places, context, now, ports };
  await forEachOfAll(await ports.waves.list(), (wave) => announce(wave, run));
}

interface AnnounceRun {
  readonly policy: NoticePolicy;
  readonly places: NoticePlaces;
  readonly context: AnnounceContext;
  readonly now: Date;
  readonly ports: AnnouncePorts;
}

async function announce(wave: StoredWave, { policy, places, context, now, ports }: AnnounceRun): Promise<void> {
  const { document, rules } = context;
  const known = await ports.notices.read(wave.waveId);
  // Who was told is not known, and two notices would look like what they warn of.
  if (known === 'unreadable') return;
  let notice = known && (await settleLost(known, now, ports));
  if (!isNoticeDue({ wave, isBegun: known !== undefined }, policy, rules.ownPlace, now)) return;
  for (const { at, because } of refusedOf(policy.to, places))
    ports.journal.warn('noticeNotAllowed', { waveId: wave.waveId, path: `waveNotices.to[${at}]`, because });
  const left = allowedOf(addressesLeft(policy, notice?.mails ?? []), places);
  if (left.length === 0) return;

  const words = notice?.words ?? (await writeNotice(wave, context, now, ports));
  if (words === undefined) return;
  for (const to of left) {
    if (!(await takeFromQuota(document.capacity, now, ports.gates))) return;
    const step = await claimAndSend(to, { waveId: wave.waveId, words, notice }, context, ports);
    if (step.kind === 'stop') return;
    notice = step.notice;
  }
}

interface Claiming {
  readonly waveId: string;
  readonly words: RenderedMail;
  readonly notice: StoredNotice | undefined;
}

type Step = { readonly kind: 'went'; readonly notice: StoredNotice } | { readonly kind: 'stop' };

/** `stop` when somebody else writes to the row at the same moment, or the service takes nothing for now. */
async function claimAndSend(
  to: string,
  { waveId, words, notice }: Claiming,
  { rules: { deploymentId, mailFrom: from } }: AnnounceContext,
  ports: AnnouncePorts,
): Promise<Step> {
  const messageId = noticeIdOf(deploymentId, waveId, to);
  const claimed: NoticeMail = { to, messageId, state: 'claimed', at: ports.clock.now(), because: undefined };
  const others = notice?.mails ?? [];
  const written = await ports.notices.write({ waveId, words, mails: [...others, claimed] }, notice?.version);
  if (written.kind === 'conflict') return { kind: 'stop' };

  const answer = await ports.mailer.send({ ...words, messageId, from, to: { address: to, displayName: '' } });
  ports.journal.info('waveAnnounced', { waveId, messageId, result: answer.kind });
  const mails = [...others, ...outcomeOf(claimed, answer, ports.clock.now())];
  const recorded = await ports.notices.write({ waveId, words, mails }, written.version);
  if (answer.kind === 'throttled' || answer.kind === 'unavailable')
    await closeGateAfter(answer, ports.clock.now(), ports);
  else if (recorded.kind === 'written')
    return { kind: 'went', notice: { waveId, words, mails, version: recorded.version } };
  return { kind: 'stop' };
}

/** What the row says afterwards: nothing where the mail was definitely not taken, so that it is tried again. */
function outcomeOf(claimed: NoticeMail, answer: SendAnswer, at: Date): readonly NoticeMail[] {
  switch (answer.kind) {
    case 'accepted':
      return [{ ...claimed, state: 'accepted', at }];
    case 'refused':
      return [{ ...claimed, state: 'rejected', at, because: answer.because }];
    case 'ambiguous':
      return [{ ...claimed, because: answer.because }];
    case 'throttled':
    case 'unavailable':
      return [];
  }
}

/** Asks about claims whose sender has not come back. */
async function settleLost(notice: StoredNotice, now: Date, ports: AnnouncePorts): Promise<StoredNotice> {
  if (!notice.mails.some((mail) => isUnsettled(mail, now))) return notice;
  const mails: NoticeMail[] = [];
  for (const mail of notice.mails) mails.push(isUnsettled(mail, now) ? await settle(mail, notice.waveId, ports) : mail);
  const settled = { ...notice, mails };
  const written = await ports.notices.write(settled, notice.version);
  return written.kind === 'written' ? { ...settled, version: written.version } : notice;
}

async function settle(mail: NoticeMail, waveId: string, { mailer, journal }: AnnouncePorts): Promise<NoticeMail> {
  const settled = settleNotice(mail, await mailer.ask(mail.messageId));
  const { messageId, state } = settled;
  if (state === 'unknown') journal.warn('noticeOutcomeUnknown', { waveId, messageId });
  return settled;
}
