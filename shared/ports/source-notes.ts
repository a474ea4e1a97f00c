/** What is known, by digests, of the place that `CAMPAIGN_DOCUMENT` names. */
export interface SourceNotes {
  /** What was loaded from there last. */
  readonly loaded?: string | undefined;
  /** What was there when the stored document of this version was found to be unreadable. */
  readonly found?: { readonly version: string; readonly digest: string } | undefined;
}

export interface SourceNotesStore {
  /** Nothing where nothing was noted, or it cannot be read. */
  read(): Promise<SourceNotes>;
  write(notes: SourceNotes): Promise<void>;
}
