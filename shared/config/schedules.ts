import { isSchedule } from './ncrontab.ts';

/** Each timer's default, as NCRONTAB: second minute hour day month weekday, in UTC unless WEBSITE_TIME_ZONE says other. */
export const defaultSchedules = {
  REFRESH_SCHEDULE: '0 0 2 * * *',
  WATCH_SCHEDULE: '0 */5 * * * *',
  PLAN_SCHEDULE: '0 */15 * * * *',
  RELEASE_SCHEDULE: '0 * * * * *',
  RECONCILE_SCHEDULE: '0 */5 * * * *',
  FORGET_SCHEDULE: '0 30 4 * * *',
} as const;

export type ScheduleSetting = keyof typeof defaultSchedules;

/** The function of each timer. */
export const timerFunctions = {
  REFRESH_SCHEDULE: 'refreshRegistrations',
  WATCH_SCHEDULE: 'watchRegistrations',
  PLAN_SCHEDULE: 'planCampaign',
  RELEASE_SCHEDULE: 'releaseMessages',
  RECONCILE_SCHEDULE: 'reconcileClaims',
  FORGET_SCHEDULE: 'forgetOldData',
} as const satisfies Readonly<Record<ScheduleSetting, string>>;

export type TimerName = (typeof timerFunctions)[ScheduleSetting];

/**
 * The schedule to register a timer with: a reference to the setting where there is one, so that the host reads it and
 * sees it change, else the default. A reference to a missing setting would keep the host from starting. One to a text that
 * is no schedule would silence the timer; with the default it runs, and says with all other functions that the setting has
 * a fault.
 */
export function scheduleFor(setting: ScheduleSetting, env: Readonly<Record<string, string | undefined>>): string {
  return isSchedule(env[setting]?.trim() ?? '') ? `%${setting}%` : defaultSchedules[setting];
}
