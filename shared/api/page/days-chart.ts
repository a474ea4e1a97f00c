import type { ReportDay } from '../../campaign/campaign-report.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { dayInWords } from './page-clock.ts';
import type { PageLanguage } from './page-language.ts';
import { amount, column, figure, table, text } from './page-parts.ts';
import { daysWords } from './words/days.ts';

/** A campaign's quarter; what is older is in report.csv. */
const mostDays = 90;
/** With more bars than these their values and days would overlap. */
const mostLabelled = 12;
const dayMs = 86_400_000;
const height = 96;

/** Mails and registrations day by day on the same days, with all figures in a table below. */
export function daysChart(days: readonly ReportDay[], today: string, language: PageLanguage): Html {
  const say = daysWords[language];
  const shown = withoutGaps(days, today);
  if (shown.length === 0) return html`<p class="empty">${text(say.empty)}</p>`;
  const lines = shown.filter(({ mails, registrations }) => mails + registrations > 0).toReversed();
  return html`${series(say.registrations, shown, { today, language }, ({ registrations }) => registrations)}
    ${series(say.mails, shown, { today, language }, ({ mails }) => mails)}
    <details>
      <summary>${text(say.figures)}</summary>
      ${table(
        say.table,
        [column(say.day), figure(say.mails), figure(say.registrations)],
        lines.map(({ day, mails, registrations }) => [
          text(dayInWords(day, language)),
          amount(mails, language),
          amount(registrations, language),
        ]),
        { isBrief: false },
      )}
    </details>`;
}

/** Days on which nothing happened are days too; the last is today. */
function withoutGaps(days: readonly ReportDay[], today: string): readonly ReportDay[] {
  const [first, newest] = [days[0], days.at(-1)];
  if (first === undefined || newest === undefined) return [];
  const known = new Map(days.map((one) => [one.day, one]));
  const lastMs = Math.max(Date.parse(newest.day), Date.parse(today));
  const count = Math.min(mostDays, (lastMs - Date.parse(first.day)) / dayMs + 1);
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(lastMs - (count - 1 - i) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, mails: 0, registrations: 0 };
  });
}

interface Reading {
  readonly today: string;
  readonly language: PageLanguage;
}

function series(name: string, days: readonly ReportDay[], at: Reading, valueOf: (day: ReportDay) => number): Html {
  const say = daysWords[at.language];
  const written = (day: string) => dayInWords(day, at.language);
  const values = days.map(valueOf);
  const most = Math.max(...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const peak = days[values.indexOf(most)]!;
  const words = total === 0 ? say.noneYet : say.inAll(total, written(peak.day), most);
  const label = say.spanned(name, total, written(days[0]!.day), written(days.at(-1)!.day));
  const bars = days.map(({ day }, i) => barOf(values[i]!, most, { position: i, count: days.length, day, ...at }));
  return html`<h3>${text(name)}</h3>
    <p class="small soft">${text(words)}</p>
    <svg class="chart" height="${text(String(height + 56))}" role="img" aria-label="${text(label)}">
      <line class="base" x1="0" x2="100%" y1="${text(String(height + 20))}" y2="${text(String(height + 20))}" />
      ${joinHtml(bars)}
    </svg>`;
}

interface Spot extends Reading {
  readonly position: number;
  readonly count: number;
  readonly day: string;
}

const percent = (value: number): Html => text(`${Math.round(value * 100) / 100}%`);

/** A bar with its day under it, and its value on it where there is room. The day that is not over is paler. */
function barOf(value: number, most: number, spot: Spot): Html {
  const { position, count, day, today, language } = spot;
  const slots = Math.max(count, mostLabelled);
  const [left, middle] = [(position + 0.1) / slots, (position + 0.5) / slots].map((part) => part * 100);
  const tall = value === 0 || most === 0 ? 0 : Math.max(1, Math.round((value / most) * height));
  const y = height + 20 - tall;
  const shape =
    value === 0
      ? html``
      : html`<rect
          class="${text(day === today ? 'way' : 'done')}"
          x="${percent(left!)}"
          width="${percent(80 / slots)}"
          y="${text(String(y))}"
          height="${text(String(tall))}"
        />`;
  const isLabelled = count <= mostLabelled;
  const onIt =
    isLabelled && value > 0
      ? html`<text class="val" x="${percent(middle!)}" y="${text(String(y - 5))}" text-anchor="middle"
          >${amount(value, language)}</text
        >`
      : html``;
  return html`${shape}${onIt}${dayLabel(spot, middle!)}`;
}

/** Under each bar, or, where there are many, under the first and the last. */
function dayLabel({ position, count, day, language }: Spot, middle: number): Html {
  const [weekday, ...date] = dayInWords(day, language).split(' ');
  const y = height + 36;
  if (count <= mostLabelled)
    return html`<text x="${percent(middle)}" y="${text(String(y))}" text-anchor="middle">${text(weekday!)}</text
      ><text x="${percent(middle)}" y="${text(String(y + 16))}" text-anchor="middle">${text(date[0]!)}</text>`;
  if (position !== 0 && position !== count - 1) return html``;
  const anchor = position === 0 ? 'start' : 'end';
  const x = position === 0 ? text('0') : percent(100);
  return html`<text x="${x}" y="${text(String(y))}" text-anchor="${text(anchor)}"
    >${text(dayInWords(day, language))}</text
  >`;
}
