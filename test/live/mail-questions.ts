import { emailMessageOf } from '../../shared/adapters/communication-services/email-message.ts';
import { statusOf, type LiveWorld } from './live-world.ts';
import { aMail, copiesInWords, countCopies, sendAgain, take } from './mail-requests.ts';
import type { Finding, Question } from './question.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** What repeated requests under one id mean, by their statuses and by what lies in the mailbox. */
export function answerToRepeats(statuses: readonly string[], copies: number | undefined): string {
  const accepted = statuses.filter((status) => status.startsWith('202')).length;
  if (accepted < statuses.length)
    return 'A repeated id is refused: such a refusal is no proof that nothing was taken, so ask about the id.';
  if (copies === undefined) return 'Every request was accepted; only the mailbox tells whether that made one mail.';
  if (copies === 1) return 'The service takes a repeated request for the same mail: one copy.';
  return copies === 0
    ? 'No copy has arrived: look into the message trace.'
    : `The id alone makes no mail the only one: ${copies} copies of ${accepted} requests. The claim has to.`;
}

async function repeat(
  world: LiveWorld,
  afterMs: readonly number[],
  subject: string,
  change: (nth: number) => string,
): Promise<Finding> {
  const id = world.newId();
  const named = `${subject} ${id}`;
  const { seen, statuses } = await sendAgain(world, afterMs, async (nth) =>
    statusOf(await take(world, id, aMail(world, named, { 'X-Live': change(nth) }))),
  );
  const copies = await countCopies(world, named);
  return { seen: [...seen, copiesInWords(copies)], answer: answerToRepeats(statuses, copies?.length) };
}

async function sendTwoAtOnce(world: LiveWorld): Promise<Finding> {
  const id = world.newId();
  const subject = `live mail-3 ${id}`;
  const both = await Promise.all([1, 2].map(async () => statusOf(await take(world, id, aMail(world, subject)))));
  const copies = await countCopies(world, subject);
  return { seen: [`both: ${both.join(', ')}`, copiesInWords(copies)], answer: answerToRepeats(both, copies?.length) };
}

async function askSoon(world: LiveWorld): Promise<Finding> {
  const id = world.newId();
  const sending = take(world, id, aMail(world, `live mail-4 ${id}`));
  const [sent, before] = await Promise.all([sending, world.mail.ask(id)]);
  const seen = [`before the answer to the request: ${statusOf(before)}`, `the request: ${statusOf(sent)}`];
  const statuses: string[] = [];
  for (const waitMs of [0, second, 4 * second, 55 * second]) {
    if (!(await world.wait(waitMs))) break;
    statuses.push(statusOf(await world.mail.ask(id)));
  }
  seen.push(`0, 1, 5 and 60 seconds later: ${statuses.join(', ')}`);
  const never = await world.mail.ask(world.newId());
  seen.push(`an id that was never used: ${statusOf(never)}`);
  const isDenied = statuses.some((status) => status.startsWith('404'));
  return {
    seen,
    answer: isDenied
      ? 'The service denies an id that it has taken: one 404 proves nothing.'
      : `An id is known from the answer on, and one that was never used is answered with ${never.status}.`,
  };
}

async function repeatMessageId(world: LiveWorld): Promise<Finding> {
  const id = world.newId();
  const subject = `live mail-5 ${id}`;
  const messageId = `<${id}@${world.mail.sender.split('@')[1]!}>`;
  const headers = { 'Message-ID': messageId, 'x-ms-acsemail-validate-message-id': 'true' };
  const { seen, statuses } = await sendAgain(world, [minute, hour, 25 * hour, 8 * day], async () =>
    statusOf(await take(world, world.newId(), aMail(world, subject, headers))),
  );
  const later = statuses.slice(1);
  const refused = later.filter((status) => status.startsWith('400')).length;
  return {
    seen,
    answer:
      later.length === 0
        ? 'Nothing was asked a second time.'
        : `A Message-ID that was used is refused ${refused} of ${later.length} times: ${refused === later.length ? 'a second net under the claim, if it were asked for' : 'no net to rely on'}.`,
  };
}

async function lookAtHeaders(world: LiveWorld): Promise<Finding> {
  const id = world.newId();
  const subject = `live mail-6 ${id}`;
  const own = emailMessageOf({
    messageId: id,
    from: { senderAddress: world.mail.sender },
    to: { address: world.mail.recipient, displayName: '' },
    subject,
    html: '',
    text: '',
  }).headers!;
  const sent = { ...own, 'List-Unsubscribe': '<https://example.com/stop>', 'X-Live': 'yes' };
  const status = statusOf(await take(world, id, aMail(world, subject, sent)));
  const [copy] = (await countCopies(world, subject)) ?? [];
  if (copy === undefined) return { seen: [`the request: ${status}`], answer: 'No copy could be read.' };
  const arrived = new Map(Object.entries(copy.headers).map(([name, value]) => [name.toLowerCase(), value]));
  arrived.set('message-id', copy.internetMessageId);
  const fates = Object.entries(sent).map(([name, value]) => ({
    name,
    fate: fateOf(value, arrived.get(name.toLowerCase())),
  }));
  const lost = fates.filter(({ name, fate }) => name in own && fate !== 'as it was sent').map(({ name }) => name);
  return {
    seen: [`the request: ${status}`, ...fates.map(({ name, fate }) => `${name}: ${fate}`)],
    answer:
      lost.length === 0
        ? 'Every header of ours arrives as it was sent.'
        : `Not as they were sent: ${lost.join(', ')}. What they are for cannot be relied on.`,
  };
}

const fateOf = (sent: string, arrived: string | undefined): string =>
  arrived === undefined ? 'taken away' : arrived === sent ? 'as it was sent' : 'changed';

async function repeatRepeatability(world: LiveWorld): Promise<Finding> {
  const subject = `live mail-7 ${world.newId()}`;
  const headers = {
    'Repeatability-Request-Id': world.newId(),
    'Repeatability-First-Sent': world.now().toUTCString(),
  };
  const statuses: string[] = [];
  for (let nth = 0; nth < 2; nth++)
    statuses.push(statusOf(await take(world, world.newId(), aMail(world, subject), headers)));
  const copies = await countCopies(world, subject);
  const stillActs = copies?.length === 1 || statuses.some((status) => /^(409|412|501)/.test(status));
  return {
    seen: [`two ids, the same Repeatability-Request-Id: ${statuses.join(', ')}`, copiesInWords(copies)],
    answer: stillActs ? 'The headers act on this version.' : 'Nothing is seen of them: do not rely on them.',
  };
}

export const mailQuestions: readonly Question[] = [
  {
    id: 'mail-1',
    asks: 'Is the same Operation-Id with the same body one mail, and for how long?',
    needs: ['mail'],
    mails: 6,
    ask: (world) => repeat(world, [minute, hour, 23 * hour, 25 * hour, 8 * day], 'live mail-1', () => 'same'),
  },
  {
    id: 'mail-2',
    asks: 'What becomes of the same Operation-Id with a body that differs by one byte?',
    needs: ['mail'],
    mails: 2,
    ask: (world) => repeat(world, [second], 'live mail-2', String),
  },
  {
    id: 'mail-3',
    asks: 'What becomes of two requests under one Operation-Id at the same time?',
    needs: ['mail'],
    mails: 2,
    ask: sendTwoAtOnce,
  },
  {
    id: 'mail-4',
    asks: 'From when on does the service know an id, and what does it say of one that was never used?',
    needs: ['mail'],
    mails: 1,
    ask: askSoon,
  },
  {
    id: 'mail-5',
    asks: 'Is a Message-ID that was used refused when the service is asked to compare it, and for how long?',
    needs: ['mail'],
    mails: 5,
    ask: repeatMessageId,
  },
  {
    id: 'mail-6',
    asks: 'Which headers reach the mailbox: Message-ID, Auto-Submitted, X-Auto-Response-Suppress, List-Unsubscribe?',
    needs: ['mail', 'mailbox'],
    mails: 1,
    ask: lookAtHeaders,
  },
  {
    id: 'mail-7',
    asks: 'Do Repeatability-Request-Id and Repeatability-First-Sent still act on version 2025-09-01?',
    needs: ['mail'],
    mails: 2,
    ask: repeatRepeatability,
  },
];
