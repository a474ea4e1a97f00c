import type { ToldDetails } from '../campaign/known-details.ts';

/** What was told of the details that readers know the mails by. */
export interface ToldDetailsStore {
  /** Undefined before the first; a row that cannot be read counts as none, and the next write replaces it. */
  read(): Promise<{ readonly stored: ToldDetails | undefined; readonly version: string | undefined }>;
  /** False when somebody else wrote since the reading: nothing was written. */
  write(stored: ToldDetails, version: string | undefined): Promise<boolean>;
}
