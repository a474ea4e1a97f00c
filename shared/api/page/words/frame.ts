import { html, type Html } from '../../../email/html.ts';
import type { Role } from '../../roles.ts';
import { byLanguage, inBoth, type InBoth } from './in-both.ts';

export const frameWords = byLanguage({
  toContent: inBoth('To the content', 'Till innehållet'),
  copied: inBoth('Copied', 'Kopierat'),
  stopped: inBoth('Stopped', 'Stoppad'),
  paused: inBoth('Paused', 'Pausad'),
  dryRun: inBoth('Dry run', 'Provkörning'),
  running: inBoth('Running', 'Pågår'),
  resume: inBoth('Resume…', 'Återuppta…'),
  pause: inBoth('Pause all mail', 'Pausa alla mejl'),
  pages: inBoth('Pages', 'Sidor'),
  whereYouAre: inBoth('Where you are', 'Här är du'),
  clockReads: inBoth(
    (moment: string, place: string) => `${moment} in ${place}`,
    (moment, place) => `${moment} i ${place}`,
  ),
  readAgain: inBoth('read again', 'läs på nytt'),
  byItself: inBoth(
    (seconds: Html, stop: Html) => html` every ${seconds} s by itself: ${stop}`,
    (seconds, stop) => html` sker av sig självt var ${seconds}:e sekund: ${stop}`,
  ),
  stop: inBoth('stop', 'stoppa'),
  byItselfNoMore: inBoth(' (by itself no more)', ' (inte längre av sig självt)'),
  signOut: inBoth('sign out', 'logga ut'),
  otherLanguage: inBoth('Svenska', 'English'),
  asOf: inBoth(
    (asOf: Html) => html`Figures as of ${asOf}; nobody has been counted yet.`,
    (asOf) => html`Siffrorna är från ${asOf}. Ingen har räknats än.`,
  ),
  countedAnew: inBoth(
    (asOf: Html, counted: Html) => html`Figures as of ${asOf}; everybody was counted anew ${counted}.`,
    (asOf, counted) => html`Siffrorna är från ${asOf}. Alla räknades om ${counted}.`,
  ),
});

export const roleWords: InBoth<Readonly<Record<Role, string>>> = inBoth(
  { support: 'help desk', reader: 'reader', operator: 'operator' },
  { support: 'supporten', reader: 'läsare', operator: 'operatör' },
);

export const tabWords = byLanguage({
  overview: inBoth('Overview', 'Översikt'),
  waves: inBoth('Waves', 'Omgångar'),
  people: inBoth('People', 'Personer'),
  mails: inBoth('Mails', 'Mejl'),
  setup: inBoth('Setup', 'Inställningar'),
  audit: inBoth('Audit', 'Granskning'),
});
