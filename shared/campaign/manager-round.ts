import { Temporal } from 'temporal-polyfill';

/** The letters of one week to the managers, who are told one after the other, in the order of their ids. */
export interface ManagerRound {
  /** As `2026-W49`, in the campaign's zone. */
  readonly week: string;
  /** Who was come to last; undefined before the first. */
  readonly after: string | undefined;
  readonly isOver: boolean;
}

/** Weeks begin on Monday, as those of ISO 8601. */
export function weekOf(now: Date, timeZone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return `${day.yearOfWeek!}-W${String(day.weekOfYear!).padStart(2, '0')}`;
}

/** All letters of a week have an id that begins so. */
export const lettersOfWeek = (week: string): string => `team|${week}|`;

export const letterTo = (managerId: string, week: string): string => `${lettersOfWeek(week)}${managerId}`;
