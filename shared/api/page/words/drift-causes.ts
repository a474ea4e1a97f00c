import { driftWords } from '../../../diagnosis/drift-words.ts';
import type { DriftCause } from '../../../registration/mass-drift.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** What was changed, most likely, when very many people lost the reset at once. */
export const driftMeaningWords = byLanguage<Readonly<Record<DriftCause, string>>>({
  notInScope: inBoth(
    driftWords.notInScope.meaning,
    'De omfattas inte längre av SSPR: det har slagits av eller gäller en annan grupp, eller så har de lämnat gruppen.',
  ),
  methodsNotAllowed: inBoth(
    driftWords.methodsNotAllowed.meaning,
    'Det de har registrerat räcker inte längre: en metod har stängts av, eller så krävs fler metoder.',
  ),
  notRegistered: inBoth(
    driftWords.notRegistered.meaning,
    'Deras säkerhetsinformation är borta: den har tagits bort, eller så rapporteras inte längre den enda metod de hade.',
  ),
});
