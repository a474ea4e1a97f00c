import { z } from 'zod';
import type { DirectoryUser } from '../../recipient/directory-user.ts';
import { instantOf, objectId, optionalDateTime, optionalText, textOf } from './graph-values.ts';

/**
 * What is read of a user. https://learn.microsoft.com/graph/api/resources/user
 *
 * `onPremisesSyncEnabled` is null by documentation for a user who was never synchronised. `userType` may be null on old
 * accounts; Entra ID itself only takes Member and Guest, so nobody is guessed to be either: the row is set aside.
 */
const fields = {
  id: objectId,
  userPrincipalName: z.string().min(1),
  displayName: z.string().min(1),
  givenName: optionalText,
  mail: optionalText,
  otherMails: z.array(z.string()).nullish(),
  preferredLanguage: optionalText,
  usageLocation: optionalText,
  accountEnabled: z.boolean(),
  userType: z.enum(['Member', 'Guest', 'member', 'guest']),
  createdDateTime: optionalDateTime,
  onPremisesSyncEnabled: z.boolean().nullable(),
  assignedPlans: z.array(z.object({ capabilityStatus: z.string(), servicePlanId: objectId })),
};

const signInActivity = z
  .object({ lastSignInDateTime: optionalDateTime, lastNonInteractiveSignInDateTime: optionalDateTime })
  .nullish();

export const userFields = Object.keys(fields);
export const userRow = z.object(fields);
export const userRowWithSignIns = z.object({ ...fields, signInActivity });

type UserRow = z.infer<typeof userRow> & { readonly signInActivity?: z.infer<typeof signInActivity> };

export function directoryUserOf(row: UserRow): DirectoryUser {
  return {
    id: row.id.toLowerCase(),
    userPrincipalName: row.userPrincipalName,
    displayName: row.displayName,
    givenName: textOf(row.givenName),
    mail: textOf(row.mail),
    otherMails: row.otherMails ?? [],
    preferredLanguage: textOf(row.preferredLanguage),
    usageLocation: textOf(row.usageLocation),
    accountEnabled: row.accountEnabled,
    userType: row.userType.toLowerCase() === 'guest' ? 'guest' : 'member',
    createdDateTime: instantOf(row.createdDateTime),
    onPremisesSyncEnabled: row.onPremisesSyncEnabled ?? false,
    servicePlanIds: enabledPlans(row.assignedPlans),
    lastSignInDateTime: lastSignIn(row),
  };
}

function enabledPlans(plans: UserRow['assignedPlans']): readonly string[] {
  const ids = new Set<string>();
  for (const { capabilityStatus, servicePlanId } of plans) {
    if (capabilityStatus === 'Enabled') ids.add(servicePlanId.toLowerCase());
  }
  return [...ids];
}

/** A phone that keeps fetching mail signs in without its owner typing anything: such a person is not inactive. */
function lastSignIn({ signInActivity: signIns }: UserRow): Date | undefined {
  if (!signIns) return undefined;
  const instants = [instantOf(signIns.lastSignInDateTime), instantOf(signIns.lastNonInteractiveSignInDateTime)];
  return instants.filter((at) => at !== undefined).toSorted((a, b) => b.getTime() - a.getTime())[0];
}
