import { html, type Html } from '../../../email/html.ts';
import type { Check } from '../../../preflight/check.ts';
import type { Pass } from '../../../registration/pass.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** Whether everything is there that the campaign needs. */
export const setupWords = byLanguage({
  heading: inBoth('What the campaign goes by.', 'Det som kampanjen rättar sig efter.'),
  headingOf: inBoth(
    (all: number, fail: number, warn: number, pass: number) =>
      `${english.number(fail)} of ${english.number(all)} checks fail, ${english.number(warn)} warn, ${english.number(pass)} pass.`,
    (all, fail, warn, pass) =>
      `${swedish.counted(all, 'kontroll', 'kontroller')}: ${swedish.number(fail)} fel, ${swedish.counted(warn, 'varning', 'varningar')}, ${swedish.number(pass)} OK.`,
  ),
  lead: inBoth(
    'The checks ask Microsoft Graph and the mail service at this moment.',
    'Kontrollerna frågar Microsoft Graph och e-posttjänsten just nu.',
  ),
  check: inBoth('Check everything', 'Kontrollera allt'),
  checkAgain: inBoth('Check again', 'Kontrollera igen'),
  checks: inBoth('Checks', 'Kontroller'),
  nothingWrong: inBoth('Nothing fails or warns.', 'Inga fel eller varningar.'),
  passing: inBoth(
    (count: number) => english.counted(count, 'check passes', 'checks pass'),
    (count) => `${swedish.counted(count, 'kontroll', 'kontroller')} utan anmärkning`,
  ),
  document: inBoth('The campaign document', 'Kampanjdokumentet'),
  edit: inBoth('Edit it', 'Redigera det'),
  readWhole: inBoth('Read it whole', 'Läs hela'),
  files: inBoth('People from files', 'Personer från filer'),
  lists: inBoth(
    (lists: Html) => html`${lists}: whom the campaign document includes or leaves out by name.`,
    (lists) => html`${lists}: de som kampanjdokumentet tar med eller utelämnar.`,
  ),
  contacts: inBoth(
    (contacts: Html) => html`${contacts}: those that you know are entered, so that people need not register.`,
    (contacts) => html`${contacts}: de som du känner till läggs in, så att personerna inte behöver registrera sig.`,
  ),
});

/** What has just been done. */
export const setupDoneWords = byLanguage({
  document: inBoth('The campaign document was replaced.', 'Kampanjdokumentet har ersatts.'),
  refresh: inBoth(
    'The tenant is being read. This takes some minutes for each ten thousand people.',
    'Klientorganisationen läses. Det tar några minuter per tiotusen personer.',
  ),
});

export const checkStatusWords = byLanguage<Readonly<Record<Check['status'], string>>>({
  pass: inBoth('Passes', 'OK'),
  warn: inBoth('Warns', 'Varning'),
  fail: inBoth('Fails', 'Fel'),
});

/** What the campaign goes by, in short. */
export const documentFactWords = byLanguage({
  included: inBoth('Included', 'Tas med'),
  everyone: inBoth('everyone', 'alla'),
  excluded: inBoth('Excluded', 'Utesluts'),
  noGroup: inBoth('no group', 'ingen grupp'),
  reminders: inBoth('Reminders', 'Påminnelser'),
  daysAfter: inBoth(
    (days: string) => `${days} days after the first mail`,
    (days) => `${days} dagar efter första mejlet`,
  ),
  quietHours: inBoth('Quiet hours', 'Tysta timmar'),
  quiet: inBoth(
    (from: string, to: string, zone: string) => `${from} to ${to}, each person's own clock; this page in ${zone}`,
    (from, to, zone) => `${from} till ${to}, enligt var och ens egen tidszon. Den här sidan visar ${zone}.`,
  ),
  capacity: inBoth('Capacity', 'Kapacitet'),
  pace: inBoth(
    (mails: number, people: number) =>
      `${english.number(mails)} mails an hour, ${english.number(people)} new people a day`,
    (mails, people) => `${swedish.number(mails)} mejl per timme, ${swedish.number(people)} nya personer per dag`,
  ),
  breaker: inBoth('Breaker', 'Nödbroms'),
  pausesAt: inBoth(
    (percent: number) => `pauses at ${english.number(percent)} % of failed mails`,
    (percent) => `pausar när ${swedish.number(percent)} % av mejlen misslyckas`,
  ),
  comparison: inBoth('Comparison', 'Jämförelse'),
  heldOut: inBoth(
    (percent: number) => `${english.number(percent)} % held out`,
    (percent) => `${swedish.number(percent)} % hålls utanför`,
  ),
  waves: inBoth('Waves', 'Omgångar'),
  none: inBoth('none', 'inga'),
});

/** What is said of the document that `CAMPAIGN_DOCUMENT` names. */
export const namedDocumentWords = byLanguage({
  unusable: inBoth(
    (setting: Html, faults: Html) => html`${setting} is not looked at any more, and cannot be used: ${faults}`,
    (setting, faults) => html`${setting} läses inte längre, och går inte att använda: ${faults}`,
  ),
  heading: inBoth(
    'The file differs from the campaign, and has no effect.',
    'Filen skiljer sig från kampanjen och har ingen verkan.',
  ),
  storedCounts: inBoth(
    (location: Html) => html`The stored document counts since the first start; ${location} says something else.`,
    (location) => html`Sedan den första starten gäller det lagrade dokumentet. ${location} säger något annat.`,
  ),
  toLoad: inBoth(
    (stored: Html) => html`To load it, paste it into ${stored}.`,
    (stored) => html`Klistra in den i ${stored} för att läsa in den.`,
  ),
  stored: inBoth('the stored document', 'det lagrade dokumentet'),
  operatorLoads: inBoth(
    'An operator can load it into the stored document.',
    'En operatör kan läsa in den i det lagrade dokumentet.',
  ),
  table: inBoth('Where the file differs', 'Var filen skiljer sig'),
  field: inBoth('Field', 'Fält'),
  change: inBoth('Stored → in the file', 'Lagrat → i filen'),
});

/** When the tenant was read. */
export const readingWords = byLanguage({
  title: inBoth('Read the tenant', 'Läs klientorganisationen'),
  last: inBoth(
    (at: Html) => html`Last read ${at}.`,
    (at) => html`Senast läst ${at}.`,
  ),
  never: inBoth('It was never read to its end.', 'Den har aldrig lästs till slut.'),
  now: inBoth(
    (at: Html, state: Html, page: Html, collection: Html) =>
      html`The reading begun ${at} is ${state}, at page ${page} of ${collection}.`,
    (at, state, page, collection) =>
      html`Genomgången som började ${at} ${state}. Den är på sida ${page} av ${collection}.`,
  ),
  button: inBoth('Read it now', 'Läs nu'),
});

/** How far a reading is that is not complete. */
export const passStateWords = byLanguage<Readonly<Record<Exclude<Pass['state'], 'complete'>, string>>>({
  reading: inBoth('going on', 'pågår'),
  distrusted: inBoth('not believed', 'är inte trovärdig'),
});
