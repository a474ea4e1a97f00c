import { addressesLeft, isUnsettled, noticeIdOf, settleNotice, type NoticeMail } from '../campaign/wave-notice.ts';
import type { SendAnswer } from '../delivery/send-answer.ts';
import type { RenderedMail } from '../email/mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { NoticeStore, StoredNotice } from '../ports/notice-store.ts';
import type { Campaign } from './campaign-rules.ts';
import { closeGateAfter } from './close-gate.ts';
import { takeFromQuota } from './take-from-quota.ts';

export interface SendNoticePorts {
  readonly notices: NoticeStore;
  readonly mailer: Mailer;
  readonly gates: GateStore;
  readonly clock: Clock;
  readonly journal: Journal;
}

export interface NoticeSending {
  readonly noticeId: string;
  readonly to: readonly string[];
  /** As it was read, claims without an outcome settled. */
  readonly notice: StoredNotice | undefined;
  /** The words, the same for everyone, asked for once; undefined where there is nothing to say yet. */
  readonly words: () => Promise<RenderedMail | undefined>;
  /** The line of the log about each mail. */
  readonly event: 'waveAnnounced' | 'detailsTold' | 'ownerTold' | 'managerTold';
  /** `outcome`: neither words nor address, for a notice to one address that names people. */
  readonly keeps: 'all' | 'outcome';
}

/** A notice as it is stored, once the mail service was asked about the claims whose sender has not come back. */
export async function readSettled(
  noticeId: string,
  now: Date,
  ports: SendNoticePorts,
): Promise<StoredNotice | 'unreadable' | undefined> {
  const notice = await ports.notices.read(noticeId);
  if (notice === 'unreadable' || !notice?.mails.some((mail) => isUnsettled(mail, now))) return notice;
  const mails: NoticeMail[] = [];
  for (const mail of notice.mails) mails.push(isUnsettled(mail, now) ? await settle(mail, noticeId, ports) : mail);
  const settled = { ...notice, mails };
  const written = await ports.notices.write(settled, notice.version);
  return written.kind === 'written' ? { ...settled, version: written.version } : notice;
}

async function settle(mail: NoticeMail, noticeId: string, { mailer, journal }: SendNoticePorts): Promise<NoticeMail> {
  const settled = settleNotice(mail, await mailer.ask(mail.messageId));
  const { messageId, state } = settled;
  if (state === 'unknown') journal.warn('noticeOutcomeUnknown', { noticeId, messageId });
  return settled;
}

/**
 * Sends a notice to those addresses that have none yet, each once: the claim is written before the request and never taken
 * over, and a claim whose answer was lost is settled by asking. Answers what is known of each then; what is left is for the
 * next time.
 */
export async function sendNotice(
  { noticeId, to, notice: known, words: write, event, keeps }: NoticeSending,
  { document, rules }: Campaign,
  now: Date,
  ports: SendNoticePorts,
): Promise<readonly NoticeMail[]> {
  let notice = known;
  const left = addressesLeft({ to }, notice?.mails ?? []);
  const words = left.length === 0 ? undefined : (notice?.words ?? (await write()));
  for (const address of words === undefined ? [] : left) {
    if (!(await takeFromQuota(document.capacity, now, ports.gates))) break;
    const step = await claimAndSend(address, { noticeId, words: words!, notice, event, keeps }, rules, ports);
    if (step.kind === 'stop') break;
    notice = step.notice;
  }
  return notice?.mails ?? [];
}

interface Claiming extends Pick<NoticeSending, 'noticeId' | 'notice' | 'event' | 'keeps'> {
  readonly words: RenderedMail;
}

type Step = { readonly kind: 'went'; readonly notice: StoredNotice } | { readonly kind: 'stop' };

/** `stop` when somebody else writes to the row at the same moment, or the service takes nothing for now. */
async function claimAndSend(
  to: string,
  { noticeId, words, notice, event, keeps }: Claiming,
  { deploymentId, mailFrom: from }: Campaign['rules'],
  ports: SendNoticePorts,
): Promise<Step> {
  const messageId = noticeIdOf(deploymentId, noticeId, to);
  const kept = keeps === 'all' ? { to, words } : { to: '', words: undefined };
  const claim = { messageId, state: 'claimed', at: ports.clock.now(), because: undefined } as const;
  const claimed: NoticeMail = { to: kept.to, ...claim };
  const others = notice?.mails ?? [];
  const written = await ports.notices.write(
    { noticeId, words: kept.words, mails: [...others, claimed] },
    notice?.version,
  );
  if (written.kind === 'conflict') return { kind: 'stop' };

  const answer = await ports.mailer.send({ ...words, messageId, from, to: { address: to, displayName: '' } });
  ports.journal.info(event, { noticeId, messageId, result: answer.kind });
  const mails = [...others, ...outcomeOf(claimed, answer, ports.clock.now())];
  const recorded = await ports.notices.write({ noticeId, words: kept.words, mails }, written.version);
  if (answer.kind === 'throttled' || answer.kind === 'unavailable')
    await closeGateAfter(answer, ports.clock.now(), ports);
  else if (recorded.kind === 'written')
    return { kind: 'went', notice: { noticeId, words: kept.words, mails, version: recorded.version } };
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
