import { z } from 'zod';
import { optionalText } from './graph-values.ts';

/** What tells where somebody is at home. An identity that cannot be read tells nothing, and sets no row aside. */
export const homeFields = {
  creationType: optionalText.catch(undefined),
  externalUserState: optionalText.catch(undefined),
  identities: z
    .array(z.object({ signInType: optionalText, issuer: optionalText }))
    .nullish()
    .catch(undefined),
};

type Home = z.infer<z.ZodObject<typeof homeFields>> & { readonly userPrincipalName: string };

/**
 * Whether somebody signs in with an account of another organisation, and so resets the password there. Cross-tenant
 * synchronisation makes such people members by default, so `userType` does not tell.
 *
 * The name and the issuers of the identities decide. `externalUserState` and `creationType` come after them, since the
 * latter stays when an external account is converted into an internal one: it counts where no identities are known.
 * https://learn.microsoft.com/entra/external-id/user-properties
 */
export function isFromElsewhere({ userPrincipalName, identities, externalUserState, creationType }: Home): boolean {
  if (/#ext#/i.test(userPrincipalName)) return true;
  if (identities?.some(isForeign)) return true;
  if (externalUserState) return true;
  return !identities?.length && externalCreation.includes(creationType ?? '');
}

/** `EmailVerified` is the self-service sign-up of a member, `LocalAccount` has its password here. */
const externalCreation = ['Invitation', 'SelfServiceSignUp'];

/** The issuers that are no domain; an own account's is a domain of the own organisation. */
const foreignIssuers = ['externalazuread', 'microsoftaccount', 'google.com', 'facebook.com', 'mail'];

/** https://learn.microsoft.com/graph/api/resources/objectidentity: `federated` is somebody of another identity provider. */
function isForeign({ signInType, issuer }: NonNullable<Home['identities']>[number]): boolean {
  const from = issuer?.trim().toLowerCase() ?? '';
  return signInType?.toLowerCase() === 'federated' || foreignIssuers.includes(from) || from.includes('://');
}
