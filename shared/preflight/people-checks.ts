import { pass, warn, type Check } from './check.ts';
import type { PreflightFacts } from './preflight-facts.ts';

/** What the last full pass says of people: what licenses them, and whose rows could not be read. */
export const checkPeople = (facts: PreflightFacts): readonly Check[] => [
  checkLicences(facts),
  checkGracePeriod(facts),
  checkUnreadable(facts),
];

/** Microsoft's texts differ about Business Standard, and have changed about Office licences. */
function checkLicences({ document: { audience }, report }: PreflightFacts): Check {
  const id = 'licences';
  if (!audience.requireLicence) return pass(id, 'audience.requireLicence is off: licences are not looked at.');
  const { servicePlan, sku, officeOnly } = report.profile.licences;
  const office = audience.acceptOfficeLicences
    ? `${officeOnly} count by an Office licence only, by an older text of Microsoft's (audience.acceptOfficeLicences is on)`
    : `${officeOnly} hold an Office licence only and are left out (audience.acceptOfficeLicences is off)`;
  const detail = `${servicePlan} people are licensed by a service plan, ${sku} by the SKU alone (audience.qualifyingSkus: Business Standard by default); ${office}.`;
  const unsure = sku + (audience.acceptOfficeLicences ? officeOnly : 0);
  if (unsure === 0) return pass(id, detail);
  return warn(
    id,
    detail,
    `Microsoft's texts differ about these licences: let one of the ${unsure} reset a password before the first wave, or take the licence out of the audience.`,
  );
}

function checkGracePeriod({ report }: PreflightFacts): Check {
  const id = 'licence grace period';
  const { inGracePeriod } = report.profile.licences;
  if (inGracePeriod === 0) return pass(id, 'Nobody hangs on a licence in its grace period.');
  const detail = `${inGracePeriod} people hang on a licence in its grace period (Warning): they count until it ends, and are left out from then on.`;
  return warn(
    id,
    detail,
    'Renew the subscription. Microsoft 365 admin center, Billing, Your products, says until when.',
  );
}

function checkUnreadable({ report, lastPass }: PreflightFacts): Check {
  const id = 'unreadable rows';
  const { unreadable } = report.profile;
  const nameless = lastPass?.counts.unidentified ?? 0;
  if (unreadable + nameless === 0) return pass(id, 'Every row of the last full pass could be read.');
  const without = nameless > 0 ? ` ${nameless} rows had no id: until they have, nobody is taken to have left.` : '';
  return warn(
    id,
    `Of ${unreadable} people a row could not be read: what was known before stands, and who was not known is left out as unreadable.${without}`,
    'The log of the pass (rowSetAside) names each id and field. Correct the account, or report the field as a fault of this program.',
  );
}
