import { statusOf, type Answer, type LiveWorld } from './live-world.ts';
import { aMail } from './mail-requests.ts';
import { inWords, type Finding, type Question } from './question.ts';

const minuteMs = 60_000;

const waitAsked = (answer: Answer): string => `Retry-After ${answer.header('retry-after') ?? 'none'}`;

/** Asks until the service has had enough, or `atMost` times. */
async function untilRefused(atMost: number, ask: () => Promise<Answer>) {
  for (let asked = 1; asked <= atMost; asked++) {
    const answer = await ask();
    if (answer.status === 429) return { asked, refusal: answer };
  }
  return { asked: atMost, refusal: undefined };
}

async function useUpReading(world: LiveWorld): Promise<Finding> {
  const id = world.newId();
  const { asked, refusal } = await untilRefused(130, () => world.mail.ask(id));
  await world.wait(2 * minuteMs);
  if (refusal === undefined) return { seen: [`${asked} questions: none refused`], answer: 'The quota is larger.' };
  return {
    seen: [`question ${asked}: ${statusOf(refusal)}, ${waitAsked(refusal)}`],
    answer: `${asked - 1} questions in a row are answered; reconcileClaims asks fewer in a minute.`,
  };
}

/** The window of a minute first, then, by sending on after each wait, that of an hour. */
async function useUpSending(world: LiveWorld): Promise<Finding> {
  const seen: string[] = [];
  const subject = `live limit-2 ${world.newId()}`;
  let sent = 0;
  while (sent < 110) {
    const { asked, refusal } = await untilRefused(110 - sent, () =>
      world.mail.send(world.newId(), aMail(world, subject)),
    );
    sent += refusal === undefined ? asked : asked - 1;
    if (refusal === undefined) break;
    seen.push(`after ${sent} mails: ${statusOf(refusal)}, ${waitAsked(refusal)}`);
    const waitMs = Number(refusal.header('retry-after') ?? 60) * 1_000;
    if (waitMs > 2 * minuteMs || !(await world.wait(waitMs))) break;
  }
  const isTold = seen.length > 0 && seen.every((line) => !line.endsWith('none'));
  return {
    seen: [...seen, `mails that were taken: ${sent}`],
    answer: isTold ? 'A refusal says how long to wait.' : 'A refusal does not say how long to wait, or none came.',
  };
}

async function moveTheClock(world: LiveWorld): Promise<Finding> {
  const seen: string[] = [];
  let most = 0;
  for (const minutes of [0, 1, 4, 6, 10, 14, 16, 20]) {
    const answer = await world.mail.askWithClockBehind(world.newId(), minutes * minuteMs);
    if (answer.status !== 401) most = minutes;
    seen.push(`${minutes} minutes behind: ${statusOf(answer)}`);
  }
  return { seen, answer: `A signature of a clock that is ${inWords(most * minuteMs)} behind is taken.` };
}

export const limitQuestions: readonly Question[] = [
  {
    id: 'limit-1',
    asks: 'What does the service answer beyond the quota on asking for a status?',
    needs: ['mail'],
    ask: useUpReading,
  },
  {
    id: 'limit-2',
    asks: 'What does the service answer beyond the quota on sending, by the minute and by the hour?',
    needs: ['mail', 'flood'],
    mails: 110,
    ask: useUpSending,
  },
  {
    id: 'limit-3',
    asks: 'How far may the clock be off where requests are signed with a key?',
    needs: ['mail', 'accessKey'],
    ask: moveTheClock,
  },
];
