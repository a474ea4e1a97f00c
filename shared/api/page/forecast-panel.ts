import type { CampaignForecast } from '../../campaign/campaign-forecast.ts';
import { html, type Html } from '../../email/html.ts';
import type { PageClock } from './page-clock.ts';
import { day, pageHref, text } from './page-parts.ts';

interface Foretold {
  readonly forecast: CampaignForecast | undefined;
  readonly whatIf: { readonly mailsPerHour: number; readonly forecast: CampaignForecast | undefined } | undefined;
  readonly pace: { readonly mailsPerHour: number; readonly newRecipientsPerDay: number };
}

/** When the campaign is done, what limits it, and what another quota would change. */
export function forecastPanel({ forecast, whatIf, pace }: Foretold, clock: PageClock): Html {
  if (forecast === undefined)
    return html`<div class="panel">
      <p class="lead">No mail is to come as the waves stand.</p>
      <p class="soft">Whoever waits is written to once a wave is for them.</p>
    </div>`;
  const asked = whatIf?.mailsPerHour ?? pace.mailsPerHour * 5;
  return html`<div class="panel">
    <p class="lead">${datesOf(forecast, clock)}.</p>
    <p class="soft">${text(limitWords(forecast, pace))} Whoever registers meanwhile makes it sooner.</p>
    <form class="row ask" method="get" action="${text(pageHref(''))}">
      <label for="quota">What if the quota were</label>
      <input
        type="text"
        class="short"
        id="quota"
        name="quota"
        inputmode="numeric"
        pattern="[0-9]{1,6}"
        value="${text(String(asked))}"
      />
      <span>mails an hour?</span> <button class="btn" type="submit">Show</button>
    </form>
    ${whatIf === undefined ? html`` : answerOf(whatIf, clock)}
  </div> `;
}

const answerOf = ({ mailsPerHour, forecast }: NonNullable<Foretold['whatIf']>, clock: PageClock): Html =>
  forecast === undefined ? html`` : html`<p>At ${text(mailsPerHour)} an hour: ${datesOf(forecast, clock)}.</p>`;

function datesOf({ lastFirstMailAt, lastReminderAt }: CampaignForecast, clock: PageClock): Html {
  const first = lastFirstMailAt && html`first mails have all left about <b>${day(lastFirstMailAt, clock)}</b>`;
  const last = lastReminderAt && html`the last reminder about <b>${day(lastReminderAt, clock)}</b>`;
  if (first && last) return html`As things stand, ${first}, ${last}`;
  return html`As things stand, ${first ?? last ?? html`nothing is to come`}`;
}

const limitWords = ({ limitedBy }: CampaignForecast, { mailsPerHour, newRecipientsPerDay }: Foretold['pace']): string =>
  ({
    mailQuota: `${mailsPerHour} mails an hour limit it: reminders leave before first mails.`,
    newRecipientsPerDay: `${newRecipientsPerDay} new people a day limit it.`,
    workingHours: 'Only working hours limit it.',
  })[limitedBy];
