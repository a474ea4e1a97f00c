/**
 * How many mails may leave, kept in storage so that a restart cannot burst: what was let through in the last hour, and a
 * door that any throttling closes for everyone.
 */
export interface RateGate {
  readonly releases: readonly Release[];
  readonly closedUntil: Date | undefined;
  readonly closedBecause: string | undefined;
  /** How often mails were let through, ever. */
  readonly releaseCount?: number | undefined;
}

interface Release {
  /** The start of the minute: a tick that comes a moment late or early changes nothing. */
  readonly minute: Date;
  readonly count: number;
}

/** The quota that the mail service granted, or the part of it that the campaign may use. */
export interface Capacity {
  readonly mailsPerMinute: number;
  readonly mailsPerHour: number;
}

export const openGate: RateGate = { releases: [], closedUntil: undefined, closedBecause: undefined };

export type Admission =
  | { readonly open: true; readonly count: number }
  | { readonly open: false; readonly until: Date; readonly because: string };

/**
 * Says how many mails may leave now, so that the service, which counts over any minute and any hour, finds no more than
 * its quota in either. Releases are known by the minute of the clock and ticks come a little late, so an hour is taken to
 * be 61 of them; and where the hour is the tighter limit anyway, a minute is taken to be two, which costs nothing then.
 *
 * After a closed door the pace starts at an eighth and doubles each minute.
 */
export function askGate(stored: RateGate, capacity: Capacity, now: Date): Admission {
  const gate = asOf(stored, now);
  if (gate.closedUntil && now < gate.closedUntil) {
    return { open: false, until: gate.closedUntil, because: gate.closedBecause ?? 'closed' };
  }
  const left = Math.min(
    capacity.mailsPerMinute * paceAt(gate, now) - sentWithin(gate, minutesOf(capacity), now),
    capacity.mailsPerHour - sentWithin(gate, hourMinutes, now),
  );
  return { open: true, count: Math.max(0, Math.floor(left)) };
}

const hourMinutes = 61;
const minutesOf = ({ mailsPerMinute, mailsPerHour }: Capacity): number => (mailsPerHour <= 30 * mailsPerMinute ? 2 : 1);

/**
 * The gate as far as a clock that shows `now` can believe it. A clock that was ahead for a while and was set back leaves
 * a gate behind that lies in the future. An hour of that is believed: no closure and no window is longer. What lies
 * further ahead cannot be true, and would keep the gate shut for as long as the clock was ahead.
 */
function asOf(gate: RateGate, now: Date): RateGate {
  const latest = new Date(now.getTime() + longestClosureSeconds * 1000);
  const isTrue = (at: Date | undefined) => at === undefined || at <= latest;
  if (isTrue(gate.closedUntil) && gate.releases.every(({ minute }) => isTrue(minute))) return gate;
  const releases = gate.releases.filter(({ minute }) => isTrue(minute));
  return isTrue(gate.closedUntil) ? { ...gate, releases } : { ...gate, ...openGate, releases };
}

/**
 * The gate after `count` mails were let through. Kept for twice the longest window, so that a clock that is set back finds
 * what it had counted.
 */
export function passThrough(stored: RateGate, count: number, now: Date): RateGate {
  const gate = asOf(stored, now);
  const minute = startOfMinute(now);
  return { ...gate, releases: [...gate.releases.filter(within(2 * hourMinutes, now)), { minute, count }] };
}

/** The gate after a message that was let through at that moment turned out not to leave: its place is free again. */
export function giveBack(gate: RateGate, releasedAt: Date): RateGate {
  const minute = startOfMinute(releasedAt).getTime();
  const position = gate.releases.findIndex((release) => release.minute.getTime() === minute && release.count > 0);
  if (position < 0) return gate;
  const { count, ...release } = gate.releases[position]!;
  return { ...gate, releases: gate.releases.with(position, { ...release, count: count - 1 }) };
}

/** A longer `Retry-After` is not believed: the longest window that ACS has is an hour. */
const longestClosureSeconds = 3_600;
/** Where the service names no time, its short window is waited out. */
const defaultClosureSeconds = 60;

/** For how long the gate is closed when the service asks for so many seconds, and whether that is less than it asked for. */
export function closureOf(retryAfterSeconds: number | undefined): { seconds: number; isCapped: boolean } {
  const asked = Math.max(retryAfterSeconds ?? defaultClosureSeconds, 1);
  return { seconds: Math.min(asked, longestClosureSeconds), isCapped: asked > longestClosureSeconds };
}

/** The gate after the service refused to take a mail: closed for all, and never opened sooner than it already would. */
export function closeGate(
  stored: RateGate,
  retryAfterSeconds: number | undefined,
  now: Date,
  because: string,
): RateGate {
  const { seconds } = closureOf(retryAfterSeconds);
  const until = new Date(now.getTime() + seconds * 1000);
  const gate = asOf(stored, now);
  if (gate.closedUntil && gate.closedUntil >= until) return gate;
  return { ...gate, closedUntil: until, closedBecause: because };
}

const slowestPace = 1 / 8;

function paceAt({ closedUntil }: RateGate, now: Date): number {
  if (closedUntil === undefined) return 1;
  const minutesOpen = (now.getTime() - closedUntil.getTime()) / 60_000;
  return Math.min(1, slowestPace * 2 ** minutesOpen);
}

function sentWithin(gate: RateGate, minutes: number, now: Date): number {
  return gate.releases.filter(within(minutes, now)).reduce((sum, { count }) => sum + count, 0);
}

/** A release in the near future (the clock went back) still counts: too slow is better than too fast. */
function within(minutes: number, now: Date) {
  const beganMs = startOfMinute(now).getTime() - minutes * 60_000;
  return ({ minute }: Release): boolean => minute.getTime() > beganMs;
}

const startOfMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);
