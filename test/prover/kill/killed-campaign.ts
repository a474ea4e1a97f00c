import { settingsFor } from '../../../local/simulation-settings.ts';
import type { Simulation } from '../../../local/simulation/simulation.ts';
import type { TableStores } from '../../../shared/adapters/tables/table-stores.ts';
import type { Capacity } from '../../../shared/delivery/rate-gate.ts';

const sendSchedule = '0 * * * * *';
export const never = '0 0 0 1 1 *';

/** Half a day of the campaign for 10,000 people: no claim can grow as old as the 20 hours after which a person decides. */
export const paceUnderKills = { mailsPerMinute: 20, mailsPerHour: 1_200 };
/** One host alone sends what it has released before it releases more. */
export const paceInPeace = { mailsPerMinute: 200, mailsPerHour: 12_000 };

export async function setCapacity(given: Capacity, { campaigns }: TableStores): Promise<void> {
  const { document, state, version } = (await campaigns.read())!;
  await campaigns.write({ document: { ...document, capacity: { ...document.capacity, ...given } }, state }, version);
}

/** Mails at any hour, so that the run does not wait for the morning. */
export function documentOf(simulation: Simulation): object {
  const document = simulation.campaignDocument() as { cadence: object; capacity: object; waves: readonly object[] };
  return {
    ...document,
    cadence: {
      ...document.cadence,
      remindersAfterDays: [30],
      quietHours: { from: '23:58', to: '23:59' },
      workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      observeHolidays: false,
      spreadMinutes: 0,
    },
    capacity: { ...paceUnderKills, newRecipientsPerDay: 1_000_000, pauseAtFailureRate: 1 },
    waves: [{ name: 'everyone', startsOn: '2026-12-01' }],
    // There is one pass: that nothing more is told of people is not what these runs are about.
    detection: { staleAfterHours: 720 },
  };
}

/**
 * A host that is killed: its timers tick as fast as its clock, and each of them often, since it lives for a second or two:
 * with a plan every ten minutes all kills came before anybody was enrolled.
 */
export function settings(simulation: Simulation, storage: string, documentFile: string): Record<string, string> {
  return {
    ...settingsFor(simulation, storage, documentFile),
    PORT: '0',
    REFRESH_SCHEDULE: sendSchedule,
    PLAN_SCHEDULE: sendSchedule,
    RELEASE_SCHEDULE: sendSchedule,
    RECONCILE_SCHEDULE: '0 */5 * * * *',
    WATCH_SCHEDULE: '0 */15 * * * *',
  };
}
