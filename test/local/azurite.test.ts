import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { odata, TableClient } from '@azure/data-tables';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startAzurite } from '../../local/azurite.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'azurite-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const tableOf = (connectionString: string) =>
  TableClient.fromConnectionString(connectionString, 'kept', { allowInsecureConnection: true });

describe('Azurite', () => {
  it('keeps its data in the folder when it is stopped', async () => {
    const dataFolder = await temporaryFolder();
    const before = await startAzurite({ dataFolder });
    await tableOf(before.connectionString).createTable();
    await tableOf(before.connectionString).createEntity({ partitionKey: 'a', rowKey: 'b' });
    await before.stop();
    await before.stop();

    const after = await startAzurite({ dataFolder });
    onTestFinished(() => after.stop());

    const kept = await tableOf(after.connectionString).getEntity('a', 'b');
    expect(kept).toMatchObject({ partitionKey: 'a', rowKey: 'b' });
  });

  it('keeps its data when the process that started it is killed, and lets the next one in after that', async () => {
    const dataFolder = await temporaryFolder();
    const parent = fork(path.join(import.meta.dirname, 'azurite-parent.ts'), [dataFolder], { execArgv: [] });
    await once(parent, 'message');
    parent.kill('SIGKILL');

    const after = await startAzurite({ dataFolder });
    onTestFinished(() => after.stop());

    const kept = await tableOf(after.connectionString).getEntity('a', 'b');
    expect(kept).toMatchObject({ partitionKey: 'a', rowKey: 'b' });
  });

  it.each([
    ['as it comes', false],
    ['with shortcuts', true],
  ])('%s tells keys apart that read as one number, and finds a range of keys in its partition only', async (...how) => {
    const azurite = await startAzurite({ inMemory: true, withShortcuts: how[1] });
    onTestFinished(() => azurite.stop());
    const table = tableOf(azurite.connectionString);
    await table.createTable();
    for (const partitionKey of ['1', '01', "o'1"])
      for (const rowKey of ['', '1', '01', '1.0', 'a', 'a|1'])
        await table.upsertEntity({ partitionKey, rowKey, is: `${partitionKey} ${rowKey}` });

    expect(await table.getEntity('01', '1')).toMatchObject({ is: '01 1' });
    expect(await table.getEntity('1', '1.0')).toMatchObject({ is: '1 1.0' });
    await expect(table.getEntity('1', '1.00')).rejects.toMatchObject({ statusCode: 404 });
    const found = async (partition: string, from: string, to: string) => {
      const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`;
      const rows: unknown[] = [];
      for await (const { is } of table.listEntities<{ is: string }>({ queryOptions: { filter } })) rows.push(is);
      return rows;
    };
    expect(await found('1', '01', 'a')).toEqual(['1 01', '1 1', '1 1.0']);
    expect(await found('01', '1.0', 'a~')).toEqual(['01 1.0', '01 a', '01 a|1']);
    expect(await found("o'1", '1', 'a')).toEqual(["o'1 1", "o'1 1.0"]);
  });

  it('that cannot start says why', async () => {
    const running = await startAzurite();
    onTestFinished(() => running.stop());
    const taken = Number(/QueueEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(running.connectionString)?.[1]);

    await expect(startAzurite({ queuePort: taken })).rejects.toThrow(/Azurite ended at start .*EADDRINUSE/);
  });
});
