import { driftWords } from '../../../diagnosis/drift-words.ts';
import { inBoth, type InBoth } from './in-both.ts';

/** What was changed, most likely, when very many people lost the reset at once, and where to look. */
export const driftCauseWords: InBoth<typeof driftWords> = inBoth(driftWords, {
  notInScope: {
    meaning:
      'De omfattas inte längre av SSPR: det har slagits av eller gäller en annan grupp, eller så har de lämnat gruppen.',
    lookAt: [
      'Lösenordsåterställning > Egenskaper: för vilka den är aktiverad',
      'medlemmarna i gruppen som är vald där, och regeln för en dynamisk grupp',
      'granskningsloggen i Entra ID, kategorin Policy',
    ],
  },
  methodsNotAllowed: {
    meaning: 'Det de har registrerat räcker inte längre: en metod har stängts av, eller så krävs det fler metoder.',
    lookAt: [
      'Autentiseringsmetoder > Principer: vilka metoder som är på, och för vilka',
      'Lösenordsåterställning > Autentiseringsmetoder: hur många som krävs, och vilka som räknas',
      'Autentiseringsmetoder > Hantera migrering, om migreringen har avslutats',
      'granskningsloggen i Entra ID, kategorin Policy',
    ],
  },
  notRegistered: {
    meaning:
      'Deras säkerhetsinformation är borta: den har tagits bort, eller så rapporteras inte längre den enda metod de hade.',
    lookAt: [
      'granskningsloggen i Entra ID: ”Admin deleted security info”, och av vem',
      'skript och etablering som skriver telefonnummer och andra e-postadresser',
      'Autentiseringsmetoder > Principer: vilka metoder som är på, och för vilka',
    ],
  },
});
