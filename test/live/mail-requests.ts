import type { Answer, Copy, LiveWorld } from './live-world.ts';
import { inWords } from './question.ts';

/** A mail of the suite: the subject names the question and the id, so that its copies can be counted. */
export function aMail({ mail }: LiveWorld, subject: string, more: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({
    senderAddress: mail.sender,
    recipients: { to: [{ address: mail.recipient }] },
    content: { subject, plainText: 'A mail of the live suite. It may be deleted.' },
    headers: more,
    userEngagementTrackingDisabled: true,
  });
}

/** One request. A quota that is used up says nothing about what is asked, so the question fails then. */
export async function take(world: LiveWorld, ...request: Parameters<LiveWorld['mail']['send']>): Promise<Answer> {
  const answer = await world.mail.send(...request);
  if (answer.status === 429) throw new Error('The mail service’s quota is used up: ask again in an hour');
  return answer;
}

/** How long a mail takes to a mailbox at the most. */
const arrivalMs = 180_000;

/** Waits until mails have arrived, and counts the copies; undefined where the mailbox cannot be read. */
export async function countCopies(world: LiveWorld, subject: string): Promise<readonly Copy[] | undefined> {
  if (!world.given.has('mailbox') || !(await world.wait(arrivalMs))) return undefined;
  return world.copies(subject);
}

export const copiesInWords = (copies: readonly Copy[] | undefined): string =>
  copies === undefined ? 'copies in the mailbox: not counted' : `copies in the mailbox: ${copies.length}`;

/** Sends at the start and again after each time, as long as patience lasts; a line and a status for each. */
export async function sendAgain(world: LiveWorld, afterMs: readonly number[], send: (nth: number) => Promise<string>) {
  const seen: string[] = [];
  const statuses: string[] = [];
  let passedMs = 0;
  for (const [nth, atMs] of [0, ...afterMs].entries()) {
    if (!(await world.wait(atMs - passedMs))) {
      seen.push(`after ${inWords(atMs)}: not asked, since nobody waits that long (--longest-wait)`);
      continue;
    }
    passedMs = atMs;
    const status = await send(nth);
    statuses.push(status);
    seen.push(`${atMs === 0 ? 'at first' : `after ${inWords(atMs)}`}: ${status}`);
  }
  return { seen, statuses };
}
