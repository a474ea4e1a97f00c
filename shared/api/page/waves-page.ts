import { goalLabels } from '../../delivery/goal.ts';
import { html, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, type PageShell } from './page-frame.ts';
import { bar, column, day, figure, lead, link, named, pageHref, people, segment, table, text } from './page-parts.ts';
import { inOrderOfStart, waveWords, type WaveProgress } from './wave-words.ts';

/** The waves by their start, with how far their people have come. */
export function wavesTable(waves: readonly WaveProgress[], { clock }: Pick<PageShell, 'clock'>): Html {
  if (waves.length === 0)
    return html`<p class="empty">No wave yet. The campaign document names them, or an operator plans one here.</p>`;
  const columns = [
    column('Wave'),
    column('Goal'),
    column('State'),
    column('Starts'),
    figure('Enrolled'),
    figure('Can reset'),
  ];
  const lines = inOrderOfStart(waves).map((one) => {
    const { wave, tally } = one;
    return [
      link(`waves/${segment(wave.waveId)}`, named(wave.name)),
      text(goalLabels[wave.goal]),
      waveWords(one, clock),
      day(wave.startsAt, clock),
      people(tally.enrolled, { wave: wave.waveId }),
      html`${people(tally.places.canReset, { wave: wave.waveId, place: 'canReset' })}${bar(tally.places.canReset, tally.enrolled)}`,
    ];
  });
  return table('Waves', columns, lines);
}

/** All waves, and where a new one is planned. */
export function wavesPage(shell: PageShell, waves: readonly WaveProgress[]): Answer {
  const begun = waves.filter(({ tally }) => tally.enrolled > 0).length;
  const plan = isOperator(shell)
    ? html`<p class="row"><a class="btn go" href="${text(pageHref('waves/new'))}">Plan a wave</a></p>`
    : html``;
  const main = html`<h1>${text(begun)} of ${text(waves.length)} waves have begun.</h1>
    ${lead(html`A wave is a batch of people who are written to together.`)} ${plan}
    <section aria-labelledby="all">
      <h2 id="all">All waves</h2>
      ${wavesTable(waves, shell)}
    </section>`;
  return campaignPage(shell, { title: 'Waves', main });
}
