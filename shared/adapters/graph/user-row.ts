import { z } from 'zod';
import type { DirectoryUser } from '../../recipient/directory-user.ts';
import { instantOf, objectId, optionalDateTime, optionalText, textOf } from './graph-values.ts';
import { homeFields, isFromElsewhere } from './home-tenant.ts';

/** What says nothing about whether somebody is written to never sets a row aside. */
const mereText = optionalText.catch(undefined);

/**
 * What is read of a user. https://learn.microsoft.com/graph/api/resources/user
 *
 * A row is set aside for want of what the verdict needs, and for nothing else: accounts from before September 2014 have no
 * `userType` (https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/654), and some have no name.
 * `onPremisesSyncEnabled` is null by documentation for a user who was never synchronised.
 */
const fields = {
  id: objectId,
  userPrincipalName: z.string().min(1),
  displayName: mereText,
  givenName: mereText,
  mail: optionalText,
  otherMails: z.array(z.string()).nullish(),
  preferredLanguage: mereText,
  usageLocation: mereText,
  department: optionalText,
  companyName: optionalText,
  country: optionalText,
  employeeType: optionalText,
  accountEnabled: z.boolean(),
  userType: z.enum(['Member', 'Guest', 'member', 'guest', '']).nullish(),
  createdDateTime: optionalDateTime,
  onPremisesSyncEnabled: z.boolean().nullable(),
  assignedPlans: z.array(z.object({ capabilityStatus: z.string(), servicePlanId: objectId })),
  assignedLicenses: z.array(z.object({ skuId: objectId })).nullish(),
  employeeHireDate: optionalDateTime,
  ...homeFields,
};

const signInActivity = z
  .object({ lastSignInDateTime: optionalDateTime, lastNonInteractiveSignInDateTime: optionalDateTime })
  .nullish();

/** Only where it is expanded. Whose manager cannot be read is not set aside for it. */
const manager = z.object({ id: objectId }).nullish().catch(undefined);

export const userFields = Object.keys(fields);
export const userRow = z.object({ ...fields, manager });
export const userRowWithSignIns = z.object({ ...fields, manager, signInActivity });

type UserRow = z.infer<typeof userRow>;

/** A user of whom the sign-ins were not asked for: of these nothing is known. */
export function directoryUserOf(row: UserRow): DirectoryUser {
  return {
    id: row.id.toLowerCase(),
    userPrincipalName: row.userPrincipalName,
    displayName: textOf(row.displayName) ?? '',
    givenName: textOf(row.givenName),
    mail: textOf(row.mail),
    otherMails: row.otherMails ?? [],
    preferredLanguage: textOf(row.preferredLanguage),
    usageLocation: textOf(row.usageLocation),
    department: textOf(row.department),
    companyName: textOf(row.companyName),
    country: textOf(row.country),
    employeeType: textOf(row.employeeType),
    accountEnabled: row.accountEnabled,
    userType: row.userType?.toLowerCase() === 'guest' || isFromElsewhere(row) ? 'guest' : 'member',
    createdDateTime: instantOf(row.createdDateTime),
    onPremisesSyncEnabled: row.onPremisesSyncEnabled ?? false,
    employeeHireDate: instantOf(row.employeeHireDate),
    ...plansOf(row),
    skuIds: (row.assignedLicenses ?? []).map(({ skuId }) => skuId.toLowerCase()),
    lastSignInDateTime: undefined,
    neverSignedIn: false,
    ...(row.manager && { managerId: row.manager.id.toLowerCase() }),
  };
}

/** Graph leaves `signInActivity` out for an account that nobody has signed in with. */
export function withSignIns(row: z.infer<typeof userRowWithSignIns>): DirectoryUser {
  const lastSignInDateTime = lastSignIn(row.signInActivity);
  return { ...directoryUserOf(row), lastSignInDateTime, neverSignedIn: lastSignInDateTime === undefined };
}

/**
 * Enabled and Warning are in force, Warning for as long as the grace period lasts; Suspended, LockedOut and Deleted are not.
 * https://learn.microsoft.com/graph/api/resources/assignedplan
 */
function plansOf({ assignedPlans }: UserRow) {
  const [enabled, inGrace] = [new Set<string>(), new Set<string>()];
  let hasLapsedPlans = false;
  for (const { capabilityStatus, servicePlanId } of assignedPlans) {
    if (capabilityStatus === 'Enabled') enabled.add(servicePlanId.toLowerCase());
    else if (capabilityStatus === 'Warning') inGrace.add(servicePlanId.toLowerCase());
    else hasLapsedPlans = true;
  }
  const gracePlanIds = [...inGrace].filter((id) => !enabled.has(id));
  return { servicePlanIds: [...enabled, ...gracePlanIds], gracePlanIds, hasLapsedPlans };
}

/** A phone that keeps fetching mail signs in without its owner typing anything: such a person is not inactive. */
function lastSignIn(signIns: z.infer<typeof signInActivity>): Date | undefined {
  if (!signIns) return undefined;
  const instants = [instantOf(signIns.lastSignInDateTime), instantOf(signIns.lastNonInteractiveSignInDateTime)];
  return instants.filter((at) => at !== undefined).toSorted((a, b) => b.getTime() - a.getTime())[0];
}
