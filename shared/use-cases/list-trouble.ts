import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { messageOf, type Journey } from '../campaign/journey.ts';
import { readinessOf } from '../campaign/readiness-of.ts';
import { wasAccepted } from '../delivery/message.ts';
import { troubleOf, type Trouble } from '../diagnosis/trouble.ts';
import type { Owner } from '../diagnosis/owner.ts';
import type { Cloud } from '../registration/cloud.ts';

/** Somebody whose reset does not work, and why. */
export interface PersonInTrouble {
  readonly journey: Journey;
  readonly trouble: Trouble;
}

/** Finds those in trouble that an owner can help, or all. For `listFound` and `eachFound`. */
export const inTrouble =
  (owner: Owner | undefined, cadence: CadencePolicy, cloud: Cloud) =>
  (journey: Journey): PersonInTrouble | undefined => {
    const { facts, evidence } = journey;
    const link = messageOf(journey, 'sspr-link');
    const couldReset = link !== undefined && wasAccepted(link);
    const trouble = troubleOf({ facts, evidence, readiness: readinessOf(journey, cadence), couldReset, cloud });
    if (trouble === undefined || (owner !== undefined && trouble.owner !== owner)) return undefined;
    return { journey, trouble };
  };
