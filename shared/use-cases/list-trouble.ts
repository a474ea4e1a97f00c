import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { Journey } from '../campaign/journey.ts';
import { troubleOfPerson } from '../campaign/person-trouble.ts';
import { troubleIn, type Trouble } from '../diagnosis/trouble.ts';
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
    const found = troubleOfPerson(journey, cadence);
    const trouble = found && troubleIn(found, cloud);
    if (trouble === undefined || (owner !== undefined && trouble.owner !== owner)) return undefined;
    return { journey, trouble };
  };
