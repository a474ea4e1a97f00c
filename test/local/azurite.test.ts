import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TableClient } from '@azure/data-tables';
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

  it('that cannot start says why', async () => {
    const running = await startAzurite();
    onTestFinished(() => running.stop());
    const taken = Number(/QueueEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(running.connectionString)?.[1]);

    await expect(startAzurite({ queuePort: taken })).rejects.toThrow(/Azurite ended at start .*EADDRINUSE/);
  });
});
