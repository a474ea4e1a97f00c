import type { PersonLine } from '../../campaign/person-line.ts';
import type { ChangedLine } from '../../campaign/stored-figures.ts';
import { toDate } from './cells.ts';

/** A value as it comes back from JSON: dates are texts. */
export type AsJson<Value> = Value extends Date
  ? string
  : Value extends object
    ? { readonly [Name in keyof Value]: AsJson<Value[Name]> }
    : Value;

/** The line of a person with its instants. */
export const lineIn = ({ lastMail, nextMail, trouble, reopenedAt, ...line }: AsJson<PersonLine>): PersonLine => ({
  ...line,
  ...(reopenedAt && { reopenedAt: toDate(reopenedAt) }),
  lastMail: lastMail && { ...lastMail, at: toDate(lastMail.at) },
  nextMail: nextMail && { ...nextMail, at: toDate(nextMail.at) },
  trouble: trouble && {
    ...trouble,
    since: optionalDate(trouble.since),
    lastAttemptAt: optionalDate(trouble.lastAttemptAt),
  },
});

export const changedLineIn = ({ order, line }: AsJson<ChangedLine>): ChangedLine => ({
  order,
  line: line && lineIn(line),
});

const optionalDate = (text: string | undefined): Date | undefined => (text === undefined ? undefined : toDate(text));
