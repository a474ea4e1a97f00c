/** Where the rolling check of all journeys has come to. */
export interface CheckCursor {
  read(): Promise<string | undefined>;
  write(position: string | undefined): Promise<void>;
}
