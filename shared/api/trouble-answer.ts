import type { PersonLine } from '../campaign/person-line.ts';
import { causeIn } from '../diagnosis/causes.ts';
import { owners } from '../diagnosis/owner.ts';
import { troubleIn } from '../diagnosis/trouble.ts';
import type { Cloud } from '../registration/cloud.ts';

/** One line of the list of those in trouble, for the API, CSV and the page. */
export function describeTrouble({ userId, name, signInName, trouble, reopenedAt }: PersonLine, cloud: Cloud) {
  const { kind, cause, owner, since, attempts, lastAttemptAt, reason } = troubleIn(trouble!, cloud);
  return {
    userId,
    displayName: name,
    userPrincipalName: signInName,
    trouble: kind,
    cause,
    meaning: causeIn(cloud, cause).meaning,
    owner,
    ownerIs: owners[owner],
    since,
    attempts,
    lastAttemptAt,
    reason,
    reopenedAt,
  };
}

export type DescribedTrouble = ReturnType<typeof describeTrouble>;
