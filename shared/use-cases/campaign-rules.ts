import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { noHolidays } from '../campaign/calendar.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { cadenceOf, type CampaignDocument } from '../config/campaign-document.ts';
import { mailLocales } from '../email/mail-locales.ts';
import type { Holidays } from '../ports/holidays.ts';
import type { MailHabits } from '../recipient/recipient.ts';
import { chooseTimeZone } from '../recipient/time-zone.ts';
import type { Cloud } from '../registration/cloud.ts';

/** The campaign that everything is judged by: what the admin decided, and the rules that follow from it. */
export interface Campaign {
  readonly document: CampaignDocument;
  readonly rules: PlanningRules;
}

/** What the rules need to know beside the document. */
export type KnownByNow = Pick<CadencePolicy, 'reportReadAt' | 'haltedWaves'> & { readonly cloud: Cloud };

/** The document's rules, ready for `planJourney`. */
export function rulesOf(
  document: CampaignDocument,
  deploymentId: string,
  holidays: Holidays,
  { cloud, ...known }: KnownByNow,
): PlanningRules {
  const { cadence } = document;
  return {
    deploymentId,
    cadence: { ...cadenceOf(document, cloud), ...known },
    calendar: cadence,
    placeOf: ({ user }) => ({
      timeZone: chooseTimeZone(user.usageLocation, cadence.timeZone),
      isHoliday: cadence.observeHolidays ? holidays.of(user.usageLocation) : noHolidays,
    }),
  };
}

/** How this campaign writes to people. */
export const habitsOf = ({ audience, mail, cadence }: CampaignDocument): MailHabits => ({
  addressFallback: audience.addressFallback,
  locales: mailLocales,
  defaultLocale: mail.defaultLocale,
  timeZone: cadence.timeZone,
});
