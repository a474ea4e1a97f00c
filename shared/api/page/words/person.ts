import type { KnownMailbox } from '../../../recipient/mailbox-purpose.ts';
import { html, type Html } from '../../../email/html.ts';
import type { ReadyBy } from '../../../registration/readiness.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** One person. */
export const personWords = byLanguage({
  title: inBoth(
    (place: string) => `Person · ${place}`,
    (place) => `Personen · ${place}`,
  ),
  happened: inBoth('What happened', 'Vad som har hänt'),
  mails: inBoth('Mails', 'Mejl'),
  after: inBoth('After that', 'Därefter'),
  afterHow: inBoth(
    'Once the first reason is mended, these are left.',
    'När det första skälet är åtgärdat återstår de här.',
  ),
  wave: inBoth(
    (wave: Html, goal: Html) => html`Wave ${wave} (${goal})`,
    (wave, goal) => html`Omgången ${wave} (${goal})`,
  ),
  writtenIn: inBoth(
    (locale: Html, because: Html) => html`Written to in ${locale}, since ${because}`,
    (locale, because) => html`Får mejl på ${locale}, enligt ${because}`,
  ),
  synchronised: inBoth('Synchronised', 'Synkroniserad'),
});

/** Who else than the person filled in what can be used for a reset. */
export const filledInWords = byLanguage<Readonly<Record<Exclude<ReadyBy, 'user'>, string>>>({
  admin: inBoth('Filled in by an administrator', 'Ifyllt av en administratör'),
  directory: inBoth(
    'Filled in: by a phone or an address in the directory, nothing is registered',
    'Ifyllt: med en telefon eller adress i katalogen, inget är registrerat',
  ),
});

/** What somebody's mailbox is for. */
export const mailboxWords = byLanguage<Readonly<Record<KnownMailbox['purpose'], string>>>({
  user: inBoth('A mailbox of their own', 'Egen brevlåda'),
  linked: inBoth('A mailbox linked to another account', 'Brevlåda länkad till ett annat konto'),
  shared: inBoth('A shared mailbox', 'Delad brevlåda'),
  room: inBoth('A mailbox of a room', 'Brevlåda för ett rum'),
  equipment: inBoth('A mailbox of equipment', 'Brevlåda för utrustning'),
  none: inBoth('No mailbox in the cloud', 'Ingen brevlåda i molnet'),
  unknown: inBoth('It is not known what the mailbox is for', 'Det är inte känt vad brevlådan är till för'),
});

/** What has just been done to somebody. */
export const personDoneWords = byLanguage({
  exclude: inBoth(
    'Excluded. What was on its way finishes; nothing else leaves for this person.',
    'Utesluten. Det som redan var på väg slutförs. Inget annat skickas till personen.',
  ),
  include: inBoth('Included again. What is owed is planned anew.', 'Är med igen. Det som återstår planeras på nytt.'),
  resend: inBoth(
    'Planned again. It leaves at the time that stands under Mails.',
    'Planerat igen. Det skickas vid den tid som står under Mejl.',
  ),
  erase: inBoth(
    'Erased. A keyed hash stands for this person from now on; figures are counted anew within minutes.',
    'Raderad. En nycklad hash står för personen från och med nu; siffrorna räknas om inom några minuter.',
  ),
});

/** Where somebody stands, in a sentence. */
export const standingWords = byLanguage({
  notRead: inBoth('Is in no reading of the tenant yet.', 'Finns inte i någon genomgång av klientorganisationen än.'),
  leftOut: inBoth(
    (meaning: Html) => html`Is left out: ${meaning}`,
    (meaning) => html`Utelämnas: ${meaning}`,
  ),
  ended: inBoth(
    (meaning: Html) => html`Gets no more mail: ${meaning}`,
    (meaning) => html`Får inga fler mejl: ${meaning}`,
  ),
  waits: inBoth('Could be written to, and is in no wave yet.', 'Kan få mejl, men är inte med i någon omgång än.'),
  needsPerson: inBoth(
    'A mail has an outcome that somebody must decide about.',
    'Ett mejl har ett utfall som någon måste ta ställning till.',
  ),
  canReset: inBoth('Can reset.', 'Kan återställa.'),
  canResetAndGets: inBoth(
    (next: Html) => html`Can reset, and gets ${next}.`,
    (next) => html`Kan återställa, och får: ${next}.`,
  ),
  inFlight: inBoth('Is on the way: a mail is in flight.', 'Är på väg: ett mejl håller på att skickas.'),
  writtenTo: inBoth(
    (next: Html) => html`Is written to: ${next}, unless they register first.`,
    (next) => html`Får mejl: ${next}, om inte personen registrerar sig först.`,
  ),
  at: inBoth(
    (step: Html, moment: Html) => html`${step} on ${moment}`,
    (step, moment) => html`${step} ${moment}`,
  ),
  now: inBoth(
    (step: Html) => html`${step} now`,
    (step) => html`${step} nu`,
  ),
  held: inBoth(
    (mail: Html, because: Html) => html`${mail} (waits: ${because})`,
    (mail, because) => html`${mail} (väntar: ${because})`,
  ),
});

/** The mails of somebody. */
export const personMailWords = byLanguage({
  none: inBoth('No mail was sent or planned.', 'Inget mejl har skickats eller planerats.'),
  title: inBoth('Mails to this person', 'Mejl till personen'),
  mail: inBoth('Mail', 'Mejl'),
  state: inBoth('State', 'Läge'),
  due: inBoth(
    (moment: Html) => html`due ${moment}`,
    (moment) => html`planerat ${moment}`,
  ),
  mails: inBoth('Mails', 'Mejl'),
  notKept: inBoth(
    (mails: Html) =>
      html`The words of a mail are not kept once it has left. ${mails} shows each kind as it is written today.`,
    (mails) =>
      html`Texten i ett mejl sparas inte när det har skickats. ${mails} visar varje sort så som den skrivs i dag.`,
  ),
});

/** What can be changed for somebody. */
export const personChangeWords = byLanguage({
  title: inBoth('Change something', 'Ändra något'),
  resend: inBoth(
    (step: string) => `Send ${step} again…`,
    (step) => `Skicka igen: ${step}…`,
  ),
  include: inBoth('Include again…', 'Ta med igen…'),
  exclude: inBoth('Exclude from all mail…', 'Uteslut från alla mejl…'),
  lift: inBoth(
    'The address had bounced and is right by now',
    'Mejl till adressen har studsat, men nu är adressen rätt',
  ),
  force: inBoth(
    'Also within 24 hours of the last time: needs a reason',
    'Även inom 24 timmar från förra gången: kräver ett skäl',
  ),
});

export const excludePersonWords = byLanguage({
  title: inBoth('Person · exclude', 'Personen · uteslut'),
  here: inBoth('exclude', 'uteslut'),
  heading: inBoth(
    (name: Html) => html`Exclude ${name}?`,
    (name) => html`Utesluta ${name}?`,
  ),
  says: inBoth(
    'What is on its way finishes; nothing else leaves. They can be included again at any time.',
    'Det som redan är på väg slutförs. Inget annat skickas. Personen kan tas med igen när som helst.',
  ),
  button: inBoth('Exclude from all mail', 'Uteslut från alla mejl'),
});

export const includePersonWords = byLanguage({
  title: inBoth('Person · include', 'Personen · ta med'),
  here: inBoth('include', 'ta med'),
  heading: inBoth(
    (name: Html) => html`Include ${name} again?`,
    (name) => html`Ta med ${name} igen?`,
  ),
  says: inBoth(
    'What the campaign owes this person is planned anew, in working hours.',
    'Det som återstår för personen planeras på nytt, på arbetstid.',
  ),
  button: inBoth('Include again', 'Ta med igen'),
});

export const resendWords = byLanguage({
  title: inBoth('Person · resend', 'Personen · skicka igen'),
  here: inBoth('resend', 'skicka igen'),
  heading: inBoth(
    (name: Html, step: Html) => html`Send ${step} to ${name} again?`,
    (name, step) => html`Skicka ”${step}” till ${name} igen?`,
  ),
  it: inBoth('it', 'mejlet'),
  says: inBoth(
    'It leaves in the next working hour, if nothing else stands in the way.',
    'Det skickas nästa arbetstimme, om inget annat är i vägen.',
  ),
  button: inBoth('Send it again', 'Skicka igen'),
});
