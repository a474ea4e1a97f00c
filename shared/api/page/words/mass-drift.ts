import { escapeHtml, html, type Html } from '../../../email/html.ts';
import type { DriftDecision } from '../../../registration/mass-drift.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth, type InBoth } from './in-both.ts';

export const massDriftWords = byLanguage({
  here: inBoth('Lost all at once', 'Förlorat på en gång'),
  trouble: inBoth('Trouble', 'Problem'),
  decided: inBoth('It is decided.', 'Beslutet är fattat.'),
  heading: inBoth(
    'Very many people lost the reset at once.',
    'Väldigt många kan plötsligt inte längre återställa lösenordet.',
  ),
  lead: inBoth(
    'Between two passes more than 20 people, and more than 2 % of those who could reset, can do so no more. That is a policy that was changed, not something that they did. Nobody of them is asked to register once more until it is decided here.',
    'Mellan två genomgångar har fler än 20 personer, och mer än 2 % av dem som kunde återställa, slutat kunna det. Det beror på en ändrad princip, inte på något de har gjort. Ingen av dem får en ny fråga om att registrera sig förrän det har beslutats här.',
  ),
  none: inBoth('No pass has found that.', 'Ingen genomgång har hittat något sådant.'),
  found: inBoth(
    (people: number, before: number, at: Html) =>
      html`${escapeHtml(english.counted(people, 'person', 'people'))} of ${english.amount(before)}, ${at}`,
    (people, before, at) =>
      html`${escapeHtml(swedish.counted(people, 'person', 'personer'))} av ${swedish.amount(before)}, ${at}`,
  ),
  lookAt: inBoth('Look at', 'Titta på'),
  decision: inBoth(
    (label: string) => `Decided: ${label}.`,
    (label) => `Beslut: ${label}.`,
  ),
  operatorDecides: inBoth('An operator decides about them.', 'En operatör beslutar om dem.'),
  why: inBoth('Why; it goes into the audit trail', 'Varför? Det sparas i granskningsspåret'),
});

interface DecisionWords {
  readonly label: string;
  readonly outcome: string;
}

export const driftDecisionWords: InBoth<Readonly<Record<DriftDecision, DecisionWords>>> = inBoth(
  {
    reopen: {
      label: 'Ask them once more',
      outcome:
        'Whoever of them can still not reset gets a nudge and reminders anew, no sooner than 90 days after their last mail, and no SSPR link again.',
    },
    leave: {
      label: 'Leave them as they are',
      outcome: 'Right where the policy is put back: they can reset again, and need no mail.',
    },
  },
  {
    reopen: {
      label: 'Fråga dem en gång till',
      outcome:
        'De som fortfarande inte kan återställa får första mejlet och påminnelserna på nytt, tidigast 90 dagar efter sitt senaste mejl, men inte länken till SSPR igen.',
    },
    leave: {
      label: 'Lämna dem som de är',
      outcome: 'Rätt om principen ändras tillbaka: då kan de återställa igen och behöver inget mejl.',
    },
  },
);
