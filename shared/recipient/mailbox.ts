import { chooseAddress } from './address.ts';
import type { AudiencePolicy } from './audience.ts';
import type { DirectoryUser } from './directory-user.ts';
import { looksImpersonal } from './impersonal.ts';
import { licenceGround } from './licence.ts';
import { mailboxPlans } from './mailbox-plans.ts';

/**
 * The mailbox that the campaign would write to about an account, in lower case; undefined for an account that nobody is
 * ever written to about. Only by what the directory says of the account itself: whether somebody has registered or is in a
 * group changes nothing about whose mailbox it is.
 */
export function mailboxAddress(user: DirectoryUser, audience: AudiencePolicy): string | undefined {
  if (!user.accountEnabled || looksImpersonal(user)) return undefined;
  if (user.userType === 'guest' && !audience.guests) return undefined;
  if (audience.requireLicence && licenceGround(user, audience) === undefined) return undefined;
  return chooseAddress(user, audience.addressFallback)?.toLowerCase();
}

/**
 * The account, of several with one mailbox, that the mailbox belongs to: the one with a mailbox plan, else the one that
 * signs in with the address, else the oldest. The same for the same accounts in any order.
 */
export function ownerOf(address: string, users: readonly DirectoryUser[]): DirectoryUser {
  return users.toSorted(
    (a, b) =>
      Number(hasMailbox(b)) - Number(hasMailbox(a)) ||
      Number(signsInWith(b, address)) - Number(signsInWith(a, address)) ||
      madeAt(a) - madeAt(b) ||
      (a.id < b.id ? -1 : 1),
  )[0]!;
}

const hasMailbox = ({ servicePlanIds }: DirectoryUser): boolean =>
  servicePlanIds.some((id) => mailboxPlans.includes(id));

const signsInWith = ({ userPrincipalName }: DirectoryUser, address: string): boolean =>
  userPrincipalName.toLowerCase() === address;

/** Accounts without a date were synchronised before dates were kept. https://learn.microsoft.com/graph/api/resources/user */
const madeAt = ({ createdDateTime }: DirectoryUser): number => createdDateTime?.getTime() ?? 0;
