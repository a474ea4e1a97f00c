import type { PreflightFacts } from './preflight-facts.ts';
import { fail, pass, unclear, warn, type Check } from './check.ts';

/** How the tenant is set up, as declared and as seen. */
export const checkTenant = (facts: PreflightFacts): readonly Check[] => [
  checkScope(facts),
  checkWriteback(facts),
  checkDomains(facts),
];

/** Licences and lag leave a few people out of any scope. */
const almostAll = 0.9;

/** No supported API tells the scope, so what the admin declares is held against `isSsprEnabled` of the report. */
function checkScope({ document, report, lastPass, words: say }: PreflightFacts): Check {
  const id = 'SSPR scope';
  if (lastPass?.registrationsFrom === 'methods') return pass(id, say.scopeUnseen(document.sspr.scope));
  const { enabled, notEnabled } = report.profile.scope;
  const [declared, people] = [document.sspr.scope, enabled + notEnabled];
  const seen = say.inScope(enabled, people);
  if (people === 0) return warn(id, say.nobodyReported, say.waitForPass);
  if (enabled === 0) return fail(id, `${seen} ${say.seemsNone}`, say.setScope);
  if (declared === 'none') return fail(id, `${say.scopeSays(declared)} ${seen}`, say.correctScope);
  if (declared === 'all' && enabled < people * almostAll)
    return warn(id, `${say.scopeSaysAll} ${seen}`, `${say.checkScope} ${say.setScope}`);
  if (declared === 'unknown') return pass(id, `${seen} ${say.declareScope}`);
  return pass(id, `${say.scopeSays(declared)} ${seen}`);
}

/**
 * Never `passwordWritebackEnabled`, which is documented as not in use: what the audit log shows.
 * https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronizationfeature
 */
function checkWriteback({ document: { sspr }, report, writebackSwitches, words: say }: PreflightFacts): Check {
  const id = 'password writeback';
  const { synchronised, resets } = report.profile;
  if (synchronised === 0) return pass(id, say.nobodySynchronised);
  if (writebackSwitches.kind !== 'read' && writebackSwitches.kind !== 'refused')
    return unclear(id, writebackSwitches, say);
  const last = writebackSwitches.kind === 'read' ? writebackSwitches.value.at(-1) : undefined;
  const declared = sspr.passwordWriteback;
  if (declared === 'enabled' && last?.isOn === false)
    return fail(id, say.writebackDisabled(declared, last.at.toISOString()), say.enableWriteback);
  if (declared === 'disabled' && last?.isOn)
    return warn(id, say.writebackEnabled(declared, last.at.toISOString()), say.correctWriteback);
  if (declared === 'enabled' && resets.writebackOff > resets.synchronisedSucceeded)
    return warn(id, say.writebackFailed(declared, resets.writebackOff), say.enableWriteback);
  if (declared !== 'enabled') return warn(id, say.writebackWanted(declared, synchronised), say.enableWriteback);
  const works = resets.synchronisedSucceeded > 0;
  return pass(id, works ? say.writebackWorks(declared) : say.writebackSeemsFine(declared));
}

function checkDomains({ domains, report, document, words: say }: PreflightFacts): Check {
  const id = 'domains';
  if (domains.kind === 'refused' && domains.status === 403)
    return warn(id, say.domainsUnread, say.grant('Domain.Read.All'));
  if (domains.kind !== 'read') return unclear(id, domains, say);
  const federated = domains.value.filter(({ isFederated }) => isFederated).map(({ name }) => name);
  const people = federated.reduce((sum, name) => sum + (report.profile.domains[name] ?? 0), 0);
  const managed = domains.value.length - federated.length;
  if (people === 0 || document.sspr.passwordWriteback === 'enabled')
    return pass(id, say.domains(managed, federated.length, people));
  return warn(id, say.domainsNeedWriteback(managed, federated.length, people), say.enableWriteback);
}
