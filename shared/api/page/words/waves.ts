import type { WaveState } from '../../../campaign/wave.ts';
import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

export const wavesWords = byLanguage({
  title: inBoth('Waves', 'Omgångar'),
  begun: inBoth(
    (begun: number, all: number) => `${english.number(begun)} of ${english.number(all)} waves have begun.`,
    (begun, all) => `${swedish.number(begun)} av ${swedish.counted(all, 'omgång', 'omgångar')} har börjat.`,
  ),
  lead: inBoth(
    'A wave is a batch of people who are written to together.',
    'En omgång är en grupp personer som får mejl samtidigt.',
  ),
  plan: inBoth('Plan a wave', 'Planera en omgång'),
  all: inBoth('All waves', 'Alla omgångar'),
  none: inBoth(
    'No wave yet. The campaign document names them, or an operator plans one here.',
    'Ingen omgång än. De anges i kampanjdokumentet, eller så planerar en operatör en här.',
  ),
  wave: inBoth('Wave', 'Omgång'),
  goal: inBoth('Goal', 'Mål'),
  state: inBoth('State', 'Läge'),
  starts: inBoth('Starts', 'Startar'),
  enrolled: inBoth('Enrolled', 'Är med'),
  canReset: inBoth('Can reset', 'Kan återställa'),
});

/** How a wave stands. */
export const waveStateWords = byLanguage({
  cancelled: inBoth('cancelled', 'avbruten'),
  paused: inBoth('paused', 'pausad'),
  pausedWith: inBoth(
    (waiting: Html) => html`paused, ${waiting} on their way wait`,
    (waiting) => html`pausad, ${waiting} på väg väntar`,
  ),
  drafted: inBoth('is being set up', 'förbereds'),
  finished: inBoth('finished', 'klar'),
  enrolledWith: inBoth(
    (underWay: Html) => html`enrolled, ${underWay} still on their way`,
    (underWay) => html`alla är med, ${underWay} är fortfarande på väg`,
  ),
  enrolling: inBoth(
    (enrolled: Html) => html`enrolling, ${enrolled} so far`,
    (enrolled) => html`tar in personer, ${enrolled} hittills`,
  ),
  startsOn: inBoth(
    (day: Html) => html`starts ${day}`,
    (day) => html`startar ${day}`,
  ),
  startsNext: inBoth('starts with the next run', 'startar vid nästa körning'),
});

/** The stored state of a wave; in English it is called as in the code. */
export const storedStateWords = byLanguage<Readonly<Record<WaveState, string>>>({
  drafted: inBoth('drafted', 'under förberedelse'),
  scheduled: inBoth('scheduled', 'planerad'),
  enrolling: inBoth('enrolling', 'i gång med att ta in personer'),
  enrolled: inBoth('enrolled', 'fulltalig'),
  paused: inBoth('paused', 'pausad'),
  cancelled: inBoth('cancelled', 'avbruten'),
});
