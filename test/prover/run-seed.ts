import type { LossDecision } from '../../shared/campaign/lost-history.ts';
import { drawFailingTenant } from './failing-tenant.ts';
import { Randomness } from './randomness.ts';
import { drawApart, drawWorld, World, type WorldOptions } from './world.ts';

export interface SeedResult {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly people: number;
  readonly mails: number;
  readonly requests: number;
  readonly crashes: number;
  readonly trace: readonly string[];
}

/** Each of these seeds is a tenant that turns away every mail. */
const failingEvery = 50;

/** After its campaign, each of these is forgotten and goes on. Not drawn, so that a seed's world is the same before. */
const forgottenEvery = 5;

/** After its campaign, in each of these people lose what they could reset with: once, or after that once more. */
const losingEvery = 5;

/** Of these, an operator decides about all whose history was lost. */
const decisions: Readonly<Record<number, LossDecision>> = { 1: 'writtenTo', 6: 'startAnew' };

/** Runs the world of one seed; the same seed is the same world, request by request. */
export async function runSeed(
  seed: number,
  options: Pick<WorldOptions, 'isTraced' | 'sightings'> = {},
): Promise<SeedResult> {
  const randomness = new Randomness(seed);
  const apart = drawApart(new Randomness(-seed));
  const plan = seed % failingEvery === 0 ? drawFailingTenant(randomness) : drawWorld(randomness, apart);
  const decidesLost = decisions[seed % 10];
  const losesInfo = seed % losingEvery === 2 ? 1 + (seed % 2) : 0;
  const after = { forgets: seed % forgottenEvery === 3, losesInfo, ...(decidesLost && { decidesLost }) };
  const world = new World({ ...plan, ...after }, randomness, options);
  const faults = await world.run();
  return {
    seed,
    faults,
    people: world.plan.people.length,
    mails: world.mail.accepted.length,
    requests: world.servers.requests,
    crashes: world.servers.crashes,
    trace: world.servers.trace ?? [],
  };
}
