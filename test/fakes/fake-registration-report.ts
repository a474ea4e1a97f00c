import type { Page, SetAsideRow, Throttled } from '../../shared/ports/paging.ts';
import type { RegistrationReport, ReportRow } from '../../shared/ports/registration-report.ts';
import { pageOf, Throttle } from './paged-array.ts';

/** A report of the rows a test puts in. */
export class FakeRegistrationReport extends Throttle implements RegistrationReport {
  rows: ReportRow[] = [];
  setAside: SetAsideRow[] = [];
  pageSize = 100;

  async readRows(next: string | undefined): Promise<Page<ReportRow> | Throttled> {
    return this.takeThrottled() ?? pageOf(this.rows, next, this.pageSize, this.setAside);
  }
}
