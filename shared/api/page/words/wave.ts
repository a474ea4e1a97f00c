import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** One wave. */
export const waveWords = byLanguage({
  title: inBoth(
    (name: string) => `Wave ${name}`,
    (name) => `Omgången ${name}`,
  ),
  standing: inBoth(
    (can: Html, enrolled: Html, state: Html) =>
      html`${can} of ${enrolled} who are enrolled can reset. State: ${state}.`,
    (can, enrolled, state) => html`${can} av ${enrolled} som är med kan återställa. Läge: ${state}.`,
  ),
  people: inBoth('People of this wave', 'Personer i omgången'),
  csv: inBoth('Everyone it is for, as CSV', 'Alla den är avsedd för, som CSV'),
  told: inBoth('Who was told beforehand', 'Vilka som har informerats i förväg'),
  address: inBoth('Address', 'Adress'),
  when: inBoth('When', 'När'),
  state: inBoth('State', 'Läge'),
});

/** What has just been done to a wave. */
export const waveDoneWords = byLanguage({
  pause: inBoth(
    'Paused. What was on its way finishes; the rest waits.',
    'Pausad. Det som redan var på väg slutförs. Resten väntar.',
  ),
  resume: inBoth(
    'Resumed. What is due leaves from the next working hour on, spread as at the beginning.',
    'Återupptagen. Det som står på tur skickas från och med nästa arbetstimme, utspritt som från början.',
  ),
  cancel: inBoth('Cancelled. Nobody gets mail of this wave any more.', 'Avbruten. Ingen får fler mejl i omgången.'),
  launch: inBoth(
    'Launched. Its people are enrolled from its start on, as many a day as the help desk can bear.',
    'Startad. Personerna tas med från och med startdagen, så många per dag som supporten klarar.',
  ),
});

export const waveActionWords = byLanguage({
  pause: inBoth('Pause this wave', 'Pausa omgången'),
  resume: inBoth('Resume…', 'Återuppta…'),
  cancel: inBoth('Cancel the wave…', 'Avbryt omgången…'),
});

/** How far the people of a wave have come, in three segments. */
export const waveSegmentWords = byLanguage({
  canReset: inBoth('can reset', 'kan återställa'),
  share: inBoth(
    (share: string) => `${share} of those enrolled`,
    (share) => `${share} av dem som är med`,
  ),
  onTheWay: inBoth('are on their way', 'är på väg'),
  toCome: inBoth('a mail or a registration is still to come', 'ett mejl eller en registrering återstår'),
  noMail: inBoth('get no mail now', 'får inga mejl nu'),
  bar: inBoth(
    (can: number, onTheWay: number, none: number) =>
      `${english.number(can)} can reset, ${english.number(onTheWay)} are on their way, ${english.number(none)} get no mail now`,
    (can, onTheWay, none) =>
      `${swedish.number(can)} kan återställa, ${swedish.number(onTheWay)} är på väg, ${swedish.number(none)} får inga mejl nu`,
  ),
});

export const waveFactWords = byLanguage({
  title: inBoth('The wave', 'Omgången'),
  goal: inBoth('Goal', 'Mål'),
  for: inBoth('For', 'För'),
  group: inBoth(
    (id: Html) => html`group ${id}`,
    (id) => html`gruppen ${id}`,
  ),
  byName: inBoth(
    (count: number) => `${english.number(count)} people by name`,
    (count) => swedish.counted(count, 'namngiven person', 'namngivna personer'),
  ),
  everyone: inBoth('everyone in the audience', 'alla i målgruppen'),
  limit: inBoth('Limit', 'Gräns'),
  none: inBoth('none', 'ingen'),
  starts: inBoth('Starts', 'Startar'),
  from: inBoth('From', 'Från'),
  document: inBoth('the campaign document', 'kampanjdokumentet'),
  operator: inBoth('an operator', 'en operatör'),
  firstMails: inBoth('First mails', 'Första mejl'),
  links: inBoth('Links to keep', 'Länkar att spara'),
  phoneMails: inBoth('Mails about another way', 'Mejl om ett annat sätt'),
  haveLeft: inBoth(
    (count: number) => `${english.number(count)} have left`,
    (count) => `${swedish.number(count)} har skickats`,
  ),
  resetAfter: inBoth('Reset after a mail', 'Återställt efter ett mejl'),
  haveReset: inBoth(
    (count: number) => `${english.number(count)} have reset their password`,
    (count) => `${swedish.number(count)} har återställt lösenordet`,
  ),
});

/** Before a wave is resumed. */
export const resumeWaveWords = byLanguage({
  here: inBoth('resume', 'återuppta'),
  title: inBoth(
    (name: string) => `Resume ${name}?`,
    (name) => `Återuppta ${name}?`,
  ),
  heading: inBoth(
    (name: Html) => html`Resume ${name}?`,
    (name) => html`Återuppta ${name}?`,
  ),
  says: inBoth(
    (waiting: number) =>
      `${english.number(waiting)} people are on their way. What is due leaves from the next working hour on, spread as at the beginning.`,
    (waiting) =>
      `${swedish.counted(waiting, 'person', 'personer')} är på väg. Det som står på tur skickas från och med nästa arbetstimme, utspritt som från början.`,
  ),
  button: inBoth('Resume the wave', 'Återuppta omgången'),
});

/** Before a wave is cancelled. */
export const cancelWaveWords = byLanguage({
  here: inBoth('cancel', 'avbryt'),
  title: inBoth(
    (name: string) => `Cancel ${name}?`,
    (name) => `Avbryta ${name}?`,
  ),
  heading: inBoth(
    (name: Html) => html`Cancel ${name}?`,
    (name) => html`Avbryta ${name}?`,
  ),
  says: inBoth(
    (waiting: number) =>
      `This cannot be undone. ${english.number(waiting)} people get no mail of it any more, and those who register later get no link from it. Its name cannot be used again.`,
    (waiting) =>
      `Det här går inte att ångra. ${swedish.counted(waiting, 'person', 'personer')} får inga fler mejl i omgången, och de som registrerar sig senare får ingen länk från den. Namnet går inte att använda igen.`,
  ),
  button: inBoth('Cancel the wave for good', 'Avbryt omgången för alltid'),
  typed: inBoth(
    (name: Html) => html`Type ${name} to cancel it`,
    (name) => html`Skriv ${name} för att avbryta den`,
  ),
});

/** Before all mail is resumed. */
export const resumeAllWords = byLanguage({
  here: inBoth('Resume', 'Återuppta'),
  heading: inBoth('Resume all mail?', 'Återuppta alla mejl?'),
  lead: inBoth(
    (people: Html) =>
      html`${people} people are on their way. What is due leaves in working hours, within the mail quota, the longest
      due first.`,
    (people) =>
      html`${people} personer är på väg. Det som står på tur skickas på arbetstid, inom mejlkvoten, det som väntat
      längst först.`,
  ),
  since: inBoth(
    (since: Html) => html`No mail has left since ${since}.`,
    (since) => html`Inga mejl har skickats sedan ${since}.`,
  ),
  because: inBoth(
    (because: Html) => html` It was paused for this reason: “${because}”`,
    (because) => html` Kampanjen pausades av det här skälet: ”${because}”`,
  ),
  open: inBoth(
    (count: number) =>
      `${english.counted(count, 'mail has', 'mails have')} an outcome that somebody has to look at; resuming does not send them again.`,
    (count) =>
      `${swedish.number(count)} mejl har ett utfall som någon behöver titta på. De skickas inte igen när kampanjen återupptas.`,
  ),
  button: inBoth('Resume all mail', 'Återuppta alla mejl'),
  stay: inBoth('Stay paused', 'Låt vara pausad'),
});
