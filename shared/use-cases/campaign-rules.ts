import { noHolidays } from '../campaign/calendar.ts';
import type { CadencePolicy } from '../campaign/next-step.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { cadenceOf, type CampaignDocument } from '../config/campaign-document.ts';
import type { Holidays } from '../ports/holidays.ts';
import { chooseTimeZone } from '../recipient/time-zone.ts';

/** What the rules need to know beside the document. */
export type KnownByNow = Pick<CadencePolicy, 'reportReadAt' | 'haltedWaves'>;

/** The document's rules, ready for `planJourney`. */
export function rulesOf(
  document: CampaignDocument,
  deploymentId: string,
  holidays: Holidays,
  known: KnownByNow = {},
): PlanningRules {
  const { cadence } = document;
  return {
    deploymentId,
    cadence: { ...cadenceOf(document), ...known },
    calendar: cadence,
    placeOf: ({ user }) => ({
      timeZone: chooseTimeZone(user.usageLocation, cadence.timeZone),
      isHoliday: cadence.observeHolidays ? holidays.of(user.usageLocation) : noHolidays,
    }),
  };
}
