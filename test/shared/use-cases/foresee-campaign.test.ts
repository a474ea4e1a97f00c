import { expect, it } from 'vitest';
import { play, prepare } from '../../../bench/virtual-campaign.ts';
import { virtualPass } from '../../../bench/virtual-pass.ts';
import type { CampaignForecast } from '../../../shared/campaign/campaign-forecast.ts';
import { foreseeCampaign } from '../../../shared/use-cases/foresee-campaign.ts';
import { tallyCampaign } from '../../../shared/use-cases/tally-campaign.ts';

const people = 2_000;
/** The campaign begins on Monday, 5 April. */
const secondDay = new Date('2027-04-06T10:00:00Z');
const allMailed = new Date('2027-04-25T22:00:00Z');
const workingDayMs = 86_400_000;

/** Plays the month, and answers what was foretold on its second day beside what came. */
async function foretoldAndCame(newRecipientsPerDay: number) {
  const campaign = prepare(people, { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay });
  const { document, rules, ports } = campaign;
  await virtualPass(people, document, rules, ports);
  let foretold: CampaignForecast | undefined;
  const look = async (now: Date) => {
    if (now.getTime() !== secondDay.getTime()) return;
    const [tally, waves] = [await tallyCampaign(rules.cadence, now, ports.recipients), await ports.waves.list()];
    foretold = foreseeCampaign({ document, rules }, { now, tally, waves });
  };
  await play(campaign, { until: allMailed, look });
  expect(ports.mailCounts.peopleReached).toBe(people);
  return { foretold: foretold!, came: ports.mailCounts.lastFirstMailAt! };
}

it.each([
  ['the mail quota', 2_000, 'mailQuota'],
  ['the places of a day', 250, 'newRecipientsPerDay'],
] as const)(
  'on the second day of 2,000 people the day of the last first mail is foretold, where %s limits it (page, truth)',
  { timeout: 120_000 },
  async (_, newRecipientsPerDay, limitedBy) => {
    const { foretold, came } = await foretoldAndCame(newRecipientsPerDay);
    expect(foretold.limitedBy).toBe(limitedBy);
    expect(Math.abs(came.getTime() - foretold.lastFirstMailAt!.getTime())).toBeLessThanOrEqual(workingDayMs);
  },
);
