import type { Registration } from '../registration/registration.ts';
import type { Page, Throttled } from './paging.ts';

export interface ReportRow {
  /** The user's object id in lower case. */
  readonly userId: string;
  readonly registration: Registration;
}

/** Graph's report of who has registered what. Hours late, silent about disabled users. */
export interface RegistrationReport {
  /** One page of the report. A row with a missing or unknown field is set aside, never read as registered. */
  readRows(next: string | undefined): Promise<Page<ReportRow> | Throttled>;
}
