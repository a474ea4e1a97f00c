import type { LossDecision } from '../../../campaign/lost-history.ts';
import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth, type InBoth } from './in-both.ts';

export const lostWords = byLanguage({
  here: inBoth('Lost histories', 'Förlorad historik'),
  decided: inBoth('It is decided.', 'Beslutet är fattat.'),
  more: inBoth(
    'The audit trail says for how many. Where there were very many, plan once more: whoever is left is in that plan.',
    'Granskningsspåret anger för hur många. Om det var väldigt många: planera en gång till, då finns resten i den planen.',
  ),
  heading: inBoth(
    'Of some people nobody knows what they were sent.',
    'För några personer är det inte känt vad de har fått.',
  ),
  lead: inBoth(
    'Stored rows of theirs were lost, and a mail may have left before. They get nothing more until somebody decides: here for all of them at once, or on each person’s own page.',
    'Lagrade rader om dem har gått förlorade, och ett mejl kan ha gått iväg innan dess. De får inget mer förrän någon beslutar: här för alla på en gång, eller på var och ens egen sida.',
  ),
  backup: inBoth(
    (table: Html) => html`Where you have a backup of the table ${table}, restore that instead: then it is known.`,
    (table) => html`Finns det en säkerhetskopia av tabellen ${table}? Återläs den i stället, då blir det känt.`,
  ),
  showWhom: inBoth('Show whom it is about', 'Visa vilka det gäller'),
  plan: inBoth(
    (label: string, people: number) => `${label}: ${english.counted(people, 'person', 'people')}.`,
    (label, people) => `${label}: ${swedish.counted(people, 'person', 'personer')}.`,
  ),
  onlyAPlan: inBoth(
    'This is a plan. Nothing was sent or changed.',
    'Det här är en plan. Inget har skickats eller ändrats.',
  ),
  some: inBoth('Some of them', 'Några av dem'),
  back: inBoth('Decide nothing', 'Besluta inget'),
  nobody: inBoth('There is nobody to decide about.', 'Det finns ingen att besluta om.'),
  why: inBoth('Why; it goes into the audit trail', 'Varför? Det sparas i granskningsspåret'),
});

interface DecisionWords {
  readonly label: string;
  readonly outcome: string;
}

export const lossDecisionWords: InBoth<Readonly<Record<LossDecision, DecisionWords>>> = inBoth(
  {
    writtenTo: {
      label: 'They count as written to',
      outcome:
        'Each mail that may have left counts as sent, from now on. What comes after it in the campaign leaves in its time, from now counted: a reminder that never left, or the SSPR link of whoever has registered.',
    },
    startAnew: {
      label: 'They start anew',
      outcome:
        'Nudge and reminders may leave once more, to whomever they are still owed: some people may read a mail twice. The SSPR link and the mail about phones that may have left count as sent.',
    },
  },
  {
    writtenTo: {
      label: 'De räknas som kontaktade',
      outcome:
        'Varje mejl som kan ha gått iväg räknas från och med nu som skickat. Det som kommer efter det i kampanjen går iväg i sin tid, räknat från nu: en påminnelse som aldrig gick iväg, eller länken till SSPR till den som har registrerat sig.',
    },
    startAnew: {
      label: 'De börjar om',
      outcome:
        'Första mejlet och påminnelserna kan gå iväg en gång till, till alla som fortfarande ska ha dem: några kan få samma mejl två gånger. Länken till SSPR och mejlet om telefoner som kan ha gått iväg räknas som skickade.',
    },
  },
);
