import type { Tally } from '../../campaign/tally.ts';
import type { Wave } from '../../campaign/wave.ts';
import { html, type Html } from '../../email/html.ts';
import type { PageClock } from './page-clock.ts';
import { day, people, text } from './page-parts.ts';

/** A wave with how far its people have come. */
export interface WaveProgress {
  readonly wave: Wave;
  readonly tally: Tally;
}

/** How a wave stands, said by what its people's journeys show: the stored state alone says what the next run does. */
export function waveWords({ wave, tally }: WaveProgress, clock: PageClock): Html {
  const { enrolled, places } = tally;
  const here = (place: string) => ({ wave: wave.waveId, place });
  switch (wave.state) {
    case 'cancelled':
      return html`cancelled`;
    case 'paused':
      return places.onTheWay > 0
        ? html`paused, ${people(places.onTheWay, here('onTheWay'))} on their way wait`
        : html`paused`;
    case 'drafted':
      return html`is being set up`;
    case 'enrolled':
      return places.onTheWay > 0
        ? html`enrolled, ${people(places.onTheWay, here('onTheWay'))} still on their way`
        : html`finished`;
    case 'scheduled':
    case 'enrolling':
      if (enrolled > 0) return html`enrolling, ${people(enrolled, { wave: wave.waveId })} so far`;
      return wave.startsAt > clock.now
        ? html`starts ${day(wave.startsAt, clock)}`
        : html`${text('starts with the next run')}`;
  }
}

export const inOrderOfStart = (waves: readonly WaveProgress[]): readonly WaveProgress[] =>
  waves.toSorted((a, b) => a.wave.startsAt.getTime() - b.wave.startsAt.getTime());
