import type { Duration } from '../fakes/fake-clock.ts';

/** A Tuesday, ten in the morning in Stockholm: nothing of the calendar stands in the way. */
export const now = new Date('2026-12-01T09:00:00Z');

export const at = (text: string): Date => new Date(text);

/** An instant before or after another one: `after({ days: -2 })` is the day before yesterday. */
export function after({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration, from: Date = now): Date {
  return new Date(from.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
