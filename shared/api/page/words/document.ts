import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** The campaign document, as it stands or as it was typed. */
export const documentWords = byLanguage({
  title: inBoth('Campaign document', 'Kampanjdokumentet'),
  here: inBoth('Document', 'Dokument'),
  heading: inBoth('The campaign document.', 'Kampanjdokumentet.'),
  lead: inBoth('Everything the campaign goes by.', 'Allt som kampanjen rättar sig efter.'),
  byApi: inBoth('The same by the API', 'Samma sak från API:et'),
  label: inBoth('The document, as JSON', 'Dokumentet, som JSON'),
  show: inBoth('Show the differences', 'Visa skillnaderna'),
  leave: inBoth('Leave it as it is', 'Låt det vara som det är'),
  faults: inBoth(
    (count: number) => `The document has ${english.counted(count, 'fault', 'faults')}. Nothing was changed.`,
    (count) => `Dokumentet har ${swedish.number(count)} fel. Inget har ändrats.`,
  ),
  line: inBoth(
    (line: number) => `Line ${english.number(line)}`,
    (line) => `Rad ${swedish.number(line)}`,
  ),
});

/** What another document would change. */
export const differencesWords = byLanguage({
  title: inBoth('Differences', 'Skillnader'),
  heading: inBoth(
    (fields: number) =>
      fields === 1 ? 'One of its fields changes.' : `${english.number(fields)} of its fields change.`,
    (fields) => `${swedish.number(fields)} fält ändras.`,
  ),
  lead: inBoth('Nothing has been changed yet.', 'Inget har ändrats än.'),
  none: inBoth('Nothing differs.', 'Det finns inga skillnader.'),
  changes: inBoth('What changes', 'Vad som ändras'),
  field: inBoth('Field', 'Fält'),
  change: inBoth('Change', 'Ändring'),
  follows: inBoth('What follows', 'Vad det leder till'),
  document: inBoth('The document', 'Dokumentet'),
  replace: inBoth('Replace the document', 'Ersätt dokumentet'),
});

/** What comes of it for people, groups and waves. */
export const consequenceWords = byLanguage({
  table: inBoth('Who would stand elsewhere', 'Vilka som skulle hamna någon annanstans'),
  who: inBoth('Who', 'Vilka'),
  thereafter: inBoth('Then', 'Sedan'),
  people: inBoth('People', 'Personer'),
  nobodyMoves: inBoth('Everybody stays where they are.', 'Alla står kvar där de är.'),
  ofAll: inBoth(
    (people: number) => `By what is known at this moment of all ${english.counted(people, 'person', 'people')}.`,
    (people) =>
      people === 1
        ? 'Enligt det som är känt just nu om den enda personen.'
        : `Enligt det som är känt just nu om alla ${swedish.number(people)} personer.`,
  ),
  ofTheFirst: inBoth(
    (people: number) =>
      `By what is known at this moment of the first ${english.counted(people, 'person', 'people')} by object id: everybody takes longer than you would wait.`,
    (people) =>
      people === 1
        ? 'Enligt det som är känt just nu om den första personen i ordning efter objekt-id: att gå igenom alla skulle ta för lång tid.'
        : `Enligt det som är känt just nu om de första ${swedish.number(people)} personerna i ordning efter objekt-id: att gå igenom alla skulle ta för lång tid.`,
  ),
  groups: inBoth(
    (count: number) => english.counted(count, 'group is new', 'groups are new'),
    (count) => swedish.counted(count, 'grupp är ny', 'grupper är nya'),
  ),
  lists: inBoth(
    (count: number) => english.counted(count, 'list is new', 'lists are new'),
    (count) => swedish.counted(count, 'lista är ny', 'listor är nya'),
  ),
  passBegins: inBoth(
    (what: string) =>
      `${what}: a pass begins at once and reads who is in there. Until it has, everybody stays where they are.`,
    (what) => `${what}: en genomgång börjar genast och läser vilka som ingår. Till dess står alla kvar där de är.`,
  ),
  waveIsNew: inBoth(
    (wave: Html, day: Html) => html`The wave ${wave} is new and begins on ${day}.`,
    (wave, day) => html`Omgången ${wave} är ny och börjar ${day}.`,
  ),
  waveMoves: inBoth(
    (wave: Html, day: Html, before: Html) =>
      html`The wave ${wave} begins on ${day} instead of ${before}, unless it has begun.`,
    (wave, day, before) => html`Omgången ${wave} börjar ${day} i stället för ${before}, om den inte redan har börjat.`,
  ),
  waveIsDropped: inBoth(
    (wave: Html) => html`The wave ${wave} is dropped, unless it has begun.`,
    (wave) => html`Omgången ${wave} tas bort, om den inte redan har börjat.`,
  ),
  pace: inBoth(
    (mails: number, before: number) =>
      `At most ${english.number(mails)} mails leave in an hour instead of ${english.number(before)}.`,
    (mails, before) => `Högst ${swedish.number(mails)} mejl skickas per timme i stället för ${swedish.number(before)}.`,
  ),
});
