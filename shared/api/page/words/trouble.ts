import type { Trouble } from '../../../diagnosis/trouble.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** Those whose reset does not work. */
export const troubleWords = byLanguage({
  title: inBoth('Trouble', 'Problem'),
  heading: inBoth('Whose reset does not work.', 'De vars återställning inte fungerar.'),
  lead: inBoth(
    'A reset failed, was blocked or given up, or security info is lost. Whoever gets through leaves the list.',
    'En återställning har misslyckats, spärrats eller avbrutits, eller så saknas säkerhetsinformation som fanns. Den som lyckas försvinner från listan.',
  ),
  everybody: inBoth('Everybody in trouble', 'Alla som har problem'),
  csv: inBoth('All of these as CSV', 'Alla dessa som CSV'),
  owner: inBoth('Mended by', 'Åtgärdas av'),
  anybody: inBoth('Anybody', 'Alla'),
  show: inBoth('Show', 'Visa'),
  nobody: inBoth(
    (time: string) => `Nobody is here. Looked ${time}.`,
    (time) => `Ingen finns här. Kontrollerat ${time}.`,
  ),
  nobodySoFar: inBoth('Nobody among those looked through so far.', 'Ingen bland dem som har gåtts igenom hittills.'),
  list: inBoth('People in trouble', 'Personer som har problem'),
  name: inBoth('Name', 'Namn'),
  what: inBoth('What', 'Vad'),
  since: inBoth('Since', 'Sedan'),
  tried: inBoth('Tried', 'Försök'),
  attempts: inBoth(
    (count: number) => english.counted(count, 'attempt', 'attempts'),
    (count) => `${swedish.number(count)} försök`,
  ),
  askedAnew: inBoth('Asked anew', 'Ny fråga'),
  next: inBoth('Next people', 'Nästa personer'),
});

/** How a reset does not work. */
export const troubleKindWords = byLanguage<Readonly<Record<Trouble['kind'], string>>>({
  resetFailed: inBoth('A reset failed', 'En återställning misslyckades'),
  resetBlocked: inBoth('Blocked after too many attempts', 'Spärrad efter för många försök'),
  resetGivenUp: inBoth('A reset was given up', 'En återställning slutfördes inte'),
  securityInfoLost: inBoth('Could reset, and can no more', 'Kunde återställa, men kan det inte längre'),
});
