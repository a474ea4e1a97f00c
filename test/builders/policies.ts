import type { CadencePolicy } from '../../shared/campaign/cadence-policy.ts';
import { noHolidays, type CalendarPolicy } from '../../shared/campaign/calendar.ts';
import { PlaceCalendar } from '../../shared/campaign/place-calendar.ts';
import type { PlanningRules } from '../../shared/campaign/plan-journey.ts';
import { noHaltedWaves } from '../../shared/campaign/wave.ts';
import type { MailFrom } from '../../shared/delivery/mail-from.ts';
import type { AudiencePolicy } from '../../shared/recipient/audience.ts';
import { nothingKnown } from '../../shared/tenant/known-tenant.ts';
import { rulesOf, type Campaign, type KnownByNow } from '../../shared/use-cases/campaign-rules.ts';
import type { RulesOrigin } from '../../shared/use-cases/current-campaign.ts';
import { FakeHolidays } from '../fakes/fake-holidays.ts';
import { aDocument, type DocumentChange } from './documents.ts';

export const deploymentId = '3f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10';

/** With a mail service, and from whom. */
export const mailFrom: MailFrom = {
  service: 'https://contoso.communication.azure.com',
  senderAddress: 'sspr@mail.contoso.com',
};

/** What of an installation goes into its rules. */
export const rulesOrigin: RulesOrigin = { deploymentId: async () => deploymentId, mailFrom, cloud: 'public' };

/** Every member of the tenant who is licensed, as a new campaign document has it. */
export const anAudience = (change: Partial<AudiencePolicy> = {}): AudiencePolicy => ({
  includeGroups: [],
  excludeGroups: [],
  guests: false,
  admins: 'exclude',
  requireLicence: true,
  qualifyingServicePlans: 'default',
  skipInactiveForDays: 180,
  addressFallback: [],
  passwordWriteback: 'enabled',
  holdoutPercent: 0,
  ...change,
});

/** Reminders on the fourth, tenth and twenty-first day. */
export const aCadence = (change: Partial<CadencePolicy> = {}): CadencePolicy => ({
  remindersAfterDays: [4, 10, 21],
  methodsRequired: 1,
  ssprLinkTo: 'nudged',
  strengthenPhoneOnly: false,
  tellManagerAfterReminders: 0,
  phonesEnd: true,
  staleAfterHours: 26,
  audience: anAudience(),
  reportReadAt: undefined,
  logReading: undefined,
  haltedWaves: noHaltedWaves,
  ...change,
});

/** Mail from half past eight to five on work days, not spread. */
export const aCalendar = (change: Partial<CalendarPolicy> = {}): CalendarPolicy => ({
  quietHours: { from: '17:00', to: '08:30' },
  workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
  spreadMinutes: 0,
  ...change,
});

/** A place without holidays, whose clocks are those of UTC. */
export const aPlace = (change: Partial<CalendarPolicy> = {}, timeZone = 'UTC', isHoliday = noHolidays): PlaceCalendar =>
  new PlaceCalendar(timeZone, aCalendar(change), isHoliday);

/** Before the first pass, and with no wave that was stopped. */
export const knownAtStart: KnownByNow = {
  reportReadAt: undefined,
  logReading: undefined,
  haltedWaves: noHaltedWaves,
  cloud: 'public',
  mailFrom,
  tenant: nothingKnown,
};

/** The rules of a campaign document, as the use cases get them. */
export const someRules = (change: DocumentChange = {}, holidays = new FakeHolidays()): PlanningRules =>
  rulesOf(aDocument(change), deploymentId, holidays, knownAtStart);

/** A campaign with the rules of its document. */
export function aCampaign(change: DocumentChange = {}, holidays = new FakeHolidays()): Campaign {
  const document = aDocument(change);
  return { document, rules: rulesOf(document, deploymentId, holidays, knownAtStart) };
}
