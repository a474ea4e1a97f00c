import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

export const daysWords = byLanguage({
  empty: inBoth(
    'No mail has left and nobody has registered yet.',
    'Inget mejl har gått iväg och ingen har registrerat sig än.',
  ),
  registrations: inBoth('Registrations', 'Registreringar'),
  mails: inBoth('Mails', 'Mejl'),
  day: inBoth('Day', 'Dag'),
  figures: inBoth('The figures of each day', 'Siffrorna för varje dag'),
  table: inBoth('Mails and registrations of each day', 'Mejl och registreringar per dag'),
  noneYet: inBoth('none yet', 'inga än'),
  inAll: inBoth(
    (total: number, day: string, most: number) =>
      `${english.number(total)} in all, most on ${day}: ${english.number(most)}`,
    (total, day, most) => `${swedish.number(total)} totalt, flest ${day}: ${swedish.number(most)}`,
  ),
  spanned: inBoth(
    (name: string, total: number, first: string, last: string) =>
      `${name}, ${english.number(total)} in all from ${first} to ${last}`,
    (name, total, first, last) => `${name}, ${swedish.number(total)} totalt från ${first} till ${last}`,
  ),
});
