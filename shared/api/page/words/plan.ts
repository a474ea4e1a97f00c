import type { Goal } from '../../../delivery/goal.ts';
import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** Where a wave is described. */
export const planFormWords = byLanguage({
  title: inBoth('Plan a wave', 'Planera en omgång'),
  heading: inBoth('Plan a wave.', 'Planera en omgång.'),
  faulty: inBoth('This cannot be planned yet.', 'Det här går inte att planera än.'),
  lead: inBoth(
    'A plan sends nothing: it says who would be written to, when, and who is left out.',
    'En plan skickar inget. Den visar vilka som skulle få mejl, när, och vilka som utelämnas.',
  ),
  name: inBoth('Name', 'Namn'),
  goal: inBoth('Goal', 'Mål'),
  groups: inBoth('Object ids of groups, one in a line', 'Objekt-id:n för grupper, ett per rad'),
  users: inBoth(
    'Or people: object ids or sign-in names, one in a line',
    'Eller personer: objekt-id:n eller inloggningsnamn, ett per rad',
  ),
  everyone: inBoth(
    'With neither groups nor people it is for everyone in the audience.',
    'Utan vare sig grupper eller personer gäller den alla i målgruppen.',
  ),
  limit: inBoth('At most so many people', 'Högst så många personer'),
  startsOn: inBoth('Starts on; empty: at once', 'Startar den; tomt: genast'),
  show: inBoth('Show the plan', 'Visa planen'),
  groupNameMissing: inBoth('The beginning of the name of a group is needed', 'Början av en grupps namn behövs'),
  noSuchGroup: inBoth(
    (groupId: Html) => html`${groupId} is no group of this tenant`,
    (groupId) => html`${groupId} är ingen grupp i den här klientorganisationen`,
  ),
});

/** The plan, laid out. */
export const planWords = byLanguage({
  title: inBoth(
    (name: string) => `Plan of ${name}`,
    (name) => `Plan för ${name}`,
  ),
  heading: inBoth(
    (name: Html, chosen: number, all: number) =>
      html`The wave ${name} would write to ${english.amount(chosen)} of ${english.amount(all)} people.`,
    (name, chosen, all) =>
      html`Omgången ${name} skulle skicka mejl till ${swedish.amount(chosen)} av ${swedish.amount(all)} personer.`,
  ),
  nobodyMailed: inBoth('Nobody would get a mail.', 'Ingen skulle få något mejl.'),
  when: inBoth(
    (first: Html, last: Html) => html`First mails leave from ${first} to ${last}.`,
    (first, last) => html`De första mejlen skickas från ${first} till ${last}.`,
  ),
  isPlan: inBoth(
    'This is a plan. Nothing was sent or changed. It holds until people come or go.',
    'Det här är en plan. Inget har skickats eller ändrats. Den gäller tills personer tillkommer eller försvinner.',
  ),
  taken: inBoth(
    (state: Html) => html`A wave of this name is there already: it is ${state}.`,
    (state) => html`Det finns redan en omgång med det här namnet: den är ${state}.`,
  ),
  takenHow: inBoth(
    'Choose another name: this plan cannot be launched.',
    'Välj ett annat namn: planen går inte att starta.',
  ),
  wave: inBoth('The wave', 'Omgången'),
  byDay: inBoth('By day', 'Per dag'),
  leftOut: inBoth(
    (count: number) => `${english.number(count)} are left out`,
    (count) => `${swedish.number(count)} utelämnas`,
  ),
  byLanguage: inBoth('By language', 'Per språk'),
  sample: inBoth('Some of them', 'Några av dem'),
  first: inBoth('As the first of them will read it', 'Så här kommer den första av dem att läsa det'),
});

export const planFactWords = byLanguage({
  goal: inBoth('Goal', 'Mål'),
  for: inBoth('For', 'För'),
  everyone: inBoth('everyone in the audience', 'alla i målgruppen'),
  named: inBoth(
    (count: number) => english.counted(count, 'group or person', 'groups or people'),
    (count) => swedish.counted(count, 'grupp eller person', 'grupper eller personer'),
  ),
  limit: inBoth('Limit', 'Gräns'),
  none: inBoth('none', 'ingen'),
  firstMail: inBoth('First mail', 'Första mejlet'),
  noMail: inBoth('none', 'inget'),
  limitedBy: inBoth('What limits it', 'Vad som begränsar'),
  methods: inBoth('Requests for methods', 'Förfrågningar om metoder'),
  methodsNeeded: inBoth(
    (total: number, placing: number, mails: number) =>
      `${english.number(total)}: ${english.number(placing)} to place everyone, and up to ${english.number(mails)}, one before each mail`,
    (total, placing, mails) =>
      `${swedish.number(total)}: ${swedish.number(placing)} för att placera alla, och upp till ${swedish.number(mails)}, en före varje mejl`,
  ),
  methodsToCome: inBoth(
    (total: number, placing: number, mails: number, left: number, atLeast: number, atMost: number) =>
      `${english.number(total)}: ${english.number(placing)} to place everyone (${english.number(left)} still to come, in ${english.number(atLeast)} to ${english.number(atMost)} hours), and up to ${english.number(mails)}, one before each mail`,
    (total, placing, mails, left, atLeast, atMost) =>
      `${swedish.number(total)}: ${swedish.number(placing)} för att placera alla (${swedish.number(left)} återstår, på ${swedish.number(atLeast)} till ${swedish.number(atMost)} timmar), och upp till ${swedish.number(mails)}, en före varje mejl`,
  ),
  mailboxes: inBoth('Requests for mailboxes', 'Förfrågningar om brevlådor'),
  mailboxesNeeded: inBoth(
    (requests: number) =>
      `${english.number(requests)}, one for each of them whose mailbox was not asked for in the last 90 days`,
    (requests) =>
      `${swedish.number(requests)}, en för var och en vars brevlåda inte har kontrollerats de senaste 90 dagarna`,
  ),
});

export const planLimitWords = byLanguage({
  workingHours: inBoth('Working hours', 'Arbetstiden'),
  newRecipientsPerDay: inBoth('The places for new people of each day', 'Platserna för nya personer per dag'),
  mailQuota: inBoth('The mail quota, shared with the other waves', 'Mejlkvoten, som delas med de andra omgångarna'),
});

export const planTableWords = byLanguage({
  days: inBoth('First mails by day', 'Första mejl per dag'),
  day: inBoth('Day', 'Dag'),
  firstMails: inBoth('First mails', 'Första mejl'),
  noMail: inBoth('No mail would leave.', 'Inget mejl skulle skickas.'),
  more: inBoth(
    (count: number) => `${english.number(count)} more after these days.`,
    (count) => `${swedish.number(count)} till efter de här dagarna.`,
  ),
  leftOut: inBoth('Who is left out', 'Vilka som utelämnas'),
  nobodyLeftOut: inBoth('Nobody is left out.', 'Ingen utelämnas.'),
  reason: inBoth('Reason', 'Skäl'),
  people: inBoth('People', 'Personer'),
  nobody: inBoth('Nobody.', 'Ingen.'),
  languages: inBoth('By language', 'Per språk'),
  language: inBoth('Language', 'Språk'),
  sample: inBoth('Some of them', 'Några av dem'),
  person: inBoth('Person', 'Namn'),
  to: inBoth('To', 'Till'),
  subject: inBoth('Subject', 'Ämne'),
});

/** How a plan is launched. */
export const launchWords = byLanguage({
  title: inBoth('Launch', 'Starta'),
  another: inBoth('Plan another one', 'Planera en annan'),
  typed: inBoth(
    (count: string) => `Type ${count} to launch`,
    (count) => `Skriv ${count} för att starta`,
  ),
  button: inBoth(
    (count: number) => `Launch for ${english.counted(count, 'person', 'people')}`,
    (count) => `Starta för ${swedish.counted(count, 'person', 'personer')}`,
  ),
  says: inBoth(
    (count: number, what: string) =>
      `${english.number(count)} people get ${what}. You can pause the wave at any moment; what has been sent stays sent.`,
    (count, what) =>
      `${swedish.counted(count, 'person', 'personer')} får ${what}. Du kan pausa omgången när som helst. Det som har skickats går inte att ta tillbaka.`,
  ),
});

/** What the people of a wave get, by its goal. */
export const whatTheyGet = byLanguage<Readonly<Record<Goal, string>>>({
  register: inBoth(
    'a first mail, reminders, and the link to keep once they have registered',
    'ett första mejl, påminnelser, och länken att spara när de har registrerat sig',
  ),
  knowTheLink: inBoth('the link to keep', 'länken att spara'),
  outlastPhones: inBoth('one mail about another way than the phone', 'ett mejl om ett annat sätt än telefonen'),
});
