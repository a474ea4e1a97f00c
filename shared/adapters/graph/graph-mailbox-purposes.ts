import { z } from 'zod';
import type { MailboxPurposes, PurposeReading } from '../../ports/mailbox-purposes.ts';
import { toldPurposes } from '../../recipient/mailbox-purpose.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { errorCodeIn } from './graph-failure.ts';
import { idSegment } from './graph-values.ts';
import { waitAskedBy } from './retry-after.ts';

/** https://learn.microsoft.com/graph/api/user-get-mailboxsettings#permissions */
const permission = 'MailboxSettings.Read';

const answered = z.object({ value: z.string() });
const known = z.enum(toldPurposes);
/** A word that is not known is told, as long as it is one. */
const word = /^[A-Za-z]{1,40}$/;

/** What mailboxes are for over Graph. https://learn.microsoft.com/graph/api/user-get-mailboxsettings */
export function createGraphMailboxPurposes(connection: GraphConnection): MailboxPurposes {
  return {
    async read(userId) {
      const path = `/users/${idSegment(userId)}/mailboxSettings/userPurpose`;
      const answer = await connection.get(path).catch(() => undefined);
      return answer === undefined ? { kind: 'away', because: 'noAnswer' } : readingOf(answer, connection);
    },
  };
}

function readingOf(answer: GraphAnswer, { clock }: GraphConnection): PurposeReading {
  const { status, body } = answer;
  const retryAfterSeconds = waitAskedBy(answer, clock.now());
  if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
  const code = errorCodeIn(body) ?? 'noErrorCode';
  if (status === 404) return { kind: 'noMailbox' };
  if (status === 403) return { kind: 'refused', permission, code };
  if (status === 401 || status >= 500) return { kind: 'away', because: `${status} ${code}` };
  const told = answered.safeParse(body);
  if (status !== 200 || !told.success) return { kind: 'unreadable', because: `${status} ${code}` };
  const purpose = known.safeParse(told.data.value);
  return purpose.success ? { kind: 'read', purpose: purpose.data } : { kind: 'unreadable', because: wordIn(told.data) };
}

const wordIn = ({ value }: z.infer<typeof answered>): string => `userPurpose ${word.test(value) ? value : 'no word'}`;
