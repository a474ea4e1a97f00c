import { causeIn } from '../diagnosis/causes.ts';
import { owners } from '../diagnosis/owner.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { PersonInTrouble } from '../use-cases/list-trouble.ts';

/** One line of the list of those in trouble, for the API, CSV and the page. */
export function describeTrouble({ journey: { userId, facts }, trouble }: PersonInTrouble, cloud: Cloud) {
  const { kind, cause, owner, since, attempts, lastAttemptAt, reason } = trouble;
  return {
    userId,
    displayName: facts?.user.displayName ?? facts?.user.userPrincipalName ?? userId,
    userPrincipalName: facts?.user.userPrincipalName,
    trouble: kind,
    cause,
    meaning: causeIn(cloud, cause).meaning,
    owner,
    ownerIs: owners[owner],
    since,
    attempts,
    lastAttemptAt,
    reason,
  };
}

export type DescribedTrouble = ReturnType<typeof describeTrouble>;
