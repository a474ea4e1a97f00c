import { noLetter, openLetter } from '../../../../shared/campaign/owner-letter.ts';
import { readdirSync, readFileSync } from 'node:fs';
import type { Tables } from '../../../../shared/adapters/tables/connect-tables.ts';
import { tableNames, type TableKey } from '../../../../shared/adapters/tables/table-names.ts';
import { createTableStores, type TableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import type { Ledger } from '../../../../shared/campaign/ledger.ts';
import { openGate, passThrough } from '../../../../shared/delivery/rate-gate.ts';
import { packFingerprints } from '../../../../shared/registration/pass/packed-rows.ts';
import { anEnrolment } from '../../../builders/journeys.ts';
import { aPersonLine } from '../../../builders/person-lines.ts';
import {
  aBody,
  aClaimedMessage,
  anEntryNotice,
  aDocument,
  aMessage,
  aPass,
  aWave,
  bareFacts,
  minutesAfterNoon,
  noon,
  someEvidence,
  someFacts,
  userId,
} from '../../../contracts/samples.ts';

/** The rows of a release, and what it read from them. */
export interface StoredRows {
  readonly rows: Readonly<Record<TableKey, readonly StoredRow[]>>;
  readonly read: unknown;
}

const folder = new URL('../../../fixtures/stored-rows/', import.meta.url);

/** The rows of a release, by the name of their file. */
export const rowsOf = (file: string): StoredRows =>
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StoredRows;

/** The files of all releases, and of this version. */
export const rowFiles = readdirSync(folder).toSorted();

type StoredRow = Readonly<Record<string, unknown>>;

const due = { userId: userId(1), step: 'nudge' } as const;
const service = 'Authentication Methods';

/** Writes one of each kind of row, always the same ones. */
export async function writeOneOfEach(tables: Tables): Promise<void> {
  let writes = 0;
  const stores = createTableStores(tables, () => `write-${++writes}`);
  await writePeople(stores);
  await writeControl(stores);
  await stores.waves.create(aWave({ limit: 5, cursor: userId(1), startedAt: noon }));
  await stores.waves.create(aWave({ waveId: 'links', name: 'Links', goal: 'knowTheLink' }));
  await stores.waves.saveMembers('links', [userId(1)]);
  await stores.waves.saveMembers('pilot', [userId(2), userId(1)]);
  await stores.agenda.put([{ ...due, dueAt: noon }]);
  await stores.agenda.replace({ putWatch: [{ ...due, watchAt: minutesAfterNoon(20) }] });
  const { messageId } = aMessage(1);
  await stores.messageIndex.enter({ ...due, messageId }, { indexedAs: 'entry', plannedAt: noon });
  await stores.entryHints.put({ userId: userId(1), messageId: anEntryNotice(1, 1).messageId, putAt: noon });
  await stores.reopeningCandidates.put([
    { userId: userId(1), because: 'resetFailed', toldBy: 'event', toldAt: noon, lookAt: minutesAfterNoon(5) },
  ]);
  await stores.erasures.add(userId(5), noon);
  await stores.traces.writeSwept(1);
}

const aLedger: Ledger = {
  forgottenAt: noon,
  sent: [
    { step: 'nudge', epoch: 0, messageId: aMessage(6).messageId, state: 'delivered', acceptedAt: noon },
    {
      step: 'reminder-1',
      epoch: 1,
      messageId: userId(7),
      state: 'cancelled',
      dueAt: noon,
      claimedAt: noon,
      indexedAs: 'entry',
    },
  ],
  registered: { at: noon, by: 'user' },
  writeback: { at: noon, isOn: true },
  resets: { succeeded: 2, failed: 1, writebackOff: 1 },
  notices: [
    { messageId: userId(8), planId: 'plan', state: 'delivered', methods: ['email'], acceptedAt: noon, settledAt: noon },
  ],
};

async function writePeople({ recipients }: TableStores): Promise<void> {
  await recipients.writeFacts([someFacts(1), { ...bareFacts(2), infoLostAt: noon }]);
  const { version } = await recipients.readJourney(userId(1));
  await recipients.writeJourney({
    userId: userId(1),
    version,
    enrolment: anEnrolment(),
    otherEnrolments: { knowTheLink: anEnrolment({ waveId: 'links', namedByWave: true }) },
    messages: [aClaimedMessage(1), aMessage(1, 'reminder-1')],
    entryNotices: [anEntryNotice(1, 1)],
    bodies: [aBody(1)],
    evidence: [someEvidence(1)],
    reopenings: [{ at: noon, because: 'securityInfoLost', toldBy: 'pass-1', firstEpochs: { 'reminder-2': 1 } }],
    excludedByOperator: true,
    suppressedAddresses: ['old@contoso.com'],
  });
  await recipients.writeJourney({ userId: userId(6), version: undefined, ledger: aLedger });
  await recipients.markAbsent([userId(6)], noon);
  await recipients.markMailboxes([{ userId: userId(2), mailboxOf: userId(1) }]);
  const mailbox = { purpose: 'unknown', because: '403 ErrorAccessDenied', readAt: noon } as const;
  await recipients.markMailboxes([{ userId: userId(2), mailbox }]);
}

async function writeControl(stores: TableStores): Promise<void> {
  await stores.installation.keep({ tenantId: userId(3), deploymentId: userId(4) });
  const state = { status: 'paused', because: 'x', changedAt: noon } as const;
  await stores.campaigns.write({ document: aDocument(), state }, undefined);
  await stores.sourceNotes.write({ loaded: 'a' });
  const says = { byCause: { noLicence: 1 }, people: [[userId(9), 'noLicence']] } as const;
  await stores.ownerLetters.write(
    { trouble: { helpDesk: openLetter(noLetter, 'trouble|helpDesk|2026-12-01', says) } },
    undefined,
  );
  await stores.gates.write(passThrough(openGate, 3, noon), undefined);
  await stores.watermarks.write(service, noon);
  await stores.passes.write(aPass({ state: 'complete' }), undefined);
  await stores.passes.saveRows('pass-1', 'users', 1, packFingerprints([userId(1)], [5], [6], [1]));
  await stores.packs.write('g', 'part', [{ list: 'people///', lines: [aPersonLine(1)] }]);
  await stores.packs.writeSheet('g', {
    sheetId: 's',
    lines: [{ userId: userId(2), order: '1', line: aPersonLine(2) }],
  });
  await stores.passes.noteSeen(userId(1), noon);
  const drift = { passId: 'pass-1', foundAt: noon, people: 30, capableBefore: 40, causes: { notInScope: 30 } };
  await stores.namedLists.save({ name: 'pilots', changedAt: noon, changedBy: userId(9) }, [userId(1), userId(2)]);
  await stores.drifts.write([{ ...drift, decision: 'reopen', handedOn: 5 }], undefined);
  await stores.checkCursor.write({ position: userId(1) });
  await stores.forgetCursor.write({ position: userId(2) });
  await stores.deliveryTally.add('failed', userId(1), noon);
  const refusal = { permission: 'User.Read.All', at: noon };
  const writebackSwitch = { at: noon, isOn: true };
  await stores.tenantFacts.write({ readAt: noon, federatedDomains: ['a.test'], writebackSwitch, refusal }, undefined);
}

/** Everything that was written, as it is read: without versions, which storage gives anew each time. */
export async function readOneOfEach(tables: Tables): Promise<unknown> {
  const stores = createTableStores(tables);
  const read = {
    journeys: await stores.recipients.readJourneys(undefined),
    body: await stores.recipients.readBody(userId(1), aBody(1).messageId),
    waves: await stores.waves.list(),
    lists: (await stores.namedLists.list()).lists.map(({ name, people, changedAt }) => ({ name, people, changedAt })),
    listed: await stores.namedLists.readPeople('pilots', undefined),
    members: (await stores.waves.readMembers('pilot')).userIds,
    due: await stores.agenda.readDue(noon, 10),
    watched: await stores.agenda.readWatched(minutesAfterNoon(20), 10),
    indexed: await stores.messageIndex.find(aMessage(1).messageId),
    entryHints: await stores.entryHints.list(10),
    erased: await stores.erasures.list(),
    swept: await stores.traces.readSwept(),
    installation: await stores.installation.keep({ tenantId: '', deploymentId: '' }),
    campaign: await stores.campaigns.read(),
    source: await stores.sourceNotes.read(),
    letters: await stores.ownerLetters.read(),
    gate: await stores.gates.read(),
    watermark: await stores.watermarks.read(service),
    pass: await stores.passes.readCurrent(),
    lastPass: await stores.passes.readLastComplete(),
    passRows: (await all(stores.passes.readRows('pass-1', 'users'))).map((page) => [...page]),
    list: await stores.packs.read('g', 'people///', undefined, 5),
    sheets: await stores.packs.readSheets('g'),
    seen: [...(await stores.passes.readSeen())],
    cursor: await stores.checkCursor.read(),
    forgotten: await stores.forgetCursor.read(),
    fates: await stores.deliveryTally.since(noon),
    tenant: await stores.tenantFacts.read(),
    setAside: await stores.unreadableRows.list(10),
  };
  return JSON.parse(JSON.stringify(read, (name, value: unknown) => (name === 'version' ? undefined : value)));
}

/** All rows as they are stored, bytes as base64. */
export async function dumpRows(tables: Tables): Promise<StoredRows['rows']> {
  const dumped = Object.keys(tableNames).map(async (key) => {
    return [key, (await all(tables[key as TableKey].listEntities())).map(storedRow)] as const;
  });
  return Object.fromEntries(await Promise.all(dumped)) as unknown as StoredRows['rows'];
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const storedRow = ({ etag: _etag, timestamp: _timestamp, ...row }: object & { etag?: string; timestamp?: string }) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ]),
  );

/** Puts rows into storage as a release wrote them, or as `change` has them. */
export async function restoreRows(
  rows: StoredRows['rows'],
  tables: Tables,
  change: (row: WritableRow) => WritableRow = (row) => row,
): Promise<void> {
  for (const [key, some] of Object.entries(rows))
    for (const row of some) await tables[key as TableKey].createEntity(change(rowIn(row)));
}

type WritableRow = StoredRow & { readonly partitionKey: string; readonly rowKey: string };

function rowIn(row: StoredRow): WritableRow {
  const columns = Object.entries(row).map(([name, value]) => [
    name,
    isBytes(value) ? Buffer.from(value.base64, 'base64') : value,
  ]);
  return Object.fromEntries(columns) as WritableRow;
}

const isBytes = (value: unknown): value is { readonly base64: string } =>
  typeof value === 'object' && value !== null && 'base64' in value;
