import { defaultGoal } from '../shared/delivery/goal.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createHolidays } from '../shared/adapters/holidays/public-holidays.ts';
import type { Forecast } from '../shared/campaign/wave-forecast.ts';
import type { Message } from '../shared/delivery/message.ts';
import type { Capacity } from '../shared/delivery/rate-gate.ts';
import type { StoredJourney } from '../shared/ports/recipient-store.ts';
import { rulesOf, type Campaign as RunningCampaign } from '../shared/use-cases/campaign-rules.ts';
import { launchWave } from '../shared/use-cases/launch-wave.ts';
import { planCampaign } from '../shared/use-cases/plan-campaign.ts';
import { reconcileClaims } from '../shared/use-cases/reconcile-claims.ts';
import { releaseMessages } from '../shared/use-cases/release-messages.ts';
import { mailKindOf, renderMessage } from '../shared/use-cases/render-message.ts';
import { reopenJourneys } from '../shared/use-cases/reopen-journeys.ts';
import { sendMessage } from '../shared/use-cases/send-message.ts';
import { settleEntryClaims, tellOfEntries } from '../shared/use-cases/tell-of-entries.ts';
import { watchRegistrations } from '../shared/use-cases/watch-registrations.ts';
import { aDocument, someOrigin } from '../test/builders/documents.ts';
import { deploymentId, knownAtStart } from '../test/builders/policies.ts';
import { FakeEntryHints } from '../test/fakes/fake-entry-hints.ts';
import { FakeGateStore } from '../test/fakes/fake-gate-store.ts';
import { fakePorts } from '../test/fakes/ports.ts';
import { QuotaMailer } from '../test/fakes/quota-mailer.ts';
import { CallCounts } from './call-counts.ts';
import { MailCounts, RegistrationLog } from './campaign-services.ts';
import { CountedIndex, CountedPeople, LeanAgenda, LeanRecipients } from './campaign-state.ts';
import { LeanPassStore } from './lean-state.ts';
import { earliestEnd, mostMails, type BoundInput } from './quota-bound.ts';
import { virtualPass, type VirtualPass } from './virtual-pass.ts';

/**
 * Thirty days of a campaign of a million people in virtual time, through the use cases that run in Azure: the pass, the
 * dry run, enrolment, release, sending, the watch of the audit log and what follows from it. Services are simulated.
 *
 *   node bench/virtual-campaign.ts [PEOPLE [default|raised]]
 */

const startsOn = '2027-04-05';
const startsAt = new Date('2027-04-04T22:00:00Z');
const campaignDays = 30;
const endsAt = new Date(startsAt.getTime() + campaignDays * 86_400_000);
const minuteMs = 60_000;

export type Quotas = Capacity & { readonly newRecipientsPerDay: number };

/** As a new account has it, with nobody held back: whatever the quota lets through leaves. */
const defaultQuota = (people: number): Quotas => ({
  mailsPerMinute: 30,
  mailsPerHour: 100,
  newRecipientsPerDay: people,
});

/** Raised so far that everybody's first mail leaves within 23 days, and reminders and links within 30. */
const raisedQuota = (people: number): Quotas => ({
  mailsPerMinute: 500,
  mailsPerHour: 30_000,
  newRecipientsPerDay: Math.ceil(people * 0.045),
});

export interface CampaignOutcome {
  readonly people: number;
  readonly capacity: Quotas;
  readonly pass: VirtualPass;
  readonly mails: number;
  readonly firstMails: number;
  readonly throttled: number;
  /** Requests to the directory about one person, each before a mail. */
  readonly looks: number;
  readonly registered: number;
  /** What the quota lets through in the thirty days, and whether all of it was needed. */
  readonly mostMails: number;
  readonly isFinished: boolean;
  readonly lastMailAt: Date | undefined;
  readonly boundAt: Date | undefined;
  readonly lastFirstMailAt: Date | undefined;
  readonly forecast: Forecast;
  readonly forecastFirstMails: number;
  readonly idleTickTransactions: number;
  readonly bySubject: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export async function runCampaign(people: number, capacity: Quotas): Promise<CampaignOutcome> {
  const wallStart = performance.now();
  const campaign = prepare(people, capacity);
  const { document, rules, ports } = campaign;
  const pass = await virtualPass(people, document, rules, ports);
  const forecast = await dryRun(campaign);
  const idleTickTransactions = await play(campaign);
  const { mailer, mailCounts, auditLog } = ports;
  const bound: BoundInput = {
    from: startsAt,
    until: endsAt,
    capacity,
    place: rules.placeOf('SE'),
  };
  const forecastFirstMails = forecast.hours
    .filter(({ hour }) => hour < endsAt)
    .reduce((sum, { mails }) => sum + mails, 0);
  return {
    people,
    capacity,
    pass,
    mails: mailer.mails,
    firstMails: mailCounts.peopleReached,
    throttled: mailer.throttled,
    looks: ports.people.requests,
    registered: auditLog.registered,
    mostMails: mostMails(bound),
    isFinished: (await ports.agenda.count(1)).due === 0,
    lastMailAt: mailCounts.lastMailAt,
    boundAt: boundOfFirstMails(people, capacity, bound),
    lastFirstMailAt: mailCounts.lastFirstMailAt,
    forecast,
    forecastFirstMails,
    idleTickTransactions,
    bySubject: Object.fromEntries(mailCounts.bySubject),
    seconds: (performance.now() - wallStart) / 1_000,
  };
}

export interface CampaignCounts {
  readonly mails: number;
  readonly registered: number;
  readonly storageTransactions: number;
  readonly graphRequests: number;
}

/** The same thirty days, for what they cost. Idle is a month in which nobody is written to. */
export async function countCampaign(people: number, isIdle: boolean): Promise<CampaignCounts> {
  const campaign = prepare(people, raisedQuota(people), isIdle);
  const counts = new CallCounts();
  const ports = counts.watch(campaign.ports);
  await virtualPass(people, campaign.document, campaign.rules, campaign.ports);
  await play({ ...campaign, ports });
  const { mailer, auditLog } = campaign.ports;
  const { storageTransactions, graphRequests } = counts;
  return { mails: mailer.mails, registered: auditLog.registered, storageTransactions, graphRequests };
}

/** Storage transactions for each page of the first pass. */
export async function countPass(people: number): Promise<number> {
  const { document, rules, ports } = prepare(people, raisedQuota(people), true);
  const counts = new CallCounts();
  const { pages } = await virtualPass(people, document, rules, counts.watch(ports));
  return Math.ceil(counts.storageTransactions / pages);
}

/** The last people are enrolled on the day whose places they are; then the mail quota decides. */
function boundOfFirstMails(people: number, { newRecipientsPerDay }: Quotas, bound: BoundInput): Date | undefined {
  const day = Math.floor((people - 1) / newRecipientsPerDay);
  const onLastDay = people - day * newRecipientsPerDay;
  return earliestEnd(onLastDay, { ...bound, from: new Date(bound.from.getTime() + day * 86_400_000) });
}

export type VirtualCampaign = ReturnType<typeof prepare>;

/** A campaign that has not begun, in virtual time. */
export function prepare(people: number, capacity: Quotas, isIdle = false) {
  const document = aDocument({
    cadence: { timeZone: 'Europe/Stockholm', remindersAfterDays: [7] },
    capacity,
    waves: isIdle ? [] : [{ name: 'everyone', startsOn }],
  });
  const base = fakePorts(new Date(startsAt.getTime() - 6 * 3_600_000));
  const { clock } = base;
  const readAt = clock.now();
  // The rules are made once, while the log is read all the time.
  const logReading = { readAt: endsAt, wholeSince: readAt, hasTold: true };
  const holidays = createHolidays();
  const auditLog = new RegistrationLog(clock);
  const mailCounts = new MailCounts(people, (person) => auditLog.ask(person));
  const { mailsPerMinute, mailsPerHour } = capacity;
  const ports = {
    ...base,
    holidays,
    auditLog,
    agenda: new LeanAgenda(),
    gates: new CountedGates(),
    entryHints: new CountedHints(),
    mailCounts,
    mailer: new QuotaMailer({ perMinute: mailsPerMinute, perHour: mailsPerHour }, clock, mailCounts.count),
    messageIndex: new CountedIndex(),
    recipients: new LeanRecipients(people, readAt),
    people: new CountedPeople(),
    passes: new LeanPassStore(),
    plans: { keep: async () => undefined, find: async () => undefined, forgetBefore: async () => 0 },
  };
  return {
    document,
    rules: rulesOf(document, deploymentId, holidays, { ...knownAtStart, reportReadAt: readAt, logReading }),
    ports,
  };
}

/** What an admin is shown before launching a wave of everyone. */
async function dryRun({ document, rules, ports }: VirtualCampaign): Promise<Forecast> {
  const request = {
    name: 'dry run',
    goal: defaultGoal,
    groups: [],
    users: [],
    limit: undefined,
    startsAt,
    dryRun: true,
  };
  const campaign = { document, rules };
  const answer = await launchWave({ ...request, confirm: undefined }, campaign, ports.clock.now(), ports);
  if (answer.kind !== 'dryRun') throw new Error(`The dry run answered ${answer.kind}`);
  return answer.outlook.forecast;
}

/**
 * Every timer at its times, up to a moment; a released message is sent in the same minute. `look` is called in each minute.
 * Answers what a tick with nothing due costs.
 */
export async function play(
  { document, rules, ports }: VirtualCampaign,
  { until = endsAt, look }: { readonly until?: Date; readonly look?: (now: Date) => Promise<void> } = {},
): Promise<number> {
  const { clock, sendQueue } = ports;
  const brakes = { paused: false, dryRun: false };
  const context = { rules, brakes, render: writerOf({ document, rules }) };
  let idle = 0;
  for (let minute = startsAt.getTime() / minuteMs; minute < until.getTime() / minuteMs; minute++) {
    const now = new Date(minute * minuteMs);
    clock.set(now);
    await look?.(now);
    if (minute % 15 === 0) {
      await reopenJourneys({ document, rules, paused: false }, now, ports);
      await planCampaign({ document, rules, paused: false }, now, ports);
    }
    if (minute % 5 === 0) await watchRegistrations(rules, now, ports);
    if (minute % 5 === 0) await reconcileClaims(rules, now, ports);
    if (minute % 5 === 0) await settleEntryClaims({ rules, now, ports });
    const before = transactionsOf(ports);
    await tellOfEntries({ document, rules, origin: someOrigin, dryRun: brakes.dryRun }, ports);
    const released = await releaseMessages(brakes, document.capacity, now, ports);
    if (released.kind === 'released' && released.count === 0) idle = Math.max(idle, transactionsOf(ports) - before);
    for (const request of sendQueue.takeAll()) await sendMessage(request, context, ports);
  }
  return idle;
}

/**
 * Each kind of mail is written once, and then sent to everybody: what writing two million mails costs is measured by
 * itself (`bench/mails.ts`).
 */
function writerOf(campaign: RunningCampaign) {
  const written = new Map<string, ReturnType<typeof renderMessage>['body']>();
  return (message: Message, journey: StoredJourney) => {
    const kind = mailKindOf(message, journey, campaign);
    const body =
      written.get(kind) ?? renderMessage(message, journey, campaign, { origin: someOrigin, now: startsAt }).body;
    written.set(kind, body);
    const { displayName, mail } = journey.facts!.user;
    return { address: mail!, body: { ...body, messageId: message.messageId, displayName } };
  };
}

const transactionsOf = ({ agenda, gates, entryHints }: VirtualCampaign['ports']): number =>
  agenda.transactions + gates.transactions + entryHints.transactions;

class CountedGates extends FakeGateStore {
  transactions = 0;

  override read() {
    this.transactions += 1;
    return super.read();
  }
}

class CountedHints extends FakeEntryHints {
  transactions = 0;

  override list(limit: number) {
    this.transactions += 1;
    return super.list(limit);
  }
}

const share = (one: number, other: number): string => `${((100 * one) / other).toFixed(2)} %`;
const elapsed = (at: Date | undefined): number => (at ? at.getTime() - startsAt.getTime() : Number.NaN);

function linesOf(outcome: CampaignOutcome): readonly string[] {
  const { capacity, pass, forecast, lastMailAt, boundAt, lastFirstMailAt } = outcome;
  return [
    `${outcome.people} people, ${capacity.mailsPerMinute} mails a minute and ${capacity.mailsPerHour} an hour, ${capacity.newRecipientsPerDay} new people a day:`,
    `  the pass: ${pass.pages} report pages in ${pass.reportSeconds} s, ${(pass.reportSeconds / pass.boundSeconds).toFixed(3)} times the bound`,
    `  mails in ${campaignDays} days: ${outcome.mails}; the quota allows ${outcome.mostMails} (${share(outcome.mails, outcome.mostMails)}); ${outcome.throttled} refused; ${outcome.looks} looks at a person before them`,
    `  first mails: ${outcome.firstMails}; the dry run foretold ${outcome.forecastFirstMails} (${share(outcome.firstMails, outcome.forecastFirstMails)})`,
    `  last first mail: ${outcome.firstMails === outcome.people ? lastFirstMailAt?.toISOString() : 'later'}; bound ${boundAt?.toISOString() ?? 'later'}${boundAt ? ` (${share(elapsed(lastFirstMailAt), elapsed(boundAt))} of its time)` : ''}; the dry run foretold ${forecast.lastMailAt?.toISOString()}, limited by ${forecast.limitedBy}`,
    `  last mail: ${lastMailAt?.toISOString()}${outcome.isFinished ? ', and nothing is left to send' : ''}`,
    `  ${outcome.registered} register; ${JSON.stringify(outcome.bySubject)}`,
    `  a tick with nothing due: ${outcome.idleTickTransactions} storage transactions; ${outcome.seconds.toFixed(0)} s in all`,
  ];
}

const quotas = { default: defaultQuota, raised: raisedQuota };

/** Both at once, each in a process of its own with room for its million people. */
async function runBoth(people: string): Promise<void> {
  const args = (which: string) => ['--max-old-space-size=8192', import.meta.filename, people, which];
  const runs = Object.keys(quotas).map((which) => promisify(execFile)(process.execPath, args(which)));
  for (const run of runs) process.stdout.write((await run).stdout);
}

if (import.meta.main) {
  const [people = '1000000', which] = process.argv.slice(2);
  if (which === undefined) await runBoth(people);
  else {
    const capacity = quotas[which === 'default' ? 'default' : 'raised'](Number(people));
    console.log(linesOf(await runCampaign(Number(people), capacity)).join('\n'));
  }
}
