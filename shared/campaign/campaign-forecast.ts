import type { PlaceCalendar } from './place-calendar.ts';

export interface CampaignForecastInput {
  readonly now: Date;
  /** Whose first mail is planned and has not left. */
  readonly firstMailsOwed: number;
  /** Who is enrolled from `startsAt` on, so many a day. */
  readonly peopleToEnrol: number;
  readonly startsAt: Date;
  /** Who has had the first mail and not registered: their reminders are still to come. */
  readonly peopleUnderWay: number;
  readonly remindersAfterDays: readonly number[];
  readonly placesPerDay: number;
  readonly mailsPerHour: number;
  readonly calendar: Pick<PlaceCalendar, 'opensAt'>;
}

export interface CampaignForecast {
  readonly lastFirstMailAt: Date | undefined;
  readonly lastReminderAt: Date | undefined;
  /** What the last first mail waits for. */
  readonly limitedBy: 'mailQuota' | 'newRecipientsPerDay' | 'workingHours';
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A campaign that is not done by then has no date. */
const mostHours = 5_000;

/**
 * Foretells, working hour by working hour, when the campaign's last first mail and last reminder leave. Reminders leave
 * before first mails. Nobody is assumed to register meanwhile, so that it is done no later than this. Undefined where no
 * mail is to come, or no end is in sight.
 */
export function forecastCampaign(input: CampaignForecastInput): CampaignForecast | undefined {
  const found = run(input);
  if (found === undefined || found.lastMailAt === undefined) return undefined;
  const { lastFirstMailAt, lastReminderAt } = found;
  return { lastFirstMailAt, lastReminderAt, limitedBy: limitOf(input, lastFirstMailAt) };
}

/** What would bring the date nearer by a day or more, if there were no end to it. */
function limitOf(input: CampaignForecastInput, at: Date | undefined): CampaignForecast['limitedBy'] {
  if (at === undefined) return 'workingHours';
  const comesSooner = (change: Partial<CampaignForecastInput>): boolean => {
    const last = run({ ...input, ...change })?.lastFirstMailAt;
    return last !== undefined && at.getTime() - last.getTime() >= dayMs / 2;
  };
  if (comesSooner({ mailsPerHour: Number.MAX_SAFE_INTEGER })) return 'mailQuota';
  return comesSooner({ placesPerDay: Number.MAX_SAFE_INTEGER }) ? 'newRecipientsPerDay' : 'workingHours';
}

interface Course {
  readonly lastMailAt: Date | undefined;
  readonly lastFirstMailAt: Date | undefined;
  readonly lastReminderAt: Date | undefined;
}

/** Mails that leave from a moment on. */
interface Due {
  readonly atMs: number;
  mails: number;
}

function run(input: CampaignForecastInput): Course | undefined {
  const { now, calendar, mailsPerHour, remindersAfterDays } = input;
  const first = firstMailsOf(input);
  const reminders = remindersUnderWay(input);
  let [lastFirstMailAt, lastReminderAt]: (Date | undefined)[] = [undefined, undefined];
  let at = now;
  for (let hour = 0; hour < mostHours; hour++) {
    const next = nextDue([...first, ...reminders]);
    if (next === undefined) return { lastMailAt: lastReminderAt ?? lastFirstMailAt, lastFirstMailAt, lastReminderAt };
    at = calendar.opensAt(new Date(Math.max(at.getTime(), next)));
    const reminded = take(reminders, at, mailsPerHour);
    const begun = take(first, at, mailsPerHour - reminded);
    if (reminded > 0) lastReminderAt = at;
    if (begun > 0) {
      lastFirstMailAt = at;
      for (const days of remindersAfterDays) reminders.push({ atMs: at.getTime() + days * dayMs, mails: begun });
    }
    at = new Date(at.getTime() + hourMs);
  }
  return undefined;
}

function nextDue(all: readonly Due[]): number | undefined {
  const open = all.filter(({ mails }) => mails > 0).map(({ atMs }) => atMs);
  return open.length === 0 ? undefined : Math.min(...open);
}

/** Takes up to `room` mails that may leave at this moment, the longest due first. */
function take(all: readonly Due[], at: Date, room: number): number {
  let left = room;
  for (const due of all) {
    if (due.atMs > at.getTime() || left <= 0) continue;
    const taken = Math.min(due.mails, left);
    due.mails -= taken;
    left -= taken;
  }
  return room - left;
}

/** Those that are owed now, then a day's places each day. */
function firstMailsOf({ now, firstMailsOwed, peopleToEnrol, startsAt, placesPerDay }: CampaignForecastInput): Due[] {
  const from = Math.max(now.getTime(), startsAt.getTime());
  const days = Math.ceil(peopleToEnrol / placesPerDay);
  const enrolled = Array.from({ length: Math.min(days, mostHours) }, (_, day) => ({
    atMs: from + day * dayMs,
    mails: Math.min(placesPerDay, peopleToEnrol - day * placesPerDay),
  }));
  return [{ atMs: now.getTime(), mails: firstMailsOwed }, ...enrolled];
}

/** When each had the first mail is not among the figures: their reminders are taken to come evenly. */
function remindersUnderWay({ now, peopleUnderWay, remindersAfterDays }: CampaignForecastInput): Due[] {
  return remindersAfterDays.flatMap((days) =>
    Array.from({ length: days }, (_, day) => ({
      atMs: now.getTime() + (day + 1) * dayMs,
      mails: Math.round(peopleUnderWay / days),
    })),
  );
}
