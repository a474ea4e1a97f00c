import type { Tally } from '../campaign/tally.ts';
import { escapeHtml } from '../email/html.ts';
import { number } from './page-parts.ts';

const width = 640;
const barHeight = 26;
const lineHeight = 40;
const labelWidth = 190;

/** The funnel as bars, each with its figure in words, so that it is readable without seeing it. */
export function funnelPlot(tally: Tally): string {
  const bars: readonly (readonly [string, number])[] = [
    ['In the directory', tally.people],
    ['Enrolled', tally.enrolled],
    ['Nudged', tally.nudged],
    ['Can reset by now', tally.capable],
    ['Have the SSPR link', tally.linked],
  ];
  const most = Math.max(1, ...bars.map(([, people]) => people));
  const spoken = bars.map(([label, people]) => `${label}: ${number(people)}`).join('; ');
  const lines = bars.map(([label, people], i) => bar(label, people, most, i * lineHeight));
  const height = bars.length * lineHeight;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(spoken)}">\n${lines.join('\n')}\n</svg>
<p>${number(tally.waiting)} wait for a wave, ${number(tally.open)} are on their way.</p>`;
}

function bar(label: string, people: number, most: number, y: number): string {
  const room = width - labelWidth - 80;
  const length = Math.max(2, Math.round((people / most) * room));
  const middle = y + barHeight / 2 + 5;
  return [
    `<text x="0" y="${middle}">${escapeHtml(label)}</text>`,
    `<rect x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}" rx="3"/>`,
    `<text x="${labelWidth + length + 8}" y="${middle}">${number(people)}</text>`,
  ].join('');
}
