import { readTaken } from './budget.ts';
import { readPlace } from './check-cursor.ts';
import { readFates } from './delivery-tally.ts';
import { readGate } from './gate-store.ts';
import { readPass, readSeenAt } from './pass-store.ts';
import { readReportPace } from './report-quota.ts';
import type { Row } from './rows.ts';
import { readTenantFacts } from './tenant-store.ts';
import { readSuccess } from './timer-runs.ts';
import { readLogReading, readWatermark } from './watermarks.ts';

type Reader = (row: Row) => unknown;

/** What reads the rows of each partition of the table `Control` that may be set aside. */
const readers: Readonly<Record<string, Reader>> = {
  gate: readGate,
  tenant: readTenantFacts,
  quotas: readReportPace,
  passes: readPass,
  seenSinceThePass: readSeenAt,
  watermarks: (row) => (row.rowKey === 'reading' ? readLogReading(row) : readWatermark(row)),
  timers: readSuccess,
  check: readPlace,
  deliveries: readFates,
  enrolments: readTaken,
  testMails: readTaken,
};

export const controlReaderOf = ({ partitionKey }: Row): Reader => readers[partitionKey!] ?? (() => undefined);
