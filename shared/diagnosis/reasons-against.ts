import type { DirectoryUser } from '../recipient/directory-user.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import { reasonsAgainst } from '../recipient/verdict.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';

/** Whether the verdict's own rule holds for an account: licences and protected groups are judged in one place only. */
export function holds(reason: ExclusionReason, user: DirectoryUser, facts: DiagnosisFacts): boolean {
  const { audience, now, memberOf = [] } = facts;
  const person = { user, memberOf, isInDirectory: true, registration: undefined };
  const asked = { ...person, excludedByOperator: false, suppressedAddresses: [] };
  return reasonsAgainst(asked, { audience, now }).includes(reason);
}
