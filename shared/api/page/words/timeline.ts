import { html, type Html } from '../../../email/html.ts';
import type { EvidenceKind } from '../../../registration/evidence.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** What happened to somebody. */
export const timelineWords = byLanguage({
  none: inBoth('Nothing was seen yet.', 'Inget har synts än.'),
  byOrganisation: inBoth(
    (what: Html) => html`${what}, by the organisation`,
    (what) => html`${what}, av organisationen`,
  ),
  enrolled: inBoth(
    (wave: Html, goal: Html) => html`Enrolled in ${wave} (${goal})`,
    (wave, goal) => html`Togs med i ${wave} (${goal})`,
  ),
  told: inBoth(
    (methods: Html, state: Html) => html`Told of what was entered (${methods}): ${state}`,
    (methods, state) => html`Informerades om det som har lagts in (${methods}): ${state}`,
  ),
  nothing: inBoth('nothing', 'inget'),
});

export const evidenceWords = byLanguage<Readonly<Record<EvidenceKind, string>>>({
  registered: inBoth('Registered for password reset', 'Registrerade sig för lösenordsåterställning'),
  methodRegistered: inBoth('Registered a method', 'Registrerade en metod'),
  methodDeleted: inBoth('Deleted a method', 'Tog bort en metod'),
  resetSucceeded: inBoth('Reset the password', 'Återställde lösenordet'),
  resetFailed: inBoth('Reset failed', 'Återställningen misslyckades'),
  resetBlocked: inBoth('Reset was blocked', 'Återställningen blockerades'),
});
