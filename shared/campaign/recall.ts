import type { Claim, Message } from '../delivery/message.ts';
import { byTime, type Evidence } from '../registration/evidence.ts';
import { writebackOffReason } from '../registration/writeback-signal.ts';
import type { EntryNotice } from './entry-notice.ts';
import { inOrderOfTime, splitByStep, type Journey } from './journey.ts';
import type { Ledger, LedgerEntry, NoticeEntry } from './ledger.ts';

/** What is stored of somebody in rows of its own. */
interface Rows {
  readonly messages: readonly Message[];
  readonly evidence: readonly Evidence[];
  readonly entryNotices: readonly EntryNotice[];
}

export const noRows: Rows = { messages: [], evidence: [], entryNotices: [] };

/**
 * A journey's messages and evidence, those of the ledger among them, so that no reader can miss them: whoever asks what was
 * sent, when somebody registered or what is to be counted is answered as before. A row stands before the entry of the
 * same step and epoch.
 */
export function recall(userId: string, rows: Rows, { ledger, reopenings }: Pick<Journey, 'ledger' | 'reopenings'>) {
  const all = ledger === undefined ? rows : withLedger(userId, rows, ledger);
  const { messages, superseded } = splitByStep(all.messages, reopenings);
  return {
    messages,
    ...(superseded.length > 0 && { superseded }),
    evidence: all.evidence,
    ...(all.entryNotices.length > 0 && { entryNotices: all.entryNotices }),
    ...(ledger && { ledger }),
  };
}

function withLedger(userId: string, { messages, evidence, entryNotices }: Rows, ledger: Ledger): Rows {
  const { notices = [] } = ledger;
  const known = new Set(messages.map(keyOf));
  const kept = ledger.sent.filter((entry) => !known.has(keyOf(entry)));
  return {
    messages: [...messages, ...kept.map((entry) => messageOf(userId, entry))].toSorted(byStep),
    evidence: [...evidenceOf(userId, ledger), ...evidence].toSorted(byTime),
    entryNotices: inOrderOfTime([
      ...notices.filter(({ messageId }) => !entryNotices.some((one) => one.messageId === messageId)).map(noticeOf),
      ...entryNotices,
    ]),
  };

  function noticeOf({ methods, settledAt, ...notice }: NoticeEntry): EntryNotice {
    const { state, acceptedAt } = notice;
    const entries = methods.map((method) => ({ method, masked: '', isSeen: true }));
    const gone = { because: undefined, claim: undefined, address: undefined };
    return { ...notice, ...gone, userId, acceptedAt, entries, history: [{ state, at: settledAt }] };
  }
}

/** What has rows of its own of a journey: the rest of it stands in the ledger. */
export const rowsOf = ({ messages, superseded = [], evidence, entryNotices = [] }: Journey): Rows => ({
  messages: [...messages, ...superseded].filter(hasRow),
  evidence: evidence.filter(({ eventId }) => !eventId.startsWith(ofLedger)),
  entryNotices: entryNotices.filter(({ history }) => history[0]!.state === 'planned'),
});

/** Every row has a history, from its plan on; a notice of the ledger has its end alone. */
const hasRow = ({ history }: Message): boolean => history.length > 0;

function messageOf(userId: string, entry: LedgerEntry): Message {
  const { step, epoch, messageId, state, acceptedAt, dueAt = acceptedAt, claimedAt, indexedAs } = entry;
  return {
    userId,
    step,
    epoch,
    messageId,
    state,
    because: undefined,
    dueAt: dueAt!,
    claim: claimedAt && claimOf(claimedAt),
    acceptedAt,
    address: undefined,
    ...(indexedAs !== undefined && { indexedAs }),
    history: [],
  };
}

const claimOf = (claimedAt: Date): Claim => ({
  claimId: 'forgotten',
  claimedAt,
  firstClaimedAt: claimedAt,
  from: undefined,
  deniedAt: undefined,
});

/** No event of the audit log has an id that begins like this. */
const ofLedger = 'ledger:';

function evidenceOf(userId: string, { registered, writeback }: Ledger): readonly Evidence[] {
  return [
    ...(registered ? [{ eventId: `${ofLedger}registered`, userId, kind: 'registered' as const, ...registered }] : []),
    ...(writeback ? [resetOf(userId, writeback)] : []),
  ];
}

function resetOf(userId: string, { at, isOn }: NonNullable<Ledger['writeback']>): Evidence {
  const known = { eventId: `${ofLedger}reset`, userId, at, by: 'user' } as const;
  return isOn ? { ...known, kind: 'resetSucceeded' } : { ...known, kind: 'resetFailed', reason: writebackOffReason };
}

type Keyed = Pick<Message, 'step' | 'epoch'>;

const keyOf = ({ step, epoch }: Keyed): string => `${step}|${epoch}`;

/** In the order of the steps' names, as a store reads them. */
export const byStep = (a: Keyed, b: Keyed): number => (a.step < b.step ? -1 : a.step > b.step ? 1 : a.epoch - b.epoch);
