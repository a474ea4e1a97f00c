import { Temporal } from 'temporal-polyfill';
import type { Draw } from './randomness.ts';

const WAKES_AT_HOUR = 7;
const SLEEPS_AT_HOUR = 22;

/** The instant itself when the person is awake where they live, otherwise some time in their next morning. */
export function whenAwake(atMs: number, timeZone: string, draw: Draw): number {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.round(atMs)).toZonedDateTimeISO(timeZone);
  if (local.hour >= WAKES_AT_HOUR && local.hour < SLEEPS_AT_HOUR) return Math.round(atMs);
  const day = local.hour < WAKES_AT_HOUR ? local : local.add({ days: 1 });
  const morning = day.withPlainTime({ hour: WAKES_AT_HOUR });
  return morning.epochMilliseconds + Math.floor(draw() * 3 * 3_600_000);
}
