import { inflateRawSync } from 'node:zlib';
import { TableClient, type TableEntityResult } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writable } from '../../shared/adapters/tables/cells.ts';
import { tableNames } from '../../shared/adapters/tables/table-names.ts';
import { startCampaignHost, type CampaignHost } from '../campaigns/campaign-host.ts';

type Rows = readonly TableEntityResult<Record<string, unknown>>[];
type Backup = ReadonlyMap<string, Rows>;

let host: CampaignHost;
let backup: Backup;
/** Who had a nudge before the backup, and after it. */
let before: readonly string[];
let after: readonly string[];
/** How many mails each of them had when the tables were written back. */
let mails: ReadonlyMap<string, number>;

const tableOf = (name: string) =>
  TableClient.fromConnectionString(host.storage, name, { allowInsecureConnection: true });

async function rowsOf(name: string): Promise<Rows> {
  const rows: TableEntityResult<Record<string, unknown>>[] = [];
  for await (const row of tableOf(name).listEntities()) rows.push(row);
  return rows;
}

async function takeBackup(): Promise<Backup> {
  const names = Object.values(tableNames);
  return new Map(await Promise.all(names.map(async (name) => [name, await rowsOf(name)] as const)));
}

async function restore(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const table = tableOf(name);
    for (const { partitionKey, rowKey } of await rowsOf(name)) await table.deleteEntity(partitionKey!, rowKey!);
    for (const { etag: _, timestamp: __, ...row } of backup.get(name)!)
      await table.createEntity(writable({ ...row, partitionKey: row.partitionKey!, rowKey: row.rowKey! }));
  }
}

/** The tables in whose rows one of these stands: as text, packed, deflated or in base64. */
function formsIn(tables: Backup, needles: readonly string[]): readonly string[] {
  const wanted = needles.flatMap((text) => [text, JSON.stringify(text).slice(1, -1), text.replaceAll('-', '')]);
  const isIn = (row: object) => {
    const text = Object.values(row).map(textOf).join('\n').toLowerCase();
    return wanted.some((needle) => text.includes(needle.toLowerCase()));
  };
  return [...tables].flatMap(([name, rows]) => (rows.some(isIn) ? [name] : []));
}

function textOf(value: unknown): string {
  if (!(value instanceof Uint8Array)) return String(value);
  const bytes = Buffer.from(value);
  return [bytes.toString('hex'), bytes.toString('utf8'), inflated(bytes)].join('\n');
}

function inflated(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes).toString();
  } catch {
    return '';
  }
}

/** The clock of the tenant stands still meanwhile. */
const actionsOf = (entries: unknown) => (entries as { action: string }[]).map(({ action }) => action).toSorted();

const countMails = async (userIds: readonly string[]) =>
  new Map(await Promise.all(userIds.map(async (id) => [id, (await host.mailsOf(id)).length] as const)));

async function campaign(): Promise<{ readonly status: string; readonly because?: string }> {
  const answer = await host.ask('GET', 'campaign');
  return ((await answer.json()) as { state: { status: string; because?: string } }).state;
}

beforeAll(async () => {
  host = await startCampaignHost(60, (document) => ({
    ...document,
    newJoiners: { enrol: true, afterDays: 0 },
    capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 6, pauseAtFailureRate: 1 },
  }));
  before = await host.enrolled();
  backup = await takeBackup();
  await host.passHours(24);
  after = (await host.enrolled()).filter((userId) => !before.includes(userId));
  mails = await countMails([...before, ...after]);
}, 240_000);
afterAll(() => host[Symbol.asyncDispose]());

describe(
  'tables that are written back from a backup, over HTTP and on real storage (engine 10)',
  { sequential: true },
  () => {
    it('send nobody a second mail where MessageIndex was left alone: each waits for a person', async () => {
      expect(after.length).toBeGreaterThan(2);
      await restore(tableNames.recipients);
      await host.runFunction('refreshRegistrations');
      await host.passHours(48);
      const nudged = after.filter((userId) => mails.get(userId)! > 0);
      expect(nudged.length).toBeGreaterThan(2);
      // Whoever has registered since is not enrolled anew.
      const states = await Promise.all(
        nudged.map(async (id) => (await host.show(id)).messages.map(({ state }) => state)),
      );
      expect(new Set(states.flat())).toEqual(new Set(['unknown']));
      expect(await countMails(nudged)).toEqual(new Map(nudged.map((userId) => [userId, mails.get(userId)])));
    }, 240_000);

    it('pause the campaign where all of them were written back, before anything leaves', async () => {
      const all = [...before, ...after];
      mails = await countMails(all);
      await restore(...Object.values(tableNames));
      await host.passHours(48);
      expect(await campaign()).toMatchObject({
        status: 'paused',
        because: expect.stringMatching(/restored/) as string,
      });
      expect(await countMails(all)).toEqual(mails);
      expect(host.logged.join()).toMatch(/campaignPaused.*older than the mails/);
    }, 240_000);

    it('bring nobody back who was erased, in no form and in no table (guard 13)', async () => {
      const userId = before.find((id) => mails.get(id)! > 0)!;
      const { displayName, userPrincipalName } = await host.show(userId);
      const needles = [userId, displayName!, userPrincipalName!];
      await host.ask('POST', `users/${userId}/exclude`, { because: `${displayName} asked for it` });
      backup = await takeBackup();
      expect(formsIn(backup, needles).toSorted()).toEqual(
        expect.arrayContaining(['MessageIndex', 'PassRows', 'Recipients']),
      );
      const kept = (await (await host.ask('GET', `users/${userId}/export`)).json()) as Record<string, unknown[]>;
      expect(JSON.stringify(kept)).toContain(userPrincipalName);
      expect(kept['messages']).not.toEqual([]);
      expect(actionsOf(kept['audit'])).toEqual(['excludeUser', 'exportUser']);

      const erased = await host.ask('DELETE', `users/${userId}`);
      expect(erased.status, await erased.clone().text()).toBe(200);
      expect(formsIn(await takeBackup(), needles)).toEqual([]);
      expect((await host.show(userId)).place).toEqual({ kind: 'leftOut', because: 'erased' });
      const { entries } = (await (await host.ask('GET', `audit?user=${userId}`)).json()) as { entries: object[] };
      expect(actionsOf(entries)).toEqual(['eraseUser', 'excludeUser', 'exportUser']);

      // All but the index is written back; a pass, and the night in which it is looked for.
      await restore(...Object.values(tableNames).filter((name) => name !== tableNames.messageIndex));
      await host.ask('POST', 'campaign/resume');
      await host.passHours(48);
      expect(formsIn(await takeBackup(), needles)).toEqual([]);
      expect(await countMails([userId])).toEqual(new Map([[userId, mails.get(userId)!]]));
      const { places } = (
        (await (await host.ask('GET', 'report')).json()) as { tally: { places: { leftOut: object } } }
      ).tally;
      expect(places.leftOut).toMatchObject({ erased: 1 });
    }, 240_000);
  },
);
