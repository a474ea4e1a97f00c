import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** How far those who were enrolled have come. */
export const funnelWords = byLanguage({
  title: inBoth('How far the enrolled have come', 'Hur långt de som är med har kommit'),
  enrolled: inBoth('Enrolments', 'Har tagits med'),
  nudged: inBoth('First mails that have left', 'Första mejl som har skickats'),
  capable: inBoth('Of the enrolled, can reset by now', 'Av dem som är med kan återställa nu'),
  linked: inBoth('Links to keep that have left', 'Länkar att spara som har skickats'),
  reset: inBoth('First resets after a mail of ours', 'Första återställningar efter ett mejl från oss'),
  step: inBoth('Step', 'Steg'),
  happened: inBoth('Happened', 'Antal'),
  share: inBoth('Of enrolments', 'Andel'),
});

/** Who gets nothing more and cannot reset. */
export const endsWords = byLanguage({
  title: inBoth('Nothing more is owed', 'Inget mer är på gång'),
  none: inBoth('Nobody has dropped out yet.', 'Ingen har fallit bort än.'),
  how: inBoth('How it ended', 'Hur det slutade'),
  people: inBoth('People', 'Personer'),
});

/** What the mails brought about. */
export const effectWords = byLanguage({
  none: inBoth('No mail has left yet.', 'Inget mejl har skickats än.'),
  before: inBoth(
    (unasked: number, unknown: number) =>
      `${english.counted(unasked, 'person', 'people')} registered before their first mail, ${english.number(unknown)} at a time the audit log does not tell.`,
    (unasked, unknown) =>
      `${swedish.counted(unasked, 'person', 'personer')} registrerade sig före sitt första mejl, ${swedish.number(unknown)} vid en tidpunkt som inte framgår av granskningsloggen.`,
  ),
  resets: inBoth(
    (ours: number, all: number) =>
      `${english.counted(ours, 'of those enrolled has', 'of those enrolled have')} reset their password after a mail of ours; ${english.counted(all, 'reset', 'resets')} got through in the whole tenant.`,
    (ours, all) =>
      `${swedish.number(ours)} av dem som är med har återställt lösenordet efter ett mejl från oss. I hela klientorganisationen lyckades ${swedish.counted(all, 'återställning', 'återställningar')}.`,
  ),
  compared: inBoth(
    (held: number, registered: number) =>
      `Of ${english.number(held)} who are held out for comparison, ${english.number(registered)} registered by themselves.`,
    (held, registered) =>
      `Av ${swedish.number(held)} i jämförelsegruppen har ${swedish.number(registered)} registrerat sig på egen hand.`,
  ),
  went: inBoth(
    (sent: number, delivered: number) =>
      `went to ${english.counted(sent, 'person', 'people')}, ${english.number(delivered)} delivered`,
    (sent, delivered) =>
      `skickades till ${swedish.counted(sent, 'person', 'personer')}, ${swedish.number(delivered)} levererades`,
  ),
  registered: inBoth(
    (count: number, share: string) => `${english.number(count)} registered after it (${share})`,
    (count, share) => `${swedish.number(count)} registrerade sig efter det (${share})`,
  ),
  reset: inBoth(
    (count: number) => `${english.number(count)} then reset their password`,
    (count) => `${swedish.number(count)} återställde sedan lösenordet`,
  ),
});
