import { describe, expect, it } from 'vitest';
import { forecastCampaign, type CampaignForecastInput } from '../../../shared/campaign/campaign-forecast.ts';

const now = new Date('2026-11-02T09:00:00Z');
const hourMs = 3_600_000;

/** From nine to five, every day. */
const calendar = {
  opensAt(at: Date): Date {
    const hour = at.getUTCHours();
    if (hour >= 9 && hour < 17) return at;
    const opens = new Date(at);
    opens.setUTCHours(hour < 9 ? 9 : 33, 0, 0, 0);
    return opens;
  },
};

const input = (change: Partial<CampaignForecastInput>): CampaignForecastInput => ({
  now,
  firstMailsOwed: 0,
  peopleToEnrol: 0,
  startsAt: now,
  peopleUnderWay: 0,
  remindersAfterDays: [4, 10],
  placesPerDay: 1_000,
  mailsPerHour: 100,
  calendar,
  ...change,
});

const daysUntil = (at: Date | undefined) => at && Math.floor((at.getTime() - now.getTime()) / (24 * hourMs));

describe('when a campaign is done', () => {
  it.each([
    ['the quota limits many mails', { firstMailsOwed: 1_700 }, [2, 12, 'mailQuota']],
    ['places limit new people', { peopleToEnrol: 900, placesPerDay: 300 }, [2, 12, 'newRecipientsPerDay']],
    ['few leave today', { firstMailsOwed: 20 }, [0, 10, 'workingHours']],
    ['only reminders are owed', { peopleUnderWay: 40 }, [undefined, 10, 'workingHours']],
  ] as const)('%s', (_, change, [first, last, limitedBy]) => {
    const forecast = forecastCampaign(input(change))!;
    expect([daysUntil(forecast.lastFirstMailAt), daysUntil(forecast.lastReminderAt), forecast.limitedBy]).toEqual([
      first,
      last,
      limitedBy,
    ]);
  });

  it('is not foretold where nothing is to come, or no end is in sight', () => {
    expect(forecastCampaign(input({}))).toBeUndefined();
    expect(forecastCampaign(input({ firstMailsOwed: 1_000_000_000 }))).toBeUndefined();
  });
});
