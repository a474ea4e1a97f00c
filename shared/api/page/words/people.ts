import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

export const peopleWords = byLanguage({
  title: inBoth('People', 'Personer'),
  heading: inBoth('Find a person.', 'Hitta en person.'),
  lead: inBoth(
    (errors: Html) => html`By name, sign-in name or object id. What an error means without a person: ${errors}.`,
    (errors) => html`Sök på namn, inloggningsnamn eller objekt-id. Vad ett fel betyder, utan någon person: ${errors}.`,
  ),
  leadToTrouble: inBoth(
    (trouble: Html) => html`Whose reset does not work: ${trouble}.`,
    (trouble) => html`Vilka som inte kan återställa: ${trouble}.`,
  ),
  errorTable: inBoth('the error table', 'feltabellen'),
  troubleList: inBoth('the trouble list', 'problemlistan'),
  field: inBoth('Name, sign-in name or object id', 'Namn, inloggningsnamn eller objekt-id'),
  find: inBoth('Find', 'Sök'),
  excluded: inBoth(
    (count: number) => `${english.counted(count, 'person is', 'people are')} excluded. What was on its way finishes.`,
    (count) =>
      `${swedish.counted(count, 'person är utesluten', 'personer är uteslutna')}. Det som redan var på väg slutförs.`,
  ),
  found: inBoth('Found', 'Träffar'),
  nobodyFound: inBoth(
    'Nobody of this name is in the directory. Try the beginning of the name, or the sign-in name.',
    'Ingen med det namnet finns i katalogen. Prova början av namnet, eller inloggningsnamnet.',
  ),
});

/** A list of people, and what narrows it. */
export const listWords = byLanguage({
  everybody: inBoth('Everybody', 'Alla'),
  whoAre: inBoth(
    (places: string) => `Who ${places}`,
    (places) => `Vilka som ${places}`,
  ),
  or: inBoth(', or ', ' eller '),
  titled: inBoth(
    (title: string, total: number) => `${title}: ${english.number(total)}`,
    (title, total) => `${title}: ${swedish.number(total)}`,
  ),
  csv: inBoth('All of these as CSV', 'Alla dessa som CSV'),
  reason: inBoth(
    (reason: Html) => html`For the reason ${reason}.`,
    (reason) => html`Av skälet ${reason}.`,
  ),
  anyReason: inBoth('Any reason', 'Alla skäl'),
  excludeTicked: inBoth('Exclude those who are ticked…', 'Uteslut de markerade…'),
  everywhere: inBoth('Everywhere', 'Överallt'),
  severalPlaces: inBoth('Several places', 'Flera lägen'),
  allWaves: inBoth('All', 'Alla'),
  place: inBoth('Place', 'Läge'),
  wave: inBoth('Wave', 'Omgång'),
  show: inBoth('Show', 'Visa'),
  nobody: inBoth(
    (time: string) => `Nobody is here. Looked ${time}.`,
    (time) => `Ingen finns här. Kontrollerat ${time}.`,
  ),
  nobodySoFar: inBoth('Nobody among those looked through so far.', 'Ingen bland dem som har gåtts igenom hittills.'),
  name: inBoth('Name', 'Namn'),
  stands: inBoth('Stands', 'Läge'),
  lastMail: inBoth('Last mail', 'Senaste mejl'),
  nextMail: inBoth('Next mail', 'Nästa mejl'),
  people: inBoth('People', 'Personer'),
  tick: inBoth(
    (name: string) => `Tick ${name}`,
    (name) => `Markera ${name}`,
  ),
  next: inBoth('Next people', 'Nästa personer'),
});

/** Several who are excluded at once. */
export const pickedWords = byLanguage({
  title: inBoth('Exclude people', 'Uteslut personer'),
  here: inBoth('Exclude', 'Uteslut'),
  heading: inBoth(
    (count: number) => `Exclude ${english.counted(count, 'person', 'people')}?`,
    (count) => `Utesluta ${swedish.counted(count, 'person', 'personer')}?`,
  ),
  lead: inBoth(
    'What is on its way finishes; nothing else leaves. They can be included again at any time.',
    'Det som redan är på väg slutförs. Inget annat skickas. De kan tas med igen när som helst.',
  ),
  inFlight: inBoth('a mail is on its way and finishes', 'ett mejl är på väg och slutförs'),
  exclude: inBoth(
    (count: number) => `Exclude ${english.number(count)} from all mail`,
    (count) => `Uteslut ${swedish.number(count)} från alla mejl`,
  ),
  leave: inBoth('Leave them as they are', 'Låt dem vara som de är'),
});

/** Why somebody changes something: kept with the change. */
export const reasonWords = byLanguage({
  label: inBoth('Reason, kept with the change', 'Skäl, som sparas med ändringen'),
  leave: inBoth('Leave it as it is', 'Låt det vara som det är'),
});
