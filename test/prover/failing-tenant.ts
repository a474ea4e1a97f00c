import { failureWindowHours, judgeFailureRate, noFates, type Fate } from '../../shared/delivery/failure-rate.ts';
import type { CampaignState } from '../../shared/campaign/campaign-state.ts';
import { noFaults } from './fault-profile.ts';
import { drawPeople, type Mailbox, type Person } from './people.ts';
import type { Randomness } from './randomness.ts';

const minuteMs = 60_000;

/** An operator who resumes a paused campaign, each time after so long, and does not mend the cause. */
export interface HastyOperator {
  readonly resumesAfterMs: readonly number[];
}

/** So many that mails are left when the breaker pauses, and fail in the first minutes after the resumption. */
const people = 15;

/**
 * A tenant that turns away every mail, in a world without any other fault: the breaker pauses, and an operator resumes
 * without having mended the cause.
 */
export function drawFailingTenant(randomness: Randomness) {
  const mailbox = randomness.oneOf<Mailbox>(['filters', 'fails']);
  const drawn = Array.from({ length: people }, () => drawPeople(randomness)[0]!);
  return {
    people: drawn.map((person, n): Person => ({
      ...person,
      userId: `${n.toString(16)}0000000-0000-4000-8000-00000000000${n.toString(16)}`,
      address: `person${n}@contoso.com`,
      kind: 'eligible',
      registersAfterMails: undefined,
      mailbox,
      otherMailbox: undefined,
      fate: 'none',
    })),
    faults: noFaults,
    capacity: randomness.oneOf([
      { mailsPerMinute: 1, mailsPerHour: 30 },
      { mailsPerMinute: 2, mailsPerHour: 60 },
    ]),
    pause: undefined,
    halt: undefined,
    mailMoves: [],
    losses: [],
    goalWaves: [],
    operator: { resumesAfterMs: Array.from({ length: 3 }, () => randomness.between(2, 180) * minuteMs) },
  };
}

interface CountedMail {
  readonly leftMs: number;
  readonly fate: Fate;
}

/** At the edge of the window the breaker may leave out ten minutes. */
const judgedWindowMs = (failureWindowHours * 60 - 10) * minuteMs;

/** What the breaker must know in a world without faults: every mail that left since the campaign was started or resumed. */
export class BreakerLaw {
  readonly #mails: CountedMail[] = [];

  /** A report on a mail that left then has been recorded. */
  onRecorded(mail: CountedMail): void {
    this.#mails.push(mail);
  }

  /** What is wrong where the campaign goes on although too many of its mails have failed since it was started or resumed. */
  faultOf({ status, changedAt }: CampaignState, pauseAtFailureRate: number, nowMs: number): string | undefined {
    if (status === 'paused') return undefined;
    const fromMs = Math.max(changedAt.getTime(), nowMs - judgedWindowMs);
    const counts = { ...noFates } as Record<Fate, number>;
    for (const { leftMs, fate } of this.#mails) if (leftMs >= fromMs) counts[fate]++;
    const because = judgeFailureRate(counts, pauseAtFailureRate);
    return because && `the campaign goes on after it was started or resumed, ${because}`;
  }
}
