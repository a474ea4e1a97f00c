import { html, type Html } from '../../../email/html.ts';
import type { ContactMethod } from '../../../prepopulation/contact-details.ts';
import { outcomeMeanings, switchedOff } from '../../prepopulate-answer.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';
import { exclusionsInSwedish } from './reasons.ts';

/** Phones and addresses that an operator enters from a file. */
export const contactWords = byLanguage({
  title: inBoth('Phones and addresses', 'Telefonnummer och adresser'),
  heading: inBoth(
    'Enter phones and addresses that you know.',
    'Lägg in telefonnummer och adresser som du känner till.',
  ),
  lead: inBoth(
    'People for whom one is entered can reset their password without registering. What somebody has registered is never overwritten, and nothing is entered for admins and guests.',
    'Den som får något inlagt kan återställa lösenordet utan att registrera sig. Det någon redan har registrerat skrivs aldrig över, och inget läggs in för administratörer och gäster.',
  ),
  plan: inBoth('Plan a file', 'Planera en fil'),
  columns: inBoth(
    (who: Html, phones: Html, email: Html) =>
      html`Columns: ${who}, and one or more of ${phones} (with the country code) and ${email} (a private address). The
      file is read and not kept.`,
    (who, phones, email) =>
      html`Kolumner: ${who}, och en eller flera av ${phones} (med landskod) och ${email} (en privat adress). Filen läses
      men sparas inte.`,
  ),
  or: inBoth(
    (one: Html, other: Html) => html`${one} or ${other}`,
    (one, other) => html`${one} eller ${other}`,
  ),
  show: inBoth('Show the plan', 'Visa planen'),
  approve: inBoth('Enter what another operator has planned', 'Lägg in det som en annan operatör har planerat'),
  approveHow: inBoth(
    'Two operators enter a file together: one plans it and asks, another one sends the same file.',
    'Två operatörer lägger in en fil tillsammans: den ena planerar den och ber om det, den andra skickar samma fil.',
  ),
  approval: inBoth('The approval that the first operator was given', 'Godkännandekoden som den första operatören fick'),
  enter: inBoth('Enter them', 'Lägg in dem'),
  another: inBoth('Choose another file', 'Välj en annan fil'),
});

/** Where the app enters nothing. */
export const contactsOffWords = inBoth(
  { title: switchedOff.title, detail: switchedOff.detail },
  {
    title: 'Det är avstängt att lägga in uppgifter åt andra',
    detail:
      'Sätt appinställningen PREPOPULATION till true, och ge först därefter appen programbehörigheterna ' +
      'RoleManagement.Read.Directory (för att känna igen administratörer), UserAuthMethod-Phone.ReadWrite.All (för ' +
      'telefonnummer) och UserAuthMethod-Email.ReadWrite.All (för adresser), med administratörsmedgivande. Ta bort dem ' +
      'igen när du är klar. Inget har lagts in.',
  },
);

const phonesAndAddresses = (count: number): string =>
  swedish.counted(count, 'telefonnummer eller adress', 'telefonnummer och adresser');

/** What a file would enter. */
export const contactPlanWords = byLanguage({
  title: inBoth('Plan of a file', 'Plan för en fil'),
  here: inBoth('Plan', 'Plan för filen'),
  heading: inBoth(
    (additions: number, people: number) =>
      `The file would enter ${english.counted(additions, 'phone or address', 'phones and addresses')} for ${english.counted(people, 'person', 'people')}.`,
    (additions, people) =>
      `Filen skulle lägga in ${phonesAndAddresses(additions)} för ${swedish.counted(people, 'person', 'personer')}.`,
  ),
  lead: inBoth('This is a plan. Nothing was entered.', 'Det här är en plan. Inget har lagts in.'),
  enter: inBoth('Enter them', 'Lägg in dem'),
  nothing: inBoth(
    'Nothing can be entered: a row is faulty, or there is nothing to enter. Correct the file, and plan it again.',
    'Inget går att lägga in: en rad har fel, eller så finns det inget att lägga in. Rätta filen och planera den igen.',
  ),
  dryRun: inBoth(
    (setting: Html) => html`The app is in dry run (${setting}): a file is planned, and nothing entered.`,
    (setting) => html`Appen är i provkörning (${setting}): en fil planeras, men inget läggs in.`,
  ),
  holds: inBoth('The plan holds for this file alone.', 'Planen gäller bara den här filen.'),
  thenSecond: inBoth(
    'A second operator then enters it, with the same file and the approval that you are given.',
    'En andra operatör lägger sedan in den, med samma fil och godkännandekoden som du får.',
  ),
  thenTold: inBoth('Each of them is told of it by mail.', 'Var och en får veta det med ett mejl.'),
  ask: inBoth('Ask a second operator', 'Skicka till en andra operatör'),
  button: inBoth(
    (people: number) => `Enter for ${english.counted(people, 'person', 'people')}`,
    (people) => `Lägg in för ${swedish.counted(people, 'person', 'personer')}`,
  ),
});

/** What a second operator needs. */
export const approvalWords = byLanguage({
  title: inBoth('Asked for approval', 'Väntar på godkännande'),
  here: inBoth('Asked', 'Godkännande'),
  heading: inBoth('A second operator has to enter it.', 'En andra operatör måste lägga in den.'),
  lead: inBoth(
    (role: Html, until: Html) =>
      html`Nothing was entered. Give the same file and this approval to somebody else with the role ${role}: it is good
      until ${until}.`,
    (role, until) =>
      html`Inget har lagts in. Ge samma fil och den här godkännandekoden till någon annan med rollen ${role}. Den gäller
      till ${until}.`,
  ),
  copy: inBoth('Copy the approval', 'Kopiera godkännandekoden'),
  next: inBoth(
    'They open Setup, Phones and addresses, and send both.',
    'Den personen öppnar Inställningar, Telefonnummer och adresser, och skickar båda.',
  ),
});

/** What was entered. */
export const contactsDoneWords = byLanguage({
  title: inBoth('Entered', 'Inlagt'),
  heading: inBoth(
    (additions: number, people: number) =>
      `${english.counted(additions, 'phone or address was', 'phones and addresses were')} entered for ${english.counted(people, 'person', 'people')}.`,
    (additions, people) =>
      `${phonesAndAddresses(additions)} har lagts in för ${swedish.counted(people, 'person', 'personer')}.`,
  ),
  complete: inBoth(
    'The file is done. Each of them is told of it by mail.',
    'Filen är klar. Var och en får veta det med ett mejl.',
  ),
  left: inBoth('Something is left.', 'Något återstår.'),
  finish: inBoth('Finish it', 'Slutför'),
  again: inBoth(
    'Send the same file again: what was entered is found, and nothing is entered twice.',
    'Skicka samma fil igen: det som redan är inlagt känns igen, och inget läggs in två gånger.',
  ),
  wait: inBoth(
    (seconds: number) => `Microsoft Graph asks to wait ${english.counted(seconds, 'second', 'seconds')}.`,
    (seconds) => `Microsoft Graph ber dig att vänta ${swedish.counted(seconds, 'sekund', 'sekunder')}.`,
  ),
  button: inBoth('Enter what is left', 'Lägg in det som återstår'),
});

/** What becomes of each row of a file. */
export const contactRowWords = byLanguage({
  title: inBoth('Row by row', 'Rad för rad'),
  row: inBoth('Row', 'Rad'),
  person: inBoth('Person', 'Vem'),
  becomes: inBoth('Outcome', 'Utfall'),
  skipped: inBoth('skipped', 'hoppas över'),
  words: inBoth('What the words mean', 'Vad orden betyder'),
  allFaulty: inBoth(
    'Every row is faulty: its faults stand beside it.',
    'Alla rader har fel. Felen står bredvid raden.',
  ),
});

export const contactMethodWords = byLanguage<Readonly<Record<ContactMethod, string>>>({
  mobilePhone: inBoth('Mobile phone', 'Mobiltelefon'),
  alternateMobilePhone: inBoth('Alternate mobile phone', 'Annan mobiltelefon'),
  email: inBoth('Email', 'E-post'),
});

const adminsInSwedish =
  'Administratörer registrerar sig själva: ett telefonnummer som någon annan har lagt in skulle öppna vägen till hela klientorganisationen.';

/** What each outcome of a method and each reason to skip a row means. */
export const contactOutcomeWords = inBoth(outcomeMeanings, {
  ...exclusionsInSwedish,
  add: 'Skulle läggas till.',
  added: 'Har lagts till.',
  sameThere: 'Är redan registrerat, precis som i filen.',
  otherThere: 'Något annat är redan registrerat. Det skrivs aldrig över. Personen kan ändra det själv.',
  needsMobilePhone: 'En annan mobiltelefon går bara att lägga till utöver en mobiltelefon: ange en sådan också.',
  ownMailbox: 'Adressen hör till just det kontot: mejl dit går inte att läsa utan lösenordet. Ange en privat adress.',
  notPlanned: 'Provkörningen hittade något där som har försvunnit sedan dess. Provkör igen för att lägga till det.',
  rejected:
    'Microsoft Graph tog inte emot det. Kontrollera numret eller adressen, och principen för autentiseringsmetoder.',
  unknown: 'Microsoft Graph svarade inte, och inget syns än. Skicka samma fil igen om några minuter.',
  notPermitted:
    'Microsoft Graph nekade: bevilja metodens behörighet (docs/configuration.md) och skicka sedan samma fil igen.',
  adminNow: `Har en administratörsroll just nu, eller kan aktivera en. ${adminsInSwedish}`,
  rolesUnreadable:
    'Det gick inte att avgöra om det här är en administratör, och det räknas som ja. Skicka samma fil igen om en minut.',
  takenOut:
    'Lades till och togs bort igen: under tiden har personen blivit administratör, eller så gick det inte längre att avgöra. Inget finns kvar.',
  leftWithAdmin:
    'Lades till och gick inte att ta bort igen: under tiden har personen blivit administratör, eller så gick det inte ' +
    'längre att avgöra. Ta bort det för hand nu: administrationscentret för Entra, användaren, Autentiseringsmetoder.',
  notReached: 'Raden hann inte behandlas. Skicka samma fil med samma bekräftelse igen.',
  unknownUser: 'Ingen med det namnet finns i katalogen. Rätta namnet, eller ta bort raden.',
  unreadable: 'Microsoft Graph svarade inte om personen. Provkör igen för att ta med personen.',
  guest: 'Gäster återställer lösenordet i sin egen klientorganisation. Inget läggs någonsin in för dem.',
  adminUnderTwoGatePolicy: adminsInSwedish,
});
