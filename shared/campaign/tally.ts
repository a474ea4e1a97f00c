import { defaultGoal, type Goal } from '../delivery/goal.ts';
import type { MessageState } from '../delivery/message.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { enrolmentFor, isOfGoal, type Journey } from './journey.ts';
import { resetAfterMail } from './real-end.ts';
import { everSent } from './round.ts';
import { placeKinds, placeOf, type EndReason, type LeftOutBecause, type Place } from './place.ts';

/** How many people stand in each place; they add up to all people. */
export interface PlaceCounts {
  readonly canReset: number;
  readonly onTheWay: number;
  readonly waits: number;
  readonly needsPerson: number;
  readonly ended: Readonly<Partial<Record<EndReason, number>>>;
  readonly leftOut: Readonly<Partial<Record<LeftOutBecause, number>>>;
}

/** Where everyone stands. Each person is in one place, each message in one state of its step. */
export interface Tally {
  readonly people: number;
  readonly places: PlaceCounts;
  /** The funnel: of all people those who were enrolled (in the campaign: to register), and of those the others. */
  readonly enrolled: number;
  readonly nudged: number;
  readonly capable: number;
  readonly linked: number;
  /** The real end: they have reset their password after a mail of ours; of a wave, after one for its goal. */
  readonly resetAfterMail: number;
  readonly messages: Readonly<Record<string, Readonly<Partial<Record<MessageState, number>>>>>;
}

/** Which of the places are meant: any where none is named, and of those left out or ended one reason. */
export interface WantedPlaces {
  readonly places?: readonly Place['kind'][] | undefined;
  readonly reason?: string | undefined;
}

/** How many people stand in the places that are meant. */
export function peopleIn(counts: PlaceCounts, { places = placeKinds, reason }: WantedPlaces): number {
  const of = (kind: Place['kind']): number => {
    const count = counts[kind];
    if (typeof count === 'number') return reason === undefined ? count : 0;
    const reasons: Readonly<Record<string, number>> = count;
    return reason === undefined ? Object.values(reasons).reduce((sum, one) => sum + one, 0) : (reasons[reason] ?? 0);
  };
  return places.reduce((sum, kind) => sum + of(kind), 0);
}

/** Counts people as they come, so that a tenant is never held in memory. */
export class TallyCounter {
  #policy: CadencePolicy;
  #now: Date;
  readonly #goal: Goal | undefined;
  #funnel = { people: 0, enrolled: 0, nudged: 0, capable: 0, linked: 0, resetAfterMail: 0 };
  #places = { canReset: 0, onTheWay: 0, waits: 0, needsPerson: 0 };
  #ended: Partial<Record<EndReason, number>> = {};
  #leftOut: Partial<Record<LeftOutBecause, number>> = {};
  #messages: Record<string, Partial<Record<MessageState, number>>> = {};

  /** Of the people of a wave only the mails for its goal are counted. */
  constructor(policy: CadencePolicy, now: Date, goalOfWave?: Goal) {
    this.#policy = policy;
    this.#now = now;
    this.#goal = goalOfWave;
  }

  add(journey: Journey): void {
    const place = placeOf(journey, this.#policy, this.#now);
    if (place === undefined) return;
    this.#funnel.people++;
    this.#addPlace(place);
    if (enrolmentFor(journey, this.#goal ?? defaultGoal)) this.#addEnrolled(journey, place);
    for (const { step, state } of journey.messages)
      if (this.#goal === undefined || isOfGoal(journey, step, this.#goal))
        increment((this.#messages[step] ??= {}), state);
  }

  #addPlace(place: Place): void {
    if (place.kind === 'ended') increment(this.#ended, place.because);
    else if (place.kind === 'leftOut') increment(this.#leftOut, place.because);
    else this.#places[place.kind]++;
  }

  #addEnrolled(journey: Journey, { kind }: Place): void {
    const messages = everSent(journey);
    this.#funnel.enrolled++;
    const reset = resetAfterMail(journey);
    if (reset && (this.#goal === undefined || isOfGoal(journey, reset, this.#goal))) this.#funnel.resetAfterMail++;
    if (kind === 'canReset') this.#funnel.capable++;
    if (messages.some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt)) this.#funnel.nudged++;
    if (messages.some(({ step, acceptedAt }) => step === 'sspr-link' && acceptedAt)) this.#funnel.linked++;
  }

  total(): Tally {
    const places = { ...this.#places, ended: this.#ended, leftOut: this.#leftOut };
    return { ...this.#funnel, places, messages: this.#messages };
  }
}

function increment<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
