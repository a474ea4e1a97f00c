import { html, type Html } from '../../../email/html.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** What is kept of a person. */
export const personalDataWords = byLanguage({
  title: inBoth('Personal data', 'Personuppgifter'),
  says: inBoth(
    'For a person who asks what is kept of them, or who wants it gone.',
    'För den som frågar vilka uppgifter som lagras, eller som vill ha dem borttagna.',
  ),
  export: inBoth('Export what is kept…', 'Exportera uppgifterna…'),
  erase: inBoth('Erase for good…', 'Radera för gott…'),
});

export const exportPersonWords = byLanguage({
  title: inBoth('Person · export', 'Personen · export'),
  here: inBoth('export', 'exportera'),
  heading: inBoth(
    (name: Html) => html`Export what is kept of ${name}?`,
    (name) => html`Exportera det som lagras om ${name}?`,
  ),
  says: inBoth(
    'A file in JSON: what directory and report said, waves, mails with their addresses, registrations and resets, and what operators did. The export stands in the audit trail.',
    'En fil i JSON: vad katalogen och rapporten har sagt, omgångar, mejl med adresser, registreringar och återställningar, och vad operatörer har gjort. Exporten syns i granskningen.',
  ),
  button: inBoth('Export it', 'Exportera'),
});

export const erasePersonWords = byLanguage({
  title: inBoth('Person · erase', 'Personen · radera'),
  here: inBoth('erase', 'radera'),
  heading: inBoth(
    (name: Html) => html`Erase ${name} for good?`,
    (name) => html`Radera ${name} för gott?`,
  ),
  says: inBoth(
    'All that is kept of this person goes, and they are never written to again, however long the directory has them. Nobody can take that back. The audit trail keeps that it was done, under a keyed hash.',
    'Allt som lagras om personen tas bort, och personen får aldrig mejl igen, hur länge kontot än finns i katalogen. Det går inte att ångra. Granskningen visar att det har gjorts, under en nycklad hash.',
  ),
  typed: inBoth(
    (name: Html) => html`Type ${name}`,
    (name) => html`Skriv ${name}`,
  ),
  button: inBoth('Erase this person for good', 'Radera personen för gott'),
});
