import type { ReportDay } from '../campaign/campaign-report.ts';
import { html, joinHtml, type Html } from '../email/html.ts';
import { column, counted, dayInWords, figure, number, table, text } from './page-parts.ts';

/** A campaign's quarter; what is older is in report.csv. */
const mostDays = 90;
/** A bar of a single day would be as wide as the page. */
const fewestDays = 14;
const dayMs = 86_400_000;

/** Mails and registrations day by day, above each other on the same days, with all figures in a table below. */
export function daysPlot(days: readonly ReportDay[]): Html {
  const shown = withoutGaps(days);
  if (shown.length === 0) return html`<p>No mail has left and nobody has registered yet.</p>`;
  const lines = shown.filter(({ mails, registrations }) => mails + registrations > 0).toReversed();
  return html`${series('Mails', shown, ({ mails }) => mails, ['mail', 'mails'])}
    ${series('Registrations', shown, ({ registrations }) => registrations, ['registration', 'registrations'])}
    <p class="axis">
      <span>${text(dayInWords(shown[0]!.day))}</span><span>${text(dayInWords(shown.at(-1)!.day))}</span>
    </p>
    <details>
      <summary>The figures of each day</summary>
      ${table(
        'Mails and registrations of each day',
        [column('Day'), figure('Mails'), figure('Registrations')],
        lines.map((one) => [text(one.day), text(one.mails), text(one.registrations)]),
      )}
    </details>`;
}

/** Days on which nothing happened are days too. */
function withoutGaps(days: readonly ReportDay[]): readonly ReportDay[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Map(days.map((one) => [one.day, one]));
  const lastMs = Date.parse(last.day);
  const count = Math.min(mostDays, (lastMs - Date.parse(first.day)) / dayMs + 1);
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(lastMs - (count - 1 - i) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, mails: 0, registrations: 0 };
  });
}

function series(
  name: string,
  days: readonly ReportDay[],
  valueOf: (day: ReportDay) => number,
  [one, many]: readonly [string, string],
): Html {
  const values = days.map(valueOf);
  const most = Math.max(...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const peak = days[values.indexOf(most)]!;
  const words = total === 0 ? 'none yet' : `${number(total)} in all, most on ${dayInWords(peak.day)}: ${number(most)}`;
  const label = `${name}, ${counted(total, one, many)} from ${dayInWords(days[0]!.day)} to ${dayInWords(days.at(-1)!.day)}`;
  return html`<h3>${text(name)} <span class="soft">${text(words)}</span></h3>
    <svg
      class="days"
      viewBox="0 0 ${text(String(Math.max(fewestDays, days.length)))} 40"
      preserveAspectRatio="none"
      role="img"
      aria-label="${text(label)}"
    >
      ${joinHtml(values.map((value, i) => bar(value, most, i)))}
    </svg>`;
}

function bar(value: number, most: number, position: number): Html {
  if (value === 0) return html``;
  const height = Math.max(1, Math.round((value / most) * 400) / 10);
  const [x, y] = [text(String(position + 0.1)), text(String(Math.round((40 - height) * 10) / 10))];
  return html`<rect x="${x}" y="${y}" width="0.8" height="${text(String(height))}" />`;
}
