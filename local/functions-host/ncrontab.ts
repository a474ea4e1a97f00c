import { CronExpressionParser } from 'cron-parser';
import { readTimeSpanMs } from './time-span.ts';

/** When a timer runs: answers the first occurrence after an instant. */
export type Schedule = { nextAfter(instant: Date): Date };

/**
 * Reads a timer's schedule: an NCRONTAB expression of six fields (seconds first) or of five, in UTC, or a TimeSpan
 * between runs. Throws, saying what is wrong, on anything else.
 *
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function readSchedule(text: string): Schedule {
  if (text.includes(':')) return intervalSchedule(text);
  const fields = text.trim().split(/\s+/);
  // cron-parser takes more than NCRONTAB does: nicknames, fewer fields, L, W, #, ? and Sunday as 7.
  if (fields.length !== 5 && fields.length !== 6) throw invalid(text, 'it needs five or six fields');
  const foreign = fields.find((field) => !/^[\d*/,\-a-z]+$/i.test(field) || /[LW]$/.test(field));
  if (foreign !== undefined) throw invalid(text, `NCRONTAB has no "${foreign}"`);
  return cronSchedule(fields.length === 5 ? ['0', ...fields] : fields, text);
}

function intervalSchedule(text: string): Schedule {
  const intervalMs = readTimeSpanMs(text);
  if (intervalMs === undefined || intervalMs === 0) throw invalid(text, 'it is not a TimeSpan such as 00:05:00');
  return { nextAfter: (instant) => new Date(instant.getTime() + intervalMs) };
}

function cronSchedule(fields: readonly string[], text: string): Schedule {
  const nextAfter = (instant: Date) =>
    CronExpressionParser.parse(fields.join(' '), { currentDate: instant, tz: 'UTC' }).next().toDate();
  try {
    nextAfter(new Date(0));
  } catch (cause) {
    throw invalid(text, cause instanceof Error ? cause.message : String(cause), cause);
  }
  return { nextAfter };
}

function invalid(text: string, reason: string, cause?: unknown): Error {
  return new Error(`the schedule "${text}" is not valid: ${reason}`, { cause });
}
