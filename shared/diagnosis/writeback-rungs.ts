import { domainOf } from '../recipient/address.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { holds } from './reasons-against.ts';
import { lastSuccessAt } from './last-attempt.ts';
import { failed, passed, unclear, unread, type Rung } from './rung.ts';

/**
 * Synchronised and federated passwords need writeback. No supported API tells whether it is on, so three things are held
 * together: what the campaign document declares, what the audit log says of the switch, and whether a reset got through.
 *
 * https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronizationfeature: `passwordWritebackEnabled` is
 * not in use.
 */
export function judgeWriteback(user: DirectoryUser, facts: DiagnosisFacts): Rung {
  const federated = isFederated(user, facts);
  if (!user.onPremisesSyncEnabled && federated === false)
    return passed('writeback', 'domains', 'The account is cloud-only and its domain managed: writeback is not needed.');
  if (!user.onPremisesSyncEnabled && federated === undefined) {
    const { domains } = facts;
    if (domains.kind === 'unread') return unread('writeback', 'domains', domains);
    const next = 'Check the domain of the user principal name under Custom domain names.';
    return unclear('writeback', 'domains', 'The domain of the sign-in name is none of the tenant.', next);
  }
  return judgeNeeded(federated === true, user.onPremisesSyncEnabled, facts);
}

/** Undefined when the domains could not be read, or the sign-in name is of none of them. */
function isFederated({ userPrincipalName }: DirectoryUser, { domains }: DiagnosisFacts): boolean | undefined {
  if (domains.kind === 'unread') return undefined;
  const name = domainOf(userPrincipalName);
  return domains.value.find((domain) => domain.name === name)?.isFederated;
}

function judgeNeeded(isFederatedUser: boolean, isSynchronised: boolean, facts: DiagnosisFacts): Rung {
  const { audience, writebackSwitches: switches } = facts;
  const kind = [isSynchronised && 'synchronised', isFederatedUser && 'in a federated domain'].filter(Boolean);
  const declared = `The account is ${kind.join(' and ')}; sspr.passwordWriteback says ${audience.passwordWriteback}.`;
  const cause = isFederatedUser ? 'federatedWithoutWriteback' : 'writebackNotEnabled';
  const last = switches.kind === 'read' ? switches.value.at(-1) : undefined;
  const succeededAt = lastSuccessAt(facts);
  if (succeededAt && (last === undefined || last.isOn || succeededAt > last.at))
    return passed('writeback', 'auditLog', `${declared} A reset got through at ${succeededAt.toISOString()}.`);
  if (last?.isOn === false)
    return failed('writeback', 'auditLog', cause, `${declared} It was disabled at ${last.at.toISOString()}.`);
  if (last?.isOn) return passed('writeback', 'auditLog', `${declared} It was enabled at ${last.at.toISOString()}.`);
  if (audience.passwordWriteback === 'disabled') return failed('writeback', 'campaignDocument', cause, declared);
  if (switches.kind === 'unread') return unread('writeback', 'auditLog', switches);
  if (audience.passwordWriteback === 'enabled')
    return passed('writeback', 'campaignDocument', `${declared} Nothing in the audit log contradicts it.`);
  const next = 'Look under Password reset, On-premises integration, and declare sspr.passwordWriteback.';
  return unclear('writeback', 'campaignDocument', `${declared} The audit log tells of no switch.`, next);
}

/**
 * Writeback cannot reset members of protected groups. Graph does not tell who has AdminCount=1; the admin may declare groups
 * of those people. https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback: event 33004
 */
export function judgeProtection(user: DirectoryUser, facts: DiagnosisFacts): Rung {
  const id = 'onPremisesProtection';
  if (!user.onPremisesSyncEnabled) return passed(id, 'directory', 'The account is not synchronised from on-premises.');
  const { audience, memberOf } = facts;
  const groups = 'audience.onPremisesProtectedGroups';
  if (holds('onPremisesProtected', user, facts))
    return failed(id, 'campaignDocument', 'onPremisesProtected', `A member of a group in ${groups}.`);
  if (lastSuccessAt(facts)) return passed(id, 'auditLog', 'A reset of this account got through.');
  if (memberOf !== undefined && (audience.onPremisesProtectedGroups ?? []).length > 0)
    return passed(id, 'campaignDocument', `In none of the groups in ${groups}, as of the last full pass.`);
  const next =
    'In Active Directory, look whether AdminCount is 1 on the user; declare the groups of such people in ' +
    `${groups}.`;
  const seen =
    memberOf === undefined
      ? 'No full pass has seen this account yet, so its groups are not known.'
      : `Graph does not tell who is protected on-premises, and ${groups} names no group.`;
  return unclear(id, 'campaignDocument', seen, next);
}
