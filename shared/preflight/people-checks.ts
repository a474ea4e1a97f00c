import { pass, warn, type Check } from './check.ts';
import type { PreflightFacts } from './preflight-facts.ts';

/** What the last full pass says of people: what licenses them, and whose rows could not be read. */
export const checkPeople = (facts: PreflightFacts): readonly Check[] => [
  checkLicences(facts),
  checkGracePeriod(facts),
  checkUnreadable(facts),
];

/** Microsoft's texts differ about Business Standard, and have changed about Office licences. */
function checkLicences({ document: { audience }, report, words: say }: PreflightFacts): Check {
  const id = 'licences';
  if (!audience.requireLicence) return pass(id, say.noLicenceNeeded);
  const { servicePlan, sku, officeOnly } = report.profile.licences;
  const office = audience.acceptOfficeLicences ? say.officeCounts(officeOnly) : say.officeLeftOut(officeOnly);
  const detail = `${say.licensed(servicePlan, sku)} ${office}`;
  const unsure = sku + (audience.acceptOfficeLicences ? officeOnly : 0);
  if (unsure === 0) return pass(id, detail);
  return warn(id, detail, say.tryLicences(unsure));
}

function checkGracePeriod({ report, words: say }: PreflightFacts): Check {
  const id = 'licence grace period';
  const { inGracePeriod } = report.profile.licences;
  if (inGracePeriod === 0) return pass(id, say.noGrace);
  return warn(id, say.grace(inGracePeriod), say.renew);
}

function checkUnreadable({ report, lastPass, words: say }: PreflightFacts): Check {
  const id = 'unreadable rows';
  const { unreadable } = report.profile;
  const nameless = lastPass?.counts.unidentified ?? 0;
  if (unreadable + nameless === 0) return pass(id, say.rowsRead);
  const without = nameless > 0 ? ` ${say.rowsNameless(nameless)}` : '';
  return warn(id, `${say.rowsUnread(unreadable)}${without}`, say.seeRows);
}
