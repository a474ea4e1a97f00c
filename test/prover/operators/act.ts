import type { OperatorsCampaign } from './operators-campaign.ts';
import type { Said } from './said.ts';

/** Something that people or platforms do to a campaign, and what must be said about it before it is a day old. */
export interface Act {
  readonly name: string;
  /** When it begins, by the campaign's clock. */
  readonly at: Date;
  /** Does it and mends it. Throws when something was not said in time, or is not as it must be. */
  readonly carryOut: (campaign: OperatorsCampaign) => Promise<Seen>;
}

export interface Seen {
  readonly said: readonly Said[];
  /** What came of it, in words. */
  readonly outcome: string;
}

/** What must be so; the words say what is instead. */
export function must(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new Error(otherwise);
}
