import type { MailKind } from '../../../email/mail.ts';
import { byLanguage, inBoth, type InBoth } from './in-both.ts';

export const mailsWords = byLanguage({
  title: inBoth('Mails', 'Mejl'),
  sent: inBoth(
    'Sent to the address that the directory has of you.',
    'Skickat till den adress som katalogen har för dig.',
  ),
  heading: inBoth('Every mail, as it is written today.', 'Alla mejl, så som de skrivs i dag.'),
  lead: inBoth(
    (kinds: number, languages: number) => `${kinds} kinds in ${languages} languages, with made-up people.`,
    (kinds, languages) => `${kinds} sorter på ${languages} språk, med påhittade personer.`,
  ),
  look: inBoth('Look at one', 'Titta på ett'),
  sendOne: inBoth('Send one to yourself', 'Skicka ett till dig själv'),
  mail: inBoth('Mail', 'Mejl'),
  language: inBoth('Language', 'Språk'),
  as: inBoth('As', 'Visa'),
  itLooks: inBoth('it looks', 'med utseende'),
  plainText: inBoth('plain text', 'som ren text'),
  show: inBoth('Show it', 'Visa det'),
  send: inBoth('Send one to me', 'Skicka ett till mig'),
});

export const mailKindWords: InBoth<Readonly<Record<MailKind, string>>> = inBoth(
  {
    nudge: 'First mail',
    reminder: 'Reminder',
    lastReminder: 'Last reminder',
    ssprLink: 'Link to keep',
    oneMoreMethod: 'First mail: one more method',
    phoneOnly: 'Another way than the phone',
    adminNudge: 'First mail to admins',
    ssprLinkPrepopulated: 'Link to keep: we filled this in',
    managerSummary: 'Summary for managers',
    waveNotice: 'Notice before a wave',
    detailsChanged: 'Notice of changed details',
    securityInfoEntered: 'Security info was entered',
  },
  {
    nudge: 'Första mejlet',
    reminder: 'Påminnelse',
    lastReminder: 'Sista påminnelsen',
    ssprLink: 'Länken att spara',
    oneMoreMethod: 'Första mejlet: en metod till',
    phoneOnly: 'Ett annat sätt än telefonen',
    adminNudge: 'Första mejlet till administratörer',
    ssprLinkPrepopulated: 'Länken att spara: vi har lagt in uppgifter',
    managerSummary: 'Sammanfattning för chefer',
    waveNotice: 'Meddelande före en omgång',
    detailsChanged: 'Meddelande om ändrade uppgifter',
    securityInfoEntered: 'Säkerhetsinformation har lagts in',
  },
);
