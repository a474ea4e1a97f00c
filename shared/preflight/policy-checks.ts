import { methodEndings } from '../registration/method-endings.ts';
import { phoneMethodsEndOn } from '../registration/phone-only.ts';
import type { MethodsPolicy } from '../tenant/tenant-facts.ts';
import { fail, pass, unclear, warn, type Check } from './check.ts';
import type { PreflightFacts } from './preflight-facts.ts';

type PolicyFacts = Pick<PreflightFacts, 'document' | 'origin' | 'now' | 'methodsPolicy' | 'adminReset' | 'words'>;

/** What the tenant's own policies say of resets, as far as any API tells. */
export const checkPolicies = (facts: PolicyFacts): readonly Check[] => [
  ...checkMethodsPolicy(facts),
  ...checkAdminReset(facts),
];

const policyId = 'methods policy';
const readMethods = 'Policy.Read.AuthenticationMethod';

function checkMethodsPolicy(facts: PolicyFacts): readonly Check[] {
  const { methodsPolicy: probe, words: say } = facts;
  if (probe.kind === 'refused' && probe.status === 403)
    return [warn(policyId, say.policyUnread(readMethods), say.grant(readMethods))];
  if (probe.kind !== 'read') return [unclear(policyId, probe, say)];
  return [checkMethods(probe.value, facts), checkCampaign(probe.value, facts)];
}

/** What resets among the policy's configurations; passkeys, Windows Hello, certificates and the pass do not. */
const resetting = ['MicrosoftAuthenticator', 'SoftwareOath', 'HardwareOath', 'Email', 'Sms', 'Voice'];
const phones = ['Sms', 'Voice'];

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy */
function checkMethods(
  { migrationState, enabled, known }: MethodsPolicy,
  { document, origin, now, words: say }: PolicyFacts,
): Check {
  const access = known.includes('TemporaryAccessPass')
    ? say.accessPass(enabled.includes('TemporaryAccessPass'))
    : say.accessPassUnknown;
  if (migrationState !== 'migrationComplete')
    return warn(policyId, `${say.notMigrated(migrationState)} ${access}`, say.migrate);
  const allowed = resetting.filter((id) => enabled.includes(id));
  const endings = methodEndings(now, origin.cloud, document.sspr.ownTelephonyProvider);
  const lasting = allowed.filter((id) => !phones.includes(id));
  const detail = `${say.allows(allowed.join(', '))} ${access}`;
  if (allowed.length === 0) return fail(policyId, detail, say.allowOne);
  const andEnding = `${detail} ${say.phonesEnd(phoneMethodsEndOn)}`;
  if (lasting.length === 0 && endings.phones !== 'lasts') return warn(policyId, andEnding, say.allowAnother);
  const isEnding = allowed.length > lasting.length && endings.phones !== 'lasts';
  return pass(policyId, isEnding ? andEnding : detail);
}

/** The day from which on `default` asks people who use text messages or calls. */
const managedSince = '2026-09-01';
const weekMs = 7 * 86_400_000;

/**
 * Microsoft's own prompt at the sign-in. Whoever is asked by it and by us in one week takes one of them for a fraud.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-registration-campaign
 */
function checkCampaign({ campaign }: MethodsPolicy, { document, now, words: say }: PolicyFacts): Check {
  const id = 'Entra registration campaign';
  const soon = document.waves.filter(
    ({ startsOn }) => Math.abs(Date.parse(`${startsOn}T00:00:00Z`) - now.getTime()) < weekMs,
  );
  const both = soon.length > 0 ? ` ${say.sameWeek(soon.map(({ name }) => name).join(', '))}` : '';
  if (campaign === undefined) return warn(id, say.promptUnknown, say.lookAtPrompt);
  if (campaign === 'disabled') return pass(id, say.promptOff);
  if (campaign !== 'enabled') return pass(id, `${say.promptByDefault(campaign, managedSince)}${both}`);
  return both === '' ? pass(id, say.promptOn) : warn(id, `${say.promptOnToo}${both}`, say.moveWave);
}

/**
 * `allowedToUseSSPR` speaks of admins only.
 * https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
 */
function checkAdminReset({ adminReset: probe, document, words: say }: PolicyFacts): readonly Check[] {
  const id = 'reset by admins';
  if (probe.kind === 'refused' && probe.status === 403)
    return document.audience.admins === 'include' ? [warn(id, say.adminsUnread, say.grant('Policy.Read.All'))] : [];
  if (probe.kind !== 'read') return [unclear(id, probe, say)];
  if (probe.value === undefined) return [warn(id, say.adminsUntold, say.tryWithOne)];
  if (probe.value) return [pass(id, say.adminsMay)];
  if (document.audience.admins !== 'include') return [pass(id, say.adminsMayNot)];
  return [warn(id, `${say.adminsMayNot} ${say.adminsAreAsked}`, say.allowAdmins)];
}
