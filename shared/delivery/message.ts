import type { ChosenLocale } from '../recipient/locale.ts';
import type { MailFrom } from './mail-from.ts';
import type { Step } from './steps.ts';

/** One mail to one person, through all its states: a message of a step, or a notice that is no step. */
export interface Letter {
  readonly userId: string;
  /** Ours, the same over every attempt: ACS `Operation-Id`, and the `Message-ID` is made of it. */
  readonly messageId: string;
  readonly state: MessageState;
  /** In words, for people. Rules go by the fields below. */
  readonly because: string | undefined;
  readonly claim: Claim | undefined;
  readonly acceptedAt: Date | undefined;
  /** The address that was written to. */
  readonly address: string | undefined;
  /** What was written, in which language and why in that one: known once it was rendered. The words are not kept. */
  readonly writtenAs?: WrittenAs | undefined;
  /** The `Message-ID` under which it was delivered: a second one for the same message is a duplicate. */
  readonly internetMessageId?: string | undefined;
  /** The mark of its entry in the index of messages; undefined as long as no attempt was made. */
  readonly indexedAs?: string | undefined;
  readonly history: readonly HistoryEntry[];
}

/** One mail to one person for one step. Its row is the truth; queue and agenda only hint at it. */
export interface Message extends Letter {
  readonly step: Step;
  /** Grows when a step is sent again: to another address after a bounce, in a new round, or when an operator asks for it. */
  readonly epoch: number;
  /** Its time had come, and this keeps it from leaving. Gone with the next move. */
  readonly heldBy?: 'wavePaused' | undefined;
  /** Why the step has this further message. */
  readonly renewedFor?: RenewalReason | undefined;
  readonly dueAt: Date;
}

export interface WrittenAs {
  /** The kind of mail. */
  readonly kind: string;
  readonly locale: string;
  readonly localeBecause: ChosenLocale['because'];
}

/** `otherAddress`: the first address turned the mail away, and there is another. `reopened`: it is the step of a new round. */
export type RenewalReason = 'otherAddress' | 'resentByOperator' | 'reopened';

export const messageStates = [
  'planned',
  'due',
  'claimed',
  'accepted',
  'delivered',
  'bounced',
  'suppressed',
  'filtered',
  'failed',
  'rejected',
  'cancelled',
  'unknown',
] as const;
export type MessageState = (typeof messageStates)[number];

export interface Claim {
  /** Which attempt holds the claim: tells our own write from another's after an ambiguous answer of the storage. */
  readonly claimId: string;
  /** When this attempt was claimed. */
  readonly claimedAt: Date;
  /** When the first attempt that may have been taken was claimed: ACS knows an id for a day at the most. */
  readonly firstClaimedAt: Date;
  /** The same over every attempt; undefined where it was not written down yet. */
  readonly from: MailFrom | undefined;
  /** When ACS first said that it does not know the id. */
  readonly deniedAt: Date | undefined;
  /** The service refused this attempt, and may have taken an earlier one under the same id. */
  readonly refusedWith?: 'badRequest' | undefined;
}

export interface HistoryEntry {
  readonly state: MessageState;
  readonly at: Date;
  readonly because?: string;
}

/** A message may be claimed from these states only; a message that is found claimed is never sent. */
export const isOpen = ({ state }: Pick<Letter, 'state'>): boolean => state === 'planned' || state === 'due';

/** Somebody is sending it, or nobody knows whether it was sent. */
export const isInFlight = ({ state }: Pick<Letter, 'state'>): boolean => state === 'claimed' || state === 'unknown';

/** Its outcome is one that somebody has to decide about: nobody knows it, or the mail was not taken or not delivered. */
export const isForPerson = ({ state }: Letter): boolean => statesForPerson.includes(state);

const statesForPerson: readonly MessageState[] = ['unknown', 'failed', 'rejected'];

/** The mail service took it, whatever became of it afterwards. */
export const wasAccepted = ({ acceptedAt }: Pick<Letter, 'acceptedAt'>): boolean => acceptedAt !== undefined;

/** The receiving side definitely does not want it at this address; every further attempt would prolong the ban. */
export const wasTurnedAway = ({ state }: Pick<Letter, 'state'>): boolean =>
  state === 'bounced' || state === 'suppressed';

/** It may leave only as it was pinned: an earlier attempt may have been taken, or the service said so only once asked. */
export const isPinned = (message: Message): boolean => isOpen(message) && message.claim !== undefined;

/** Its words were written down at some time. */
export const wasEverClaimed = ({ history }: Message): boolean => history.some(({ state }) => state === 'claimed');

/** The mail in its next state, with the move written into its history. */
export function moveTo<Moved extends Letter & Pick<Partial<Message>, 'heldBy'>>(
  letter: Moved,
  state: MessageState,
  at: Date,
  because?: string,
) {
  const { heldBy: _, ...others } = letter;
  const history = withEntry(letter.history, { state, at, ...(because && { because }) });
  return { ...others, state, because, history };
}

/** How it began and what happened last: a message that is refused every minute for days must still fit in its row. */
const longestHistory = 60;
const keptFromTheStart = 10;

function withEntry(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  if (history.length < longestHistory) return [...history, entry];
  return [...history.slice(0, keptFromTheStart), ...history.slice(keptFromTheStart + 1), entry];
}

/** Says on the message why nobody knows whether its mail has left. */
export const historyLost = 'a mail may have left under this id before, and what was stored of it is gone';
