import { html, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, type PageShell } from './page-frame.ts';
import { bar, column, day, figure, lead, link, named, pageHref, people, segment, table, text } from './page-parts.ts';
import { inOrderOfStart, waveState, type WaveProgress } from './wave-state.ts';
import { goalWords } from './words/goals.ts';
import { wavesWords } from './words/waves.ts';

/** The waves by their start, with how far their people have come. */
export function wavesTable(waves: readonly WaveProgress[], { clock, language }: PageShell): Html {
  const say = wavesWords[language];
  if (waves.length === 0) return html`<p class="empty">${text(say.none)}</p>`;
  const columns = [
    column(say.wave),
    column(say.goal),
    column(say.state),
    column(say.starts),
    figure(say.enrolled),
    figure(say.canReset),
  ];
  const lines = inOrderOfStart(waves).map((one) => {
    const { wave, tally } = one;
    return [
      link(`waves/${segment(wave.waveId)}`, named(wave.name)),
      text(goalWords[language][wave.goal]),
      waveState(one, clock),
      day(wave.startsAt, clock),
      people(tally.enrolled, { wave: wave.waveId }, language),
      html`${people(tally.places.canReset, { wave: wave.waveId, place: 'canReset' }, language)}${bar(tally.places.canReset, tally.enrolled)}`,
    ];
  });
  return table(say.title, columns, lines);
}

/** All waves, and where a new one is planned. */
export function wavesPage(shell: PageShell, waves: readonly WaveProgress[]): Answer {
  const say = wavesWords[shell.language];
  const begun = waves.filter(({ tally }) => tally.enrolled > 0).length;
  const plan = isOperator(shell)
    ? html`<p class="row"><a class="btn go" href="${text(pageHref('waves/new'))}">${text(say.plan)}</a></p>`
    : html``;
  const main = html`<h1>${text(say.begun(begun, waves.length))}</h1>
    ${lead(text(say.lead))} ${plan}
    <section aria-labelledby="all">
      <h2 id="all">${text(say.all)}</h2>
      ${wavesTable(waves, shell)}
    </section>`;
  return campaignPage(shell, { title: say.title, main });
}
