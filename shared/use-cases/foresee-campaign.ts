import { forecastCampaign, type CampaignForecast } from '../campaign/campaign-forecast.ts';
import type { Tally } from '../campaign/tally.ts';
import { namesPeople, type Wave } from '../campaign/wave.ts';
import type { Campaign } from './campaign-rules.ts';

/** How far the campaign has come. */
interface Reached {
  readonly now: Date;
  readonly tally: Pick<Tally, 'messages' | 'places'>;
  readonly waves: readonly Wave[];
}

/**
 * Foretells when the last first mail and the last reminder leave, if so many mails an hour may. Whoever waits is counted in
 * where a wave is for everybody; a wave of groups may be for none of them. Undefined where nothing is to come, or no end is
 * in sight.
 */
export function foreseeCampaign(
  { document: { cadence, capacity }, rules }: Campaign,
  { now, tally: { messages, places }, waves }: Reached,
  mailsPerHour: number = capacity.mailsPerHour,
): CampaignForecast | undefined {
  const open = waves.filter((wave) => (wave.state === 'scheduled' || wave.state === 'enrolling') && !namesPeople(wave));
  const { planned = 0, due = 0 } = messages['nudge'] ?? {};
  const firstMailsOwed = planned + due;
  return forecastCampaign({
    now,
    firstMailsOwed,
    peopleToEnrol: open.length > 0 ? places.waits : 0,
    startsAt: new Date(Math.min(...open.map(({ startsAt }) => startsAt.getTime()), Number.MAX_SAFE_INTEGER)),
    peopleUnderWay: Math.max(0, places.onTheWay - firstMailsOwed),
    remindersAfterDays: cadence.remindersAfterDays,
    placesPerDay: capacity.newRecipientsPerDay,
    mailsPerHour,
    calendar: rules.ownPlace,
  });
}
