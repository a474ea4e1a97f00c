import { v5 as uuidV5 } from 'uuid';
import { duplicateOf, type ContactFile, type FaultyRow } from '../prepopulation/contact-file.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { isOwnMailbox, reasonAgainstPrepopulating, type PrepopulationReason } from '../prepopulation/reasons.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { UserLookup } from '../ports/user-lookup.ts';
import type { ContactDecision, ContactDetails, ContactMethod } from '../prepopulation/contact-details.ts';

/** What becomes of one method of a row. */
export type MethodOutcome =
  | ContactDecision
  | 'added'
  /** Mail to this address cannot be opened without the password. */
  | 'ownMailbox'
  /** The dry run did not show it: what was there then has gone meanwhile. */
  | 'notPlanned'
  /** Graph did not take it for this person. */
  | 'rejected'
  /** No answer came, and it is not to be seen: it may appear yet. */
  | 'unknown'
  | 'notPermitted'
  /** An admin by now. */
  | 'adminNow'
  /** Nobody could say whether they are an admin. */
  | 'rolesUnreadable'
  /** Was added, and taken away again: they became an admin meanwhile, or nobody could say any more whether they are. */
  | 'takenOut'
  /** The same, and it could not be taken away: somebody has to do it by hand. */
  | 'leftWithAdmin'
  /** The time of one answer was over, or Graph asked to wait: send the same again. */
  | 'notReached';

export type MethodOutcomes = Readonly<Partial<Record<ContactMethod, MethodOutcome>>>;

/** Why nothing is added to a person at all. */
export type SkipReason = PrepopulationReason | 'unknownUser' | 'unreadable' | 'adminNow' | 'rolesUnreadable';

export type RowOutcome =
  | ({ readonly kind: 'faulty' } & FaultyRow)
  | {
      readonly kind: 'skipped';
      readonly row: number;
      readonly userId: string | undefined;
      readonly because: SkipReason;
    }
  | { readonly kind: 'methods'; readonly row: number; readonly userId: string; readonly methods: MethodOutcomes };

/** Somebody for whom something may be entered. */
export interface Candidate {
  readonly row: number;
  readonly userId: string;
  readonly wanted: ContactDetails;
  /** What the row gives and is not to be used. */
  readonly refused: MethodOutcomes;
}

export interface JudgedRows {
  readonly kind: 'judged';
  readonly candidates: readonly Candidate[];
  /** Rows whose end is known before anybody's methods are looked at. */
  readonly settled: readonly RowOutcome[];
}

export interface JudgePorts {
  readonly users: UserLookup;
  readonly recipients: RecipientStore;
}

/** Finds the people of a file and says for whom something may be entered, and why not for the others. */
export async function judgeRows(
  { rows, faultyRows }: Extract<ContactFile, { kind: 'read' }>,
  audience: AudiencePolicy,
  now: Date,
  { users, recipients }: JudgePorts,
): Promise<JudgedRows | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }> {
  const found = await users.findUsers(rows.map(({ user }) => user));
  if ('throttled' in found) return { kind: 'throttled', retryAfterSeconds: found.retryAfterSeconds };
  const candidates: Candidate[] = [];
  const settled: RowOutcome[] = faultyRows.map((row) => ({ kind: 'faulty', ...row }));
  const rowOf = new Map<string, number>();
  for (const { row, user, details } of rows) {
    const userId = found.get(user);
    const before = userId && rowOf.get(userId);
    if (before) settled.push({ kind: 'faulty', ...duplicateOf(row, before, user) });
    else if (userId === undefined) settled.push({ kind: 'skipped', row, userId, because: 'unknownUser' });
    else {
      rowOf.set(userId, row);
      const { facts } = await recipients.readJourney(userId);
      const because = reasonAgainstPrepopulating(facts, audience, now);
      if (because) settled.push({ kind: 'skipped', row, userId, because });
      else candidates.push({ row, userId, ...usable(details, (address) => isOwnMailbox(facts!, address)) });
    }
  }
  return { kind: 'judged', candidates, settled };
}

function usable(details: ContactDetails, isOwn: (address: string) => boolean): Pick<Candidate, 'wanted' | 'refused'> {
  const { email, ...phones } = details;
  if (email === undefined || !isOwn(email)) return { wanted: details, refused: {} };
  return { wanted: phones, refused: { email: 'ownMailbox' } };
}

/** Stands for one method of one person, so that a plan can be kept as a list of ids. */
export const additionId = (userId: string, method: ContactMethod): string =>
  uuidV5(`${userId}|${method}`, additionNamespace);
const additionNamespace = '0d6b7a52-64a5-4b8b-9c1f-6f8f7b1f9a30';

/** All rows in the order of the file. */
export const inOrder = ({ settled }: JudgedRows, rows: readonly RowOutcome[]): readonly RowOutcome[] =>
  [...rows, ...settled].toSorted((a, b) => a.row - b.row);
