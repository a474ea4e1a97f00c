import { wasAccepted } from '../delivery/message.ts';
import { findTrouble, type TroubleFound } from '../diagnosis/trouble.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { messageOf, type Journey } from './journey.ts';
import { readinessOf } from './readiness-of.ts';

/** Whether somebody's reset does not work, and how, as far as their journey tells. */
export function troubleOfPerson(journey: Journey, policy: CadencePolicy): TroubleFound | undefined {
  const { facts, evidence } = journey;
  const link = messageOf(journey, 'sspr-link');
  const couldReset = link !== undefined && wasAccepted(link);
  return findTrouble({ facts, evidence, readiness: readinessOf(journey, policy), couldReset });
}
