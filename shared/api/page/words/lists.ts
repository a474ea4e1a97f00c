import { html, type Html } from '../../../email/html.ts';
import { rowMeanings } from '../../list-answer.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** Lists of people that operators have uploaded. */
export const listsWords = byLanguage({
  title: inBoth('Lists of people', 'Listor med personer'),
  heading: inBoth('Lists of people.', 'Listor med personer.'),
  lead: inBoth(
    (include: Html, exclude: Html) =>
      html`The campaign document includes or leaves out whoever is on a list, by ${include} and ${exclude}.`,
    (include, exclude) =>
      html`Kampanjdokumentet tar med eller utelämnar dem som finns på en lista, med ${include} och ${exclude}.`,
  ),
  uploaded: inBoth('Uploaded lists', 'Uppladdade listor'),
  none: inBoth('No list was uploaded.', 'Ingen lista har laddats upp.'),
  upload: inBoth('Upload a list', 'Ladda upp en lista'),
  missing: inBoth(
    'Lists are not there. No mail leaves while the campaign document names one of them.',
    'Listor saknas. Inga mejl skickas så länge kampanjdokumentet anger någon av dem.',
  ),
  notUploaded: inBoth(
    (name: Html) => html`Nobody has uploaded ${name}, which the campaign document names.`,
    (name) => html`Ingen har laddat upp ${name}, som kampanjdokumentet anger.`,
  ),
  unreadable: inBoth(
    (name: Html) => html`${name} cannot be read: upload it again.`,
    (name) => html`${name} går inte att läsa: ladda upp den igen.`,
  ),
  name: inBoth('Name', 'Namn'),
  people: inBoth('People', 'Personer'),
  asCsv: inBoth('as CSV', 'som CSV'),
  namedIn: inBoth('Named in', 'Anges i'),
  when: inBoth('Uploaded', 'Uppladdad'),
  by: inBoth('By', 'Av'),
});

export const listsDoneWords = byLanguage({
  replaced: inBoth(
    'The list was uploaded. Mails go by it at once where the campaign document names it.',
    'Listan har laddats upp. Den gäller genast för alla mejl, om kampanjdokumentet anger den.',
  ),
  removed: inBoth('The list was removed.', 'Listan har tagits bort.'),
});

/** How a list is uploaded. */
export const listFileWords = byLanguage({
  columns: inBoth(
    (id: Html, signInName: Html, most: number) =>
      html`A column ${id} (object ids), or ${signInName} (at most ${english.amount(most)}). Other columns are not looked
      at. The file takes the place of the whole list.`,
    (id, signInName, most) =>
      html`En kolumn ${id} (objekt-id:n) eller ${signInName} (högst ${swedish.amount(most)}). Andra kolumner läses inte.
      Filen ersätter hela listan.`,
  ),
  name: inBoth('Name: small letters, digits and -', 'Namn: små bokstäver, siffror och -'),
  show: inBoth('Show what it changes', 'Visa vad som ändras'),
});

/** One list. */
export const listWords = byLanguage({
  title: inBoth(
    (name: string) => `List ${name}`,
    (name) => `Listan ${name}`,
  ),
  replace: inBoth('Replace it', 'Ersätt listan'),
  remove: inBoth('Remove it', 'Ta bort listan'),
  stillNamed: inBoth(
    'The campaign document names it: take it out there first.',
    'Kampanjdokumentet anger den: ta först bort den där.',
  ),
  removeHow: inBoth(
    'Nobody is judged by it. Its people are gone with it.',
    'Ingen bedöms efter den. Personerna på den försvinner med den.',
  ),
  button: inBoth('Remove the list', 'Ta bort listan'),
});

/** What a file makes of a list. */
export const listPlanWords = byLanguage({
  title: inBoth(
    (name: string) => `Plan of ${name}`,
    (name) => `Plan för ${name}`,
  ),
  here: inBoth('Plan', 'Plan för listan'),
  heading: inBoth(
    (name: Html, people: number) =>
      html`The list ${name} would have ${english.amount(people)} ${people === 1 ? html`person` : html`people`}.`,
    (name, people) =>
      html`Listan ${name} skulle ha ${swedish.amount(people)} ${people === 1 ? html`person` : html`personer`}.`,
  ),
  unreadable: inBoth('The list that there is cannot be read.', 'Listan som finns går inte att läsa.'),
  change: inBoth(
    (added: number, removed: number) =>
      `${english.counted(added, 'person comes', 'people come')}, ${english.counted(removed, 'of before goes', 'of before go')}.`,
    (added, removed) =>
      `${swedish.counted(added, 'person tillkommer', 'personer tillkommer')}, ${swedish.number(removed)} av dem som fanns försvinner.`,
  ),
  isPlan: inBoth('This is a plan. Nothing was changed.', 'Det här är en plan. Inget har ändrats.'),
  rows: inBoth('Rows to look at', 'Rader att titta på'),
  allKnown: inBoth('Every row names one person who is known.', 'Varje rad anger en person som är känd.'),
  found: inBoth('What was found', 'Vad som hittades'),
  numbers: inBoth('Rows', 'Rader'),
  count: inBoth('How many', 'Antal'),
  upload: inBoth('Upload it', 'Ladda upp listan'),
  leave: inBoth('Leave it as it is', 'Låt den vara som den är'),
  nobodyKnown: inBoth(
    'A row names nobody who is known: correct the file, and plan it again.',
    'En rad anger ingen som är känd: rätta filen och planera den igen.',
  ),
  holds: inBoth(
    'The plan holds for these people and the list of this moment.',
    'Planen gäller de här personerna och listan så som den är just nu.',
  ),
  button: inBoth('Upload the list', 'Ladda upp listan'),
});

/** What was found in a row. */
export const listRowWords = inBoth(rowMeanings, {
  noId: 'Varken ett objekt-id eller ett inloggningsnamn. Ett visningsnamn godtas inte, eftersom flera kan ha samma.',
  unknownName: 'Ingen i katalogen har det inloggningsnamnet. Rätta det, eller ange objekt-id:t.',
  double: 'Samma person finns längre upp i filen. Personen räknas en gång.',
  notSeen:
    'Den senaste fullständiga genomgången hittade inget konto med det objekt-id:t: en grupp, någon som har slutat eller ska börja, eller ett misstag. Det står kvar på listan.',
});
