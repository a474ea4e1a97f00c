import { entryIn as agendaEntryIn } from './agenda-row.ts';
import { entryIn as auditEntryIn } from './audit-trail.ts';
import { bodyIn } from './body-row.ts';
import { readTaken } from './budget.ts';
import { readPlace } from './check-cursor.ts';
import { readDrifts } from './drift-store.ts';
import { entryHintIn } from './entry-hints.ts';
import { readFates } from './delivery-tally.ts';
import { readFigures } from './figures-store.ts';
import { readGate } from './gate-store.ts';
import { personReaders } from './journey-rows.ts';
import { indexedIn } from './message-index.ts';
import { listedIn, listHeadIn } from './named-lists.ts';
import { noticeIn } from './notice-store.ts';
import { readOwnerLetters } from './owner-letter-store.ts';
import { readSeenAt } from './seen-people.ts';
import { readPass, packedRowsIn } from './stored-pass.ts';
import { isOfLists, listRowIn } from './people-packs.ts';
import { draftIn } from './plan-store.ts';
import { markIn, markKey } from './recipient-keys.ts';
import { candidateIn } from './reopening-candidates.ts';
import { readReportPace } from './report-quota.ts';
import type { Row } from './rows.ts';
import type { TableKey } from './table-names.ts';
import { readTenantFacts } from './tenant-store.ts';
import { readSuccess } from './timer-runs.ts';
import { readToldDetails } from './told-details-store.ts';
import { readLogReading, readWatermark } from './watermarks.ts';
import { memberReaderOf } from './wave-members.ts';
import { waveIn } from './wave-row.ts';

type Reader = (row: Row) => unknown;
type Readers = Readonly<Record<string, Reader>>;

/** By partition. */
const ofControl: Readers = {
  gate: readGate,
  tenant: readTenantFacts,
  details: readToldDetails,
  letters: readOwnerLetters,
  quotas: readReportPace,
  passes: readPass,
  seenSinceThePass: readSeenAt,
  watermarks: (row) => (row.rowKey === 'reading' ? readLogReading(row) : readWatermark(row)),
  timers: readSuccess,
  check: readPlace,
  deliveries: readFates,
  enrolments: readTaken,
  testMails: readTaken,
  figures: readFigures,
  drifts: readDrifts,
  audit: auditEntryIn,
};

/** By partition; that of members names its wave, that of the listed their list. */
const ofWaves: Readers = {
  wave: waveIn,
  notice: noticeIn,
  entered: entryHintIn,
  reopening: candidateIn,
  plan: draftIn,
  members: (row) => memberReaderOf(row)(row),
  list: listHeadIn,
  listed: listedIn,
};

/** By type. */
const ofPeople: Readers = { ...personReaders, body: bodyIn };

/** What is not set aside is read by nobody here. */
const nothing: Reader = () => undefined;

/** What reads each kind of row that may be set aside. */
export const readersOf: Readonly<Record<TableKey, (row: Row) => Reader>> = {
  control: ({ partitionKey }) => ofControl[partitionKey!] ?? nothing,
  waves: ({ partitionKey }) => ofWaves[partitionKey!.split('|', 1)[0]!] ?? nothing,
  recipients: ({ partitionKey, type }) =>
    partitionKey === markKey.partitionKey ? markIn : (ofPeople[String(type)] ?? nothing),
  agenda: () => agendaEntryIn,
  messageIndex: () => indexedIn,
  passRows: (row) => (isOfLists(row) ? listRowIn : packedRowsIn),
};
