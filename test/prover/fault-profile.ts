import type { OperationAnswer, SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { PersonReading } from '../../shared/ports/person-reader.ts';
import type { Randomness } from './randomness.ts';
import type { Fate, Fates, IoPoint } from './servers.ts';
import type { Dedupe } from './simulated-mail-service.ts';
import type { Sightings } from './sightings.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Which faults one world has: drawn from its seed. */
export interface FaultProfile {
  /** Chances for each request. */
  readonly crash: number;
  readonly fail: number;
  readonly loseAnswer: number;
  readonly applyLate: number;
  /** Chance for each mail that the service refuses or answers strangely. */
  readonly mailTrouble: number;
  /** Chance for each queue message to come twice or too early, and for each report to come twice. */
  readonly queueTrouble: number;
  readonly loseReport: number;
  /** Chance that a status answer may be a minute behind. */
  readonly slowStatus: number;
  readonly dedupe: Dedupe;
  /** A time in which the mail service answers no question about a mail. */
  readonly statusOutage: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** Instants at which all clocks jump, and by how much. */
  readonly clockJumps: readonly { readonly afterMs: number; readonly byMs: number }[];
  /** A minute in which storage answers nothing. */
  readonly outageAfterMs: number | undefined;
  /** There are no faults after this time. */
  readonly endsAfterMs: number;
}

export const noFaults: FaultProfile = {
  crash: 0,
  fail: 0,
  loseAnswer: 0,
  applyLate: 0,
  mailTrouble: 0,
  queueTrouble: 0,
  loseReport: 0,
  slowStatus: 0,
  statusOutage: undefined,
  dedupe: 'never',
  clockJumps: [],
  outageAfterMs: undefined,
  endsAfterMs: 0,
};

const hourMs = 3_600_000;
/** A request that nobody waits for any more takes effect within this time: assumed of network and platform. */
export const zombieMs = 120_000;
/** The SDKs give up a request after this time. */
const giveUpMs = 30_000;

/** Many worlds have only one kind of fault, some have every kind. */
export function drawFaults(randomness: Randomness): FaultProfile {
  const often = (low: number, high: number) =>
    randomness.chance(0.6) ? low + randomness.fraction() * (high - low) : 0;
  const dedupes: readonly Dedupe[] = ['never', 'never', 'never', 'reject400', 'always'];
  return {
    crash: often(0.01, 0.08),
    fail: often(0.01, 0.1),
    loseAnswer: often(0.01, 0.1),
    applyLate: often(0.01, 0.1),
    mailTrouble: often(0.1, 0.6),
    queueTrouble: often(0.05, 0.3),
    loseReport: often(0.1, 0.9),
    slowStatus: often(0.2, 1),
    statusOutage: randomness.chance(0.05) ? drawOutage(randomness) : undefined,
    dedupe: randomness.oneOf(dedupes),
    clockJumps: randomness.chance(0.25) ? drawClockJumps(randomness) : [],
    outageAfterMs: randomness.chance(0.2) ? randomness.between(0, hourMs) : undefined,
    endsAfterMs: randomness.between(6, 120) * hourMs,
  };
}

function drawOutage(randomness: Randomness) {
  const fromMs = randomness.between(0, 12 * hourMs);
  return { fromMs, toMs: fromMs + randomness.between(1, 40) * hourMs };
}

/** An hour forward or back, hours apart: nothing is promised for clocks that jump twice in one minute. */
function drawClockJumps(randomness: Randomness) {
  let afterMs = 0;
  return Array.from({ length: randomness.between(1, 3) }, () => {
    afterMs += randomness.between(30, 12 * 60) * 60_000;
    return { afterMs, byMs: randomness.oneOf([hourMs, -hourMs]) };
  });
}

type RequestFault =
  | 'crash before a request'
  | 'crash after a request'
  | 'storage is out'
  | 'request lost'
  | 'answer lost'
  | 'request comes late';

/** Decides the fate of every request of a world by its profile. */
export class SeededFates implements Fates {
  readonly #profile: FaultProfile;
  readonly #randomness: Randomness;
  readonly #time: VirtualTime;
  readonly #startsAtMs: number;
  readonly #sightings: Sightings | undefined;

  constructor(profile: FaultProfile, randomness: Randomness, time: VirtualTime, sightings?: Sightings) {
    this.#sightings = sightings;
    this.#profile = profile;
    this.#randomness = randomness;
    this.#time = time;
    this.#startsAtMs = time.nowMs;
    this.#endsAfterMs = profile.endsAfterMs;
  }

  get #sinceStartMs(): number {
    return this.#time.nowMs - this.#startsAtMs;
  }

  #endsAfterMs: number;

  get isOver(): boolean {
    return this.#sinceStartMs >= this.#endsAfterMs;
  }

  /** Faults come once more, for so long from now. */
  comesAgain(forMs: number): void {
    this.#endsAfterMs = this.#sinceStartMs + forMs;
  }

  of({ call }: IoPoint): Fate {
    const random = this.#randomness;
    const takesMs = random.between(1, 400);
    const kind = this.isOver ? undefined : this.#kindOf(call, random.fraction());
    if (kind === undefined) return { appliedAfterMs: takesMs, answeredAfterMs: takesMs };
    this.#sightings?.note(`fault: ${kind}`);
    switch (kind) {
      case 'crash before a request':
        return { crash: 'before', appliedAfterMs: undefined, answeredAfterMs: takesMs };
      case 'crash after a request':
        return { crash: 'after', appliedAfterMs: takesMs, answeredAfterMs: takesMs };
      case 'storage is out':
        return { appliedAfterMs: undefined, answeredAfterMs: giveUpMs };
      case 'request lost':
        return { appliedAfterMs: undefined, answeredAfterMs: takesMs };
      case 'answer lost':
        return { appliedAfterMs: takesMs, answeredAfterMs: takesMs, isAnswerLost: true };
      case 'request comes late':
        return { appliedAfterMs: random.between(1, zombieMs), answeredAfterMs: giveUpMs };
    }
  }

  #kindOf(call: string, roll: number): RequestFault | undefined {
    const { crash, fail, loseAnswer, applyLate } = this.#profile;
    if (roll < crash / 2) return 'crash before a request';
    if (roll < crash) return 'crash after a request';
    if (this.#isOut(call)) return 'storage is out';
    if (roll < crash + fail) return 'request lost';
    if (roll < crash + fail + loseAnswer) return 'answer lost';
    return roll < crash + fail + loseAnswer + applyLate ? 'request comes late' : undefined;
  }

  #isOut(call: string): boolean {
    const since = this.#profile.outageAfterMs;
    return (
      since !== undefined &&
      this.#sinceStartMs >= since &&
      this.#sinceStartMs < since + 60_000 &&
      call !== 'POST the mail'
    );
  }

  /** An answer of the mail service that is not its usual one, or undefined. */
  mailAnswer(): SendAnswer | undefined {
    const answer = this.#drawMailAnswer();
    if (answer) this.#sightings?.note(`mail service: ${answer.kind}`);
    return answer;
  }

  #drawMailAnswer(): SendAnswer | undefined {
    const random = this.#randomness;
    if (this.isOver || !random.chance(this.#profile.mailTrouble)) return undefined;
    const kind = random.between(0, 9);
    if (kind < 3) return { kind: 'throttled', retryAfterSeconds: random.oneOf([undefined, 0, 30, 600, 7_200]) };
    if (kind < 5) return { kind: 'unavailable', because: '401 Denied' };
    if (kind < 6) return { kind: 'refused', because: '413 TooLarge' };
    return { kind: 'ambiguous', because: random.oneOf(['500 InternalServerError', 'ECONNRESET', '503 Busy']) };
  }

  /** What Graph answers to a look at a person, if not the truth. */
  lookAnswer(): PersonReading | undefined {
    const random = this.#randomness;
    if (this.isOver || !random.chance(this.#profile.mailTrouble / 3)) return undefined;
    const answer = random.oneOf<PersonReading>([
      { kind: 'throttled', retryAfterSeconds: random.oneOf([1, 60, 7_200]) },
      { kind: 'refused', permission: 'User.Read.All' },
      { kind: 'away', because: '503 Busy' },
    ]);
    this.#sightings?.note(`directory: ${answer.kind}`);
    return answer;
  }

  /** Whether a request with an unusual answer was taken nevertheless. */
  isTakenAllTheSame(answer: SendAnswer): boolean {
    return answer.kind === 'ambiguous' && this.#randomness.chance(0.5);
  }

  isStatusSlow(): boolean {
    return !this.isOver && this.#randomness.chance(this.#profile.slowStatus);
  }

  /** The failure that comes in place of an answer about a mail, or undefined. */
  statusFault(): OperationAnswer | undefined {
    const { fromMs, toMs } = this.#profile.statusOutage ?? { fromMs: Infinity, toMs: Infinity };
    if (this.#sinceStartMs < fromMs || this.#sinceStartMs >= toMs) return undefined;
    this.#sightings?.note('mail service: no status');
    return { kind: 'noAnswer', because: '503 Busy' };
  }

  isReportLost(): boolean {
    return !this.isOver && this.#randomness.chance(this.#profile.loseReport);
  }
}
