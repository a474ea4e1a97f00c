export type CampaignReading =
  | { readonly read: true; readonly json: unknown }
  /** What is wrong and what to do about it, for the person who set the app up. */
  | { readonly read: false; readonly because: string };

/** Where the first campaign document comes from, before there is one in storage. */
export interface CampaignSource {
  /** Reads the document as JSON, unchecked otherwise. A document that is missing or no JSON is an answer. */
  read(): Promise<CampaignReading>;
}
