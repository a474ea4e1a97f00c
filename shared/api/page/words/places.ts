import type { Place, placeKinds } from '../../../campaign/place.ts';
import type { PageLanguage } from '../page-language.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** Each place, as the end of a sentence about somebody. */
export const placeWords = byLanguage<Readonly<Record<(typeof placeKinds)[number] | 'notRead', string>>>({
  canReset: inBoth('can reset', 'kan återställa'),
  onTheWay: inBoth('is on the way', 'är på väg'),
  waits: inBoth('waits for a wave', 'väntar på en omgång'),
  needsPerson: inBoth('needs a decision', 'behöver ett beslut'),
  ended: inBoth('gets no more mail', 'får inga fler mejl'),
  leftOut: inBoth('is left out', 'utelämnas'),
  notRead: inBoth('is in no reading of the tenant yet', 'finns inte i någon genomgång än'),
});

export const placeInWords = (place: Place | undefined, language: PageLanguage): string =>
  placeWords[language][place?.kind ?? 'notRead'];
