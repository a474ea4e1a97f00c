import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** A plan that holds no more. */
export const driftWords = byLanguage({
  title: inBoth('The plan has changed', 'Planen har ändrats'),
  here: inBoth('Launch', 'Starta'),
  heading: inBoth('The plan has changed. Nothing was started.', 'Planen har ändrats. Inget har startats.'),
  lead: inBoth(
    (before: number, now: number) =>
      `You saw ${english.number(before)} people; by now it would be ${english.number(now)}.`,
    (before, now) =>
      `Du såg ${swedish.counted(before, 'person', 'personer')}. Nu skulle det bli ${swedish.number(now)}.`,
  ),
  requestChanged: inBoth(
    'The wave is described in another way than it was planned.',
    'Omgången beskrivs på ett annat sätt än när den planerades.',
  ),
  documentChanged: inBoth('The campaign document has changed.', 'Kampanjdokumentet har ändrats.'),
  seen: inBoth('In the plan that you saw', 'I planen som du såg'),
  byNow: inBoth('By now', 'Nu'),
  added: inBoth('Came in since', 'Har tillkommit'),
  removed: inBoth('Dropped out since', 'Har fallit bort'),
  again: inBoth('Plan it again', 'Planera igen'),
  leave: inBoth('Leave it', 'Låt bli'),
});
