import type { OperatorsCampaign } from './operators-campaign.ts';

/** Where something is said. `answer`: that of the API, to what was asked of it. */
type Where = 'health' | 'preflight' | 'log' | 'answer';

export interface Said {
  readonly where: Where;
  readonly text: string;
  readonly afterHours: number;
}

/** After so long it has not been said in time. */
const soonEnoughHours = 24;
/** What is mended must be forgotten by then. */
const forgottenAfterHours = 48;

type Listened = Exclude<Where, 'answer'>;

export interface Listening {
  readonly since?: Date;
  /** How much time passes between two looks. */
  readonly stepHours?: number;
}

/** Waits, by the campaign's clock, until something is said. Throws when it is a day old and nothing was said. */
export async function untilSaid(
  campaign: OperatorsCampaign,
  where: Listened,
  pattern: RegExp,
  { since = campaign.now(), stepHours = 1 }: Listening = {},
): Promise<Said> {
  for (;;) {
    const words = await wordsOf(campaign, where, since);
    const text = pattern.exec(words)?.[0];
    const afterHours = campaign.hoursSince(since);
    if (text !== undefined) return { where, text, afterHours };
    if (afterHours >= soonEnoughHours)
      throw new Error(`nothing in ${where} said ${pattern} within a day: ${words.slice(-400)}`);
    await campaign.passHours(stepHours);
  }
}

/** Waits until a place says it no longer, and answers after how many hours. */
export async function untilUnsaid(
  campaign: OperatorsCampaign,
  where: Exclude<Listened, 'log'>,
  pattern: RegExp,
): Promise<number> {
  const since = campaign.now();
  for (;;) {
    const words = await wordsOf(campaign, where, since);
    if (!pattern.test(words)) return campaign.hoursSince(since);
    if (campaign.hoursSince(since) >= forgottenAfterHours)
      throw new Error(`${where} still says ${pattern} two days after it was mended: ${words.slice(-400)}`);
    await campaign.passHours(1);
  }
}

/** What a place says now, as text. */
export async function wordsOf(campaign: OperatorsCampaign, where: Listened, since: Date): Promise<string> {
  if (where !== 'log') return (await campaign.ask('GET', where)).text();
  const lines = campaign.logged.filter(({ at }) => at >= since);
  return lines.map(({ line }) => line).join('\n');
}

export const answered = (text: string): Said => ({ where: 'answer', text, afterHours: 0 });
