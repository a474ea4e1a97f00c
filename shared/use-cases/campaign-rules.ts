import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { noHolidays } from '../campaign/calendar.ts';
import { PlaceCalendar } from '../campaign/place-calendar.ts';
import { workDaysOf } from '../campaign/work-week.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { cadenceOf, type CampaignDocument } from '../config/campaign-document.ts';
import type { MailFrom } from '../delivery/mail-from.ts';
import { mailLocales } from '../email/mail-locales.ts';
import type { Holidays } from '../ports/holidays.ts';
import { chooseLocale, type WantedLocale } from '../recipient/locale.ts';
import type { MailHabits } from '../recipient/recipient.ts';
import { remembering } from '../recipient/remembering.ts';
import type { TenantFacts } from '../tenant/known-tenant.ts';
import { chooseTimeZone } from '../recipient/time-zone.ts';
import type { Cloud } from '../registration/cloud.ts';

/** The campaign that everything is judged by: what the admin decided, and the rules that follow from it. */
export interface Campaign {
  readonly document: CampaignDocument;
  readonly rules: PlanningRules;
}

/** What a use case works with that judges people by the campaign. */
export interface CampaignRun<Ports> {
  readonly campaign: Campaign;
  readonly now: Date;
  readonly ports: Ports;
}

/** What the rules need to know beside the document. */
export type KnownByNow = Pick<CadencePolicy, 'reportReadAt' | 'logReading' | 'haltedWaves'> & {
  readonly cloud: Cloud;
  readonly mailFrom: MailFrom;
  readonly tenant: TenantFacts;
};

/** The document's rules, ready for `planJourney`. */
export function rulesOf(
  document: CampaignDocument,
  deploymentId: string,
  holidays: Holidays,
  { cloud, mailFrom, tenant, ...known }: KnownByNow,
): PlanningRules {
  const { cadence } = document;
  const rules = cadenceOf(document, cloud);
  const { federatedDomains, writebackSwitch } = tenant;
  return {
    deploymentId,
    mailFrom,
    cadence: { ...rules, audience: { ...rules.audience, federatedDomains, writebackSwitch }, ...known },
    ownPlace: new PlaceCalendar(cadence.timeZone, calendarIn(undefined, cadence), noHolidays),
    placeOf: remembering(
      (country) => {
        const isHoliday = cadence.observeHolidays ? holidays.of(country) : noHolidays;
        return new PlaceCalendar(chooseTimeZone(country, cadence.timeZone), calendarIn(country, cadence), isHoliday);
      },
      (country) => country ?? '',
    ),
  };
}

/** The document's work days, or those of the country where it names none. */
const calendarIn = (country: string | undefined, { workDays, ...cadence }: CampaignDocument['cadence']) => ({
  ...cadence,
  workDays: workDays ?? workDaysOf(country),
});

/** How this campaign writes to people. A large organisation holds few different languages and countries. */
export const habitsOf = ({ audience, mail, cadence }: CampaignDocument): MailHabits => ({
  addressFallback: audience.addressFallback,
  localeOf: remembering(
    (wanted: WantedLocale) => chooseLocale(wanted, mailLocales, mail.defaultLocale),
    ({ preferredLanguage, usageLocation }) => JSON.stringify([preferredLanguage, usageLocation]),
  ),
  timeZoneOf: remembering(
    (country: string | undefined) => chooseTimeZone(country, cadence.timeZone),
    (country) => country ?? '',
  ),
});
