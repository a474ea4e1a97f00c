import type { PersonCase } from './person.ts';
import { type Draw, shuffled } from './randomness.ts';

/** Share of the organisation per case; the rest is `eligible`. Every case has at least one person. */
const SHARES: readonly (readonly [PersonCase, number])[] = [
  ['pilot', 0.05],
  ['otherMailOnly', 0.02],
  ['newJoiner', 0.012],
  ['registeredNotCapable', 0.02],
  ['fieldStaff', 0.08],
  ['executive', 0.012],
  ['admin', 0.02],
  ['guest', 0.04],
  ['disabled', 0.03],
  ['unlicensed', 0.03],
  ['outOfScope', 0.03],
  ['noAddress', 0.012],
  ['inactive', 0.02],
  ['sharedMailbox', 0.012],
  ['serviceAccount', 0.008],
  ['malformedRow', 0.01],
  ['capable', 0.35],
];

/** `usual`: a third of the people are to be nudged. `nearlyAllEligible`: every other case has one person. */
export type Mixture = 'usual' | 'nearlyAllEligible';

/**
 * The case of each of `count` people. New joiners come last, as the directory lists them;
 * everybody else is mixed. Small organisations have one person per case for as long as there is room.
 */
export function dealCases(count: number, draw: Draw, mixture: Mixture = 'usual'): PersonCase[] {
  const sharedOut = mixture === 'usual' ? count : 0;
  const special = SHARES.flatMap(([personCase, share]) =>
    Array.from({ length: Math.max(1, Math.round(share * sharedOut)) }, () => personCase),
  ).slice(0, count);
  const rest = Array.from({ length: count - special.length }, (): PersonCase => 'eligible');
  const mixed = shuffled(draw, [...special, ...rest]);
  return [...mixed.filter((one) => one !== 'newJoiner'), ...mixed.filter((one) => one === 'newJoiner')];
}
