import type { CampaignState } from '../campaign/campaign-state.ts';
import type { Fault } from './campaign-document.ts';

/** A campaign whose document this build does not accept: of a later build, of an earlier one, or changed by hand. */
export interface UnreadableCampaign {
  /** What stands there; a text where it is no JSON. */
  readonly document: unknown;
  readonly faults: readonly Fault[];
  readonly state: CampaignState;
  /** Undefined where nothing is stored yet, and the document that was to be the first has the faults. */
  readonly version: string | undefined;
}

/** There is a campaign, and nothing can be done by its document before somebody has replaced it. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  readonly campaign: UnreadableCampaign;

  constructor(campaign: UnreadableCampaign) {
    const lines = campaign.faults.map(({ path, message }) => `  ${path}: ${message}`);
    super(
      `The campaign document needs attention:\n${lines.join('\n')}\nMend it and try again; no mail leaves until then.`,
    );
    this.campaign = campaign;
  }
}

/** The reading, or the campaign that cannot be read as a value. */
export const orUnreadable = <Reading>(reading: Promise<Reading>): Promise<Reading | UnreadableCampaign> =>
  reading.catch((error: unknown) => {
    if (error instanceof UnreadableDocument) return error.campaign;
    throw error;
  });

export const isUnreadable = (campaign: object): campaign is UnreadableCampaign => 'faults' in campaign;
