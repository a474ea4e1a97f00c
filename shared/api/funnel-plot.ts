import type { Tally } from '../campaign/tally.ts';
import { html, joinHtml, type Html } from '../email/html.ts';
import { share, text } from './page-parts.ts';

/**
 * The funnel as a table with a bar in each line: words and figures keep their size on a phone, and are read without seeing
 * the bars. Shares are of those enrolled.
 */
export function funnelPlot({ people, enrolled, nudged, capable, linked }: Tally): Html {
  const most = Math.max(1, people);
  const lines: readonly (readonly [string, number, string])[] = [
    ['In the directory', people, ''],
    ['Enrolled', enrolled, ''],
    ['Nudged', nudged, share(nudged, enrolled)],
    ['Can reset by now', capable, share(capable, enrolled)],
    ['Have the SSPR link', linked, share(linked, enrolled)],
  ];
  const body = lines.map(([label, count, ofEnrolled]) => line(label, count, ofEnrolled, count / most));
  return html`<table class="funnel">
    <thead>
      <tr>
        <th scope="col">Stage</th>
        <th scope="col" class="figure">People</th>
        <th scope="col" class="figure">Of enrolled</th>
      </tr>
    </thead>
    <tbody>
      ${joinHtml(body)}
    </tbody>
  </table>`;
}

const line = (label: string, count: number, ofEnrolled: string, length: number): Html =>
  html`<tr>
    <th scope="row">${text(label)}${bar(length)}</th>
    <td class="figure">${text(count)}</td>
    <td class="figure">${text(ofEnrolled)}</td>
  </tr> `;

/** Somebody is never shown as nobody. */
function bar(length: number): Html {
  const width = length === 0 ? 0 : Math.max(0.5, Math.round(length * 1_000) / 10);
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="10" />
    <rect width="${text(String(width))}" height="10" />
  </svg>`;
}
