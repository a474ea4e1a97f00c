import { TableReportQuota } from '../../../../shared/adapters/tables/report-quota.ts';
import { describeReportQuota } from '../../../contracts/report-quota.ts';
import { FakeReportQuota } from '../../../fakes/fake-report-quota.ts';
import { freshTables } from './azurite-tables.ts';

describeReportQuota('in tables', async () => {
  const { control } = await freshTables('control');
  return () => new TableReportQuota(control, () => crypto.randomUUID());
});

describeReportQuota('in memory', async () => {
  const quota = new FakeReportQuota();
  return () => quota;
});
