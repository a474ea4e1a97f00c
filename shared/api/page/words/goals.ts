import { goalLabels, goalMeanings, type Goal } from '../../../delivery/goal.ts';
import { inBoth, type InBoth } from './in-both.ts';

type OfEachGoal = Readonly<Record<Goal, string>>;

export const goalWords: InBoth<OfEachGoal> = inBoth(goalLabels, {
  register: 'Registrera',
  knowTheLink: 'Känna till länken',
  outlastPhones: 'Klara sig utan telefon',
});

export const goalMeaningWords: InBoth<OfEachGoal> = inBoth(goalMeanings, {
  register:
    'Den som ännu inte kan återställa lösenordet: ett första mejl, påminnelser och länken till SSPR efter registreringen.',
  knowTheLink: 'Den som redan kan återställa men aldrig har fått veta var: länken till SSPR, en gång.',
  outlastPhones:
    'Den som kan återställa, men inte längre när Microsofts sms och samtal upphör 2027-02-01: ett mejl om ett annat sätt.',
});
