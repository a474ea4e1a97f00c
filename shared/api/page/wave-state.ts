import type { Tally } from '../../campaign/tally.ts';
import type { Wave } from '../../campaign/wave.ts';
import type { Html } from '../../email/html.ts';
import type { PageClock } from './page-clock.ts';
import { day, people, text } from './page-parts.ts';
import { waveStateWords } from './words/waves.ts';

/** A wave with how far its people have come. */
export interface WaveProgress {
  readonly wave: Wave;
  readonly tally: Tally;
}

/** How a wave stands, said by what its people's journeys show: the stored state alone says what the next run does. */
export function waveState({ wave, tally }: WaveProgress, clock: PageClock): Html {
  const { enrolled, places } = tally;
  const say = waveStateWords[clock.language];
  const underWay = () => people(places.onTheWay, { wave: wave.waveId, place: 'onTheWay' }, clock.language);
  switch (wave.state) {
    case 'cancelled':
      return text(say.cancelled);
    case 'paused':
      return places.onTheWay > 0 ? say.pausedWith(underWay()) : text(say.paused);
    case 'drafted':
      return text(say.drafted);
    case 'enrolled':
      return places.onTheWay > 0 ? say.enrolledWith(underWay()) : text(say.finished);
    case 'scheduled':
    case 'enrolling':
      if (enrolled > 0) return say.enrolling(people(enrolled, { wave: wave.waveId }, clock.language));
      return wave.startsAt > clock.now ? say.startsOn(day(wave.startsAt, clock)) : text(say.startsNext);
  }
}

export const inOrderOfStart = (waves: readonly WaveProgress[]): readonly WaveProgress[] =>
  waves.toSorted((a, b) => a.wave.startsAt.getTime() - b.wave.startsAt.getTime());
