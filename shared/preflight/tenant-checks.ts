import type { PreflightFacts } from './preflight-facts.ts';
import { fail, grant, pass, unclear, warn, type Check } from './check.ts';

/** How the tenant is set up, as declared and as seen. */
export const checkTenant = (facts: PreflightFacts): readonly Check[] => [
  checkScope(facts),
  checkWriteback(facts),
  checkDomains(facts),
];

/** Licences and lag leave a few people out of any scope. */
const almostAll = 0.9;

/** No supported API tells the scope, so what the admin declares is held against `isSsprEnabled` of the report. */
function checkScope({ document, report, lastPass }: PreflightFacts): Check {
  const id = 'SSPR scope';
  if (lastPass?.registrationsFrom === 'methods')
    return pass(id, `Without a report the scope cannot be seen; sspr.scope says ${document.sspr.scope}.`);
  const { enabled, notEnabled } = report.profile.scope;
  const [declared, people] = [document.sspr.scope, enabled + notEnabled];
  const seen = `${enabled} of ${people} people in the report are in scope.`;
  const remedy =
    'Entra admin center, Password reset, Properties: set SSPR to Selected or All. Then put it into sspr.scope.';
  if (people === 0) return warn(id, 'Nobody is reported yet.', 'Wait for the first full pass.');
  if (enabled === 0) return fail(id, `${seen} SSPR seems to be set to None.`, remedy);
  if (declared === 'none')
    return fail(id, `sspr.scope says none; ${seen}`, 'Correct sspr.scope in the campaign document.');
  if (declared === 'all' && enabled < people * almostAll)
    return warn(id, `sspr.scope says all; only ${seen}`, `Check the scope and the licences. ${remedy}`);
  if (declared === 'unknown') return pass(id, `${seen} Declare sspr.scope to have it watched.`);
  return pass(id, `sspr.scope says ${declared}; ${seen}`);
}

const writebackRemedy =
  'Enable password writeback in Entra Connect or cloud sync and under Password reset, On-premises integration; needs P1, P2 or Business Premium.';

/**
 * Never `passwordWritebackEnabled`, which is documented as not in use: what the audit log shows.
 * https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronizationfeature
 */
function checkWriteback({ document: { sspr }, report, writebackSwitches }: PreflightFacts): Check {
  const id = 'password writeback';
  const { synchronised, resets } = report.profile;
  if (synchronised === 0) return pass(id, 'Nobody is synchronised from on-premises: writeback is not needed.');
  if (writebackSwitches.kind !== 'read' && writebackSwitches.kind !== 'refused') return unclear(id, writebackSwitches);
  const last = writebackSwitches.kind === 'read' ? writebackSwitches.value.at(-1) : undefined;
  const declared = `sspr.passwordWriteback says ${sspr.passwordWriteback}`;
  if (sspr.passwordWriteback === 'enabled' && last?.isOn === false)
    return fail(
      id,
      `${declared}, but the audit log says that it was disabled at ${last.at.toISOString()}.`,
      writebackRemedy,
    );
  if (sspr.passwordWriteback === 'disabled' && last?.isOn)
    return warn(id, `${declared}, but it was enabled at ${last.at.toISOString()}.`, 'Correct sspr.passwordWriteback.');
  if (sspr.passwordWriteback === 'enabled' && resets.writebackOff > resets.synchronisedSucceeded)
    return warn(id, `${declared}, but ${resets.writebackOff} resets failed for want of it.`, writebackRemedy);
  if (sspr.passwordWriteback !== 'enabled')
    return warn(id, `${declared}, and ${synchronised} people are synchronised.`, writebackRemedy);
  const seen =
    resets.synchronisedSucceeded > 0
      ? 'resets of synchronised people succeed'
      : 'nothing in the audit log contradicts it';
  return pass(id, `${declared}, and ${seen}.`);
}

function checkDomains({ domains, report, document }: PreflightFacts): Check {
  const id = 'domains';
  if (domains.kind === 'refused' && domains.status === 403) {
    const detail = 'Domains cannot be read (Domain.Read.All is missing): federated ones were not looked for.';
    return warn(id, detail, grant('Domain.Read.All'));
  }
  if (domains.kind !== 'read') return unclear(id, domains);
  const federated = domains.value.filter(({ isFederated }) => isFederated).map(({ name }) => name);
  const people = federated.reduce((sum, name) => sum + (report.profile.domains[name] ?? 0), 0);
  const counted = `${domains.value.length - federated.length} managed domains, ${federated.length} federated ones with ${people} people`;
  if (people === 0 || document.sspr.passwordWriteback === 'enabled') return pass(id, `${counted}.`);
  return warn(id, `${counted}, who can reset with password writeback only.`, writebackRemedy);
}
