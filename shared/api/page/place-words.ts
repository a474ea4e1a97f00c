import type { Place, placeKinds } from '../../campaign/place.ts';

/** Each place, as the end of a sentence about somebody. */
export const placesInWords: Readonly<Record<(typeof placeKinds)[number], string>> = {
  canReset: 'can reset',
  onTheWay: 'is on the way',
  waits: 'waits for a wave',
  needsPerson: 'needs a decision',
  ended: 'gets no more mail',
  leftOut: 'is left out',
};

export const placeWords = (place: Place | undefined): string =>
  place === undefined ? 'is in no reading of the tenant yet' : placesInWords[place.kind];
