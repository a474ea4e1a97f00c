import { html, type Html } from '../../../email/html.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** What an error means, without a person. */
export const errorTableWords = byLanguage({
  title: inBoth('Causes', 'Orsaker'),
  heading: inBoth('What an error means.', 'Vad ett fel betyder.'),
  lead: inBoth(
    'Without a person: by what the page showed, what the server of Entra Connect logged, or what the audit log says.',
    'Utan att ange någon person: utifrån vad sidan visade, vad Entra Connect-servern loggade eller vad granskningsloggen anger.',
  ),
  event: inBoth('Or event on the server', 'Eller händelse på servern'),
  reason: inBoth('Or a reason in Microsoft’s words', 'Eller en orsak med Microsofts ord'),
  lookUp: inBoth('Look up', 'Slå upp'),
  oneOfThree: inBoth(
    'One of the three. No names and no addresses: they would stand in the address of this page.',
    'En av de tre. Inga namn och inga e-postadresser: de skulle synas i sidans webbadress.',
  ),
  answer: inBoth('The answer', 'Svaret'),
  says: inBoth('It says:', 'Det betyder:'),
  noFailure: inBoth('That is no failure.', 'Det är inget fel.'),
  whole: inBoth('The whole table', 'Hela tabellen'),
  questions: inBoth(
    'Questions, and the pages of Microsoft’s that answer them',
    'Frågor, och Microsofts sidor som svarar på dem',
  ),
  microsoft: inBoth('Microsoft’s page', 'Microsofts sida'),
});

/** What a person saw, and who can help. */
export const causeFactWords = byLanguage({
  code: inBoth('Code on the page', 'Kod på sidan'),
  notKnown: inBoth('Not known', 'Okänd'),
  owner: inBoth('Who can mend it:', 'Vem som kan åtgärda det:'),
  tell: inBoth('Tell the person:', 'Säg till personen:'),
  quoted: inBoth(
    (words: Html) => html`“${words}”`,
    (words) => html`”${words}”`,
  ),
  copyMessage: inBoth('Copy what to tell', 'Kopiera det du ska säga'),
});
