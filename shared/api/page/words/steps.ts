import { stepLabels, type StepLabels } from '../../../delivery/steps.ts';
import { inBoth, type InBoth } from './in-both.ts';

/** What each step is called; `stepLabelOf` adds the number. */
export const stepWords: InBoth<StepLabels> = inBoth(stepLabels, {
  nudge: 'Första mejlet',
  reminder: 'Påminnelse',
  'sspr-link': 'Länken till SSPR',
  'phone-only': 'Ett annat sätt än telefonen',
});
