import { methodEndings } from '../registration/method-endings.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import type { MethodsPolicy } from '../tenant/tenant-facts.ts';
import { fail, grant, pass, unclear, warn, type Check } from './check.ts';
import type { PreflightFacts } from './preflight-facts.ts';

type PolicyFacts = Pick<PreflightFacts, 'document' | 'origin' | 'now' | 'methodsPolicy' | 'adminReset'>;

/** What the tenant's own policies say of resets, as far as any API tells. */
export const checkPolicies = (facts: PolicyFacts): readonly Check[] => [
  ...checkMethodsPolicy(facts),
  ...checkAdminReset(facts),
];

const policyId = 'methods policy';
const readMethods = 'Policy.Read.AuthenticationMethod';

function checkMethodsPolicy(facts: PolicyFacts): readonly Check[] {
  const { methodsPolicy: probe } = facts;
  if (probe.kind === 'refused' && probe.status === 403) {
    const detail = `The policy on authentication methods cannot be read (${readMethods} is missing): what it allows is unknown.`;
    return [warn(policyId, detail, grant(readMethods))];
  }
  if (probe.kind !== 'read') return [unclear(policyId, probe)];
  return [checkMethods(probe.value, facts), checkCampaign(probe.value, facts)];
}

/** What resets among the policy's configurations; passkeys, Windows Hello, certificates and the pass do not. */
const resetting = ['MicrosoftAuthenticator', 'SoftwareOath', 'HardwareOath', 'Email', 'Sms', 'Voice'];
const phones = ['Sms', 'Voice'];

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy */
function checkMethods(
  { migrationState, enabled, known }: MethodsPolicy,
  { document, origin, now }: PolicyFacts,
): Check {
  const access = known.includes('TemporaryAccessPass')
    ? `A Temporary Access Pass is ${enabled.includes('TemporaryAccessPass') ? '' : 'not '}allowed.`
    : 'Of a Temporary Access Pass the policy says nothing.';
  if (migrationState !== 'migrationComplete') {
    const detail = `policyMigrationState is ${migrationState ?? 'not told'}: for resets the older policy counts too, which no API tells, so what is allowed is unknown. ${access}`;
    const remedy =
      'Entra admin center, Authentication methods, Policies, Manage migration: finish it. Until then declare sspr.allowedMethods.';
    return warn(policyId, detail, remedy);
  }
  const allowed = resetting.filter((id) => enabled.includes(id));
  const endings = methodEndings(now, origin.cloud, document.sspr.ownTelephonyProvider);
  const lasting = allowed.filter((id) => !phones.includes(id));
  const detail = `The policy allows for resets: ${allowed.join(', ') || 'nothing'}. ${access}`;
  if (allowed.length === 0)
    return fail(policyId, detail, 'Allow at least one method under Authentication methods, Policies.');
  if (lasting.length === 0 && endings.phones !== 'lasts') {
    const remedy = 'Allow Microsoft Authenticator, software tokens or email before that day, or nobody can reset.';
    return warn(policyId, `${detail} Text messages and calls end on ${phoneMethodsEndOn}.`, remedy);
  }
  const ending = allowed.length > lasting.length && endings.phones !== 'lasts';
  return pass(policyId, ending ? `${detail} Text messages and calls end on ${phoneMethodsEndOn}.` : detail);
}

/** The day from which on `default` asks people who use text messages or calls. */
const managedSince = '2026-09-01';
const weekMs = 7 * 86_400_000;

/**
 * Microsoft's own prompt at the sign-in. Whoever is asked by it and by us in one week takes one of them for a fraud.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-registration-campaign
 */
function checkCampaign({ campaign }: MethodsPolicy, { document, now }: PolicyFacts): Check {
  const id = 'Entra registration campaign';
  const soon = document.waves.filter(
    ({ startsOn }) => Math.abs(Date.parse(`${startsOn}T00:00:00Z`) - now.getTime()) < weekMs,
  );
  const both = soon.length > 0 ? ` In the same week we ask too: ${soon.map(({ name }) => name).join(', ')}.` : '';
  if (campaign === undefined)
    return warn(
      id,
      'The policy does not tell whether it is on.',
      'Look under Authentication methods, Registration campaign.',
    );
  if (campaign === 'disabled') return pass(id, 'It is off.');
  if (campaign !== 'enabled')
    return pass(
      id,
      `It is ${campaign}: since ${managedSince} Microsoft asks people who use text messages or calls.${both}`,
    );
  if (both === '') return pass(id, 'It is on: Microsoft asks people at their sign-in for a stronger method.');
  const remedy = 'Move the wave by a week, leave its people out of the registration campaign, or tell them of both.';
  return warn(id, `It is on: Microsoft asks people at their sign-in.${both}`, remedy);
}

/**
 * `allowedToUseSSPR` speaks of admins only.
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
function checkAdminReset({ adminReset: probe, document }: PolicyFacts): readonly Check[] {
  const id = 'reset by admins';
  if (probe.kind === 'refused' && probe.status === 403) {
    const detail = 'Whether admins may reset is unknown (Policy.Read.All is missing).';
    return document.audience.admins === 'include' ? [warn(id, detail, grant('Policy.Read.All'))] : [];
  }
  if (probe.kind !== 'read') return [unclear(id, probe)];
  if (probe.value === undefined)
    return [warn(id, 'Graph does not tell whether admins may reset.', 'Try it with one of them.')];
  if (probe.value) return [pass(id, 'Admins may reset (allowedToUseSSPR; it speaks of admins only).')];
  const detail =
    'Admins may not reset: allowedToUseSSPR of the authorization policy is false. It speaks of admins only.';
  if (document.audience.admins !== 'include') return [pass(id, detail)];
  const remedy = 'Set it to true, or leave admins out (audience.admins). A change takes up to an hour.';
  return [warn(id, `${detail} The campaign asks them to register.`, remedy)];
}
