import type { AudiencePolicy } from '../recipient/audience.ts';
import { reasonsThatBar, type ReasonThatBars } from '../recipient/exclusion.ts';
import { reasonsAgainst, type UserFacts } from '../recipient/verdict.ts';

export type PrepopulationReason = ReasonThatBars<'barsPrepopulation'>;

const reasons = reasonsThatBar('barsPrepopulation');

/**
 * Why nobody may enter security info for this person, or undefined. Guests and admins never, whatever the campaign says:
 * whoever puts a phone of their own on an admin's account takes over the tenant. Somebody whom the report does not show
 * may be an admin, so unknown is a no.
 */
export function reasonAgainstPrepopulating(
  facts: UserFacts | undefined,
  audience: AudiencePolicy,
  now: Date,
): PrepopulationReason | undefined {
  if (facts === undefined) return 'notReported';
  const strict: AudiencePolicy = { ...audience, guests: false, admins: 'exclude' };
  const against = reasonsAgainst(facts, { audience: strict, now });
  return reasons.find((reason) => against.includes(reason));
}

/** An address that cannot be opened without the password that is to be reset. */
export function isOwnMailbox({ user }: UserFacts, address: string): boolean {
  const wanted = address.trim().toLowerCase();
  return [user.mail, user.userPrincipalName].some((own) => own?.toLowerCase() === wanted);
}
