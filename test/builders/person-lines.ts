import type { PersonLine } from '../../shared/campaign/person-line.ts';
import { noon, userId } from '../contracts/samples.ts';

/** What a list shows of the nth person. */
export const aPersonLine = (n: number, change: Partial<PersonLine> = {}): PersonLine => ({
  userId: userId(n),
  name: `Åsa Öberg ${n}`,
  signInName: `person${n}@contoso.com`,
  place: { kind: 'onTheWay' },
  waves: ['pilot'],
  lastMail: { step: 'nudge', at: noon },
  nextMail: { step: 'reminder-1', at: noon },
  trouble: undefined,
  preferredLanguage: 'sv-SE',
  usageLocation: 'SE',
  isSynchronised: false,
  ...change,
});
