import { addressesFor } from '../../../diagnosis/addressed-causes.ts';
import { causeIds, type CauseId, type CauseText } from '../../../diagnosis/cause.ts';
import { causeIn } from '../../../diagnosis/causes.ts';
import type { Cloud } from '../../../registration/cloud.ts';
import { addressedCausesInSwedish } from './addressed-causes-in-swedish.ts';
import { causesInSwedish } from './causes-in-swedish.ts';
import { inBoth, type InBoth } from './in-both.ts';

type CauseTexts = Readonly<Record<CauseId, CauseText>>;

function inEnglish(cloud: Cloud): CauseTexts {
  const texts = causeIds.map((id) => {
    const { meaning, remedy, message } = causeIn(cloud, id);
    return [id, { meaning, remedy, message }] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every cause has its text
  return Object.fromEntries(texts) as CauseTexts;
}

const inSwedish = (cloud: Cloud): CauseTexts => ({
  ...causesInSwedish,
  ...addressedCausesInSwedish(addressesFor(cloud)),
});

const textsIn = (cloud: Cloud) => inBoth(inEnglish(cloud), inSwedish(cloud));

/** The causes in the words of each cloud, whose addresses they name. */
export const causeWords: Readonly<Record<Cloud, InBoth<CauseTexts>>> = {
  public: textsIn('public'),
  usGovernment: textsIn('usGovernment'),
  china: textsIn('china'),
};
