import type { CampaignForecast } from '../../campaign/campaign-forecast.ts';
import { html, type Html } from '../../email/html.ts';
import type { PageClock } from './page-clock.ts';
import { day, pageHref, text } from './page-parts.ts';
import { forecastWords, limitWords } from './words/forecast.ts';

interface Foretold {
  readonly forecast: CampaignForecast | undefined;
  readonly whatIf: { readonly mailsPerHour: number; readonly forecast: CampaignForecast | undefined } | undefined;
  readonly pace: { readonly mailsPerHour: number; readonly newRecipientsPerDay: number };
}

/** When the campaign is done, what limits it, and what another quota would change. */
export function forecastPanel({ forecast, whatIf, pace }: Foretold, clock: PageClock): Html {
  const say = forecastWords[clock.language];
  if (forecast === undefined)
    return html`<div class="panel">
      <p class="lead">${text(say.none)}</p>
      <p class="soft">${text(say.noneWhy)}</p>
    </div>`;
  const asked = whatIf?.mailsPerHour ?? pace.mailsPerHour * 5;
  return html`<div class="panel">
    <p class="lead">${datesOf(forecast, clock)}</p>
    <p class="soft">${text(whatLimits(forecast, pace, clock))} ${text(say.sooner)}</p>
    <form class="row ask" method="get" action="${text(pageHref(''))}">
      <label for="quota">${text(say.whatIf)}</label>
      <input
        type="text"
        class="short"
        id="quota"
        name="quota"
        inputmode="numeric"
        pattern="[0-9]{1,6}"
        value="${text(String(asked))}"
      />
      <span>${text(say.perHour)}</span> <button class="btn" type="submit">${text(say.show)}</button>
    </form>
    ${whatIf === undefined ? html`` : answerOf(whatIf, clock)}
  </div> `;
}

const answerOf = ({ mailsPerHour, forecast }: NonNullable<Foretold['whatIf']>, clock: PageClock): Html =>
  forecast === undefined
    ? html``
    : html`<p>${forecastWords[clock.language].answer(mailsPerHour, datesOf(forecast, clock))}</p>`;

function datesOf({ lastFirstMailAt, lastReminderAt }: CampaignForecast, clock: PageClock): Html {
  const say = forecastWords[clock.language];
  const bold = (at: Date) => html`<b>${day(at, clock)}</b>`;
  if (lastFirstMailAt && lastReminderAt) return say.both(bold(lastFirstMailAt), bold(lastReminderAt));
  if (lastFirstMailAt) return say.first(bold(lastFirstMailAt));
  return lastReminderAt ? say.last(bold(lastReminderAt)) : text(say.nothing);
}

function whatLimits({ limitedBy }: CampaignForecast, pace: Foretold['pace'], { language }: PageClock): string {
  const say = limitWords[language];
  if (limitedBy === 'mailQuota') return say.mailQuota(pace.mailsPerHour);
  return limitedBy === 'newRecipientsPerDay' ? say.newRecipientsPerDay(pace.newRecipientsPerDay) : say.workingHours;
}
