import { Temporal } from 'temporal-polyfill';
import { isPlacedByMethods } from '../campaign/methods-due.ts';
import { forecastMethods, type MethodsForecast } from '../campaign/methods-forecast.ts';
import type { Journey } from '../campaign/journey.ts';
import type { Wave } from '../campaign/wave.ts';
import { defaultGoal, type Goal } from '../delivery/goal.ts';
import { forecastWave, type Forecast, type ForecastPerson } from '../campaign/wave-forecast.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { Agenda } from '../ports/agenda.ts';
import type { Budget } from '../ports/budget.ts';
import type { MailboxPurposes } from '../ports/mailbox-purposes.ts';
import { isMailboxDue } from '../recipient/mailbox-purpose.ts';
import { recipientOf, type MailHabits, type Recipient } from '../recipient/recipient.ts';
import { habitsOf, type CampaignRun } from './campaign-rules.ts';
import type { PlanWatcher, Selected } from './wave-candidates.ts';

export interface OutlookPorts {
  /** Undefined where mailboxes are not to be asked for: `MAILBOX_PURPOSE`. */
  readonly mailboxPurposes: MailboxPurposes | undefined;
  readonly agenda: Agenda;
  readonly budget: Budget;
}

/** What a wave would look like: to whom, in which languages, and when its mails leave. */
export interface Outlook {
  readonly languages: Readonly<Record<string, number>>;
  readonly variants: Readonly<Record<string, number>>;
  readonly sample: readonly Recipient[];
  readonly forecast: Forecast;
  /** Undefined where a report tells who has registered. */
  readonly methods?: MethodsForecast | undefined;
  /** Undefined where nobody's mailbox is to be asked for. */
  readonly mailboxes?: MailboxesForecast | undefined;
}

/** What it costs to tell mailboxes that are nobody's. */
interface MailboxesForecast {
  /** One for each of those selected whose mailbox was not asked for yet: by a pass, or right before their first mail. */
  readonly requests: number;
}

const sampleSize = 10;

/** Adds up whom a plan selected, as they come. */
export class SelectionSummary implements PlanWatcher {
  readonly people: ForecastPerson[] = [];
  readonly sample: Recipient[] = [];
  readonly languages: Record<string, number> = {};
  readonly variants: Record<string, number> = {};
  readonly placing = { people: 0, read: 0 };
  mailboxesDue = 0;
  readonly #now: Date;
  readonly #habits: MailHabits;
  readonly #audience: CampaignDocument['audience'];

  constructor(document: CampaignDocument, now: Date) {
    this.#now = now;
    this.#habits = habitsOf(document);
    this.#audience = document.audience;
  }

  know({ facts }: Journey): void {
    if (facts?.isInDirectory !== true || !isPlacedByMethods(facts, this.#audience)) return;
    this.placing.people++;
    if (facts.registration?.readFrom === 'methods') this.placing.read++;
  }

  add({ facts, first }: Selected): void {
    const recipient = recipientOf(facts, this.#habits);
    const { userId, locale, timeZone, country } = recipient;
    const variant = first.step === 'nudge' ? recipient.variant : first.step;
    if (this.sample.length < sampleSize) this.sample.push(recipient);
    if (isMailboxDue(facts.mailbox, this.#now)) this.mailboxesDue++;
    this.people.push({ userId, timeZone, country, first });
    this.languages[locale] = (this.languages[locale] ?? 0) + 1;
    this.variants[variant] = (this.variants[variant] ?? 0) + 1;
  }
}

/** Mails that are on the agenda already draw on the same quota; more than these would not change a day. */
const otherMailsAtMost = 5_000;
const daysAhead = 60;

/** Foretells when the mails of a wave leave, beside those that are due already. */
export async function outlookOf(
  summary: SelectionSummary,
  { goal, startsAt }: Pick<Wave, 'goal' | 'startsAt'>,
  { campaign: { document, rules }, now, ports }: CampaignRun<OutlookPorts>,
): Promise<Outlook> {
  const { cadence, capacity } = document;
  const [today, firstDay] = [now, startsAt].map((at) => dayOf(at, cadence.timeZone));
  const until = new Date(startsAt.getTime() + daysAhead * 86_400_000);
  const [due, placesToday] = await Promise.all([
    ports.agenda.readDue(until, otherMailsAtMost),
    ports.budget.left(today!, capacity.newRecipientsPerDay),
  ]);
  const forecast = forecastWave({
    people: summary.people,
    startsAt: startsAt > now ? startsAt : now,
    campaignTimeZone: cadence.timeZone,
    placesOnFirstDay: firstDay === today ? placesToday : capacity.newRecipientsPerDay,
    placesPerDay: capacity.newRecipientsPerDay,
    capacity,
    placeOf: ({ country }) => rules.placeOf(country),
    otherMailsDueAt: due.map(({ dueAt }) => dueAt),
  });
  const { languages, variants, sample, mailboxesDue } = summary;
  return {
    languages,
    variants,
    sample,
    forecast,
    methods: methodsOf(summary, goal, cadence),
    mailboxes: ports.mailboxPurposes && { requests: mailboxesDue },
  };
}

function methodsOf(
  { placing, people }: SelectionSummary,
  goal: Goal,
  { remindersAfterDays }: CampaignDocument['cadence'],
) {
  if (placing.read === 0) return undefined;
  return forecastMethods({
    people: placing.people,
    unread: placing.people - placing.read,
    selected: people.length,
    mailsEach: goal === defaultGoal ? 1 + remindersAfterDays.length : 1,
  });
}

/** The calendar day in a zone, as an ISO date. */
export const dayOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
