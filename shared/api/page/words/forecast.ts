import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

export const forecastWords = byLanguage({
  none: inBoth('No mail is to come as the waves stand.', 'Inga fler mejl är på gång, så som omgångarna ser ut.'),
  noneWhy: inBoth(
    'Whoever waits is written to once a wave is for them.',
    'Den som väntar får mejl när det finns en omgång för den.',
  ),
  sooner: inBoth(
    'Whoever registers meanwhile makes it sooner.',
    'När folk registrerar sig under tiden går det fortare.',
  ),
  whatIf: inBoth('What if the quota were', 'Hur blir det om kvoten är'),
  perHour: inBoth('mails an hour?', 'mejl per timme?'),
  show: inBoth('Show', 'Visa'),
  answer: inBoth(
    (mails: number, dates: Html) => html`At ${english.amount(mails)} an hour: ${dates}`,
    (mails, dates) => html`Med ${swedish.amount(mails)} per timme: ${dates}`,
  ),
  both: inBoth(
    (first: Html, last: Html) =>
      html`As things stand, first mails have all left about ${first}, the last reminder about ${last}.`,
    (first, last) =>
      html`Som det ser ut nu har alla första mejl skickats omkring ${first}, och den sista påminnelsen omkring ${last}.`,
  ),
  first: inBoth(
    (first: Html) => html`As things stand, first mails have all left about ${first}.`,
    (first) => html`Som det ser ut nu har alla första mejl skickats omkring ${first}.`,
  ),
  last: inBoth(
    (last: Html) => html`As things stand, the last reminder about ${last}.`,
    (last) => html`Som det ser ut nu skickas den sista påminnelsen omkring ${last}.`,
  ),
  nothing: inBoth('As things stand, nothing is to come.', 'Som det ser ut nu är inget mer på gång.'),
});

/** What keeps the campaign from being done sooner. */
export const limitWords = byLanguage({
  mailQuota: inBoth(
    (mails: number) => `${english.number(mails)} mails an hour limit it: reminders leave before first mails.`,
    (mails) => `Det som begränsar är ${swedish.number(mails)} mejl per timme: påminnelser skickas före första mejl.`,
  ),
  newRecipientsPerDay: inBoth(
    (people: number) => `${english.number(people)} new people a day limit it.`,
    (people) => `Det som begränsar är ${swedish.counted(people, 'ny person', 'nya personer')} per dag.`,
  ),
  workingHours: inBoth('Only working hours limit it.', 'Det är bara arbetstiden som begränsar.'),
});
