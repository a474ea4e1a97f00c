import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ensureEmulator } from '../../local/emulator.ts';
import { isEmulator } from '../../shared/config/setting-forms.ts';

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Nothing is started here: the folder must not be made. */
const nowhere = path.join(tmpdir(), 'no-emulator-here');

it('an emulator is started where none answers, and one that answers is left alone (host)', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'emulator-'));
  const ports = { queuePort: await aFreePort(), tablePort: await aFreePort() };
  const first = await ensureEmulator(folder, ports);
  onTestFinished(async () => {
    if (first.kind === 'started') await first.azurite.stop();
    await rm(folder, { recursive: true });
  });
  expect(first.kind).toBe('started');
  expect(await ensureEmulator(nowhere, ports)).toEqual({ kind: 'answers' });

  const [queuePort, tablePort] = [await aFreePort(), await aFreePort()];
  const withoutQueues = {
    kind: 'blocked',
    because: expect.stringMatching(/answers for tables and none for queues/) as string,
  };
  expect(await ensureEmulator(nowhere, { ...ports, queuePort })).toEqual(withoutQueues);
  const withoutTables = {
    kind: 'blocked',
    because: expect.stringMatching(/answers for queues and none for tables/) as string,
  };
  expect(await ensureEmulator(nowhere, { ...ports, tablePort })).toEqual(withoutTables);
});

it('another program at the port of an emulator is named (host)', async () => {
  const stranger = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')).listen(0, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  await new Promise((resolve) => stranger.once('listening', resolve));
  const { port } = stranger.address() as AddressInfo;
  const blocked = {
    kind: 'blocked',
    because: expect.stringContaining(`Port ${port} is taken by a program that is no Azurite`) as string,
  };
  expect(await ensureEmulator(nowhere, { queuePort: await aFreePort(), tablePort: port })).toEqual(blocked);
  expect(await ensureEmulator(nowhere, { queuePort: port, tablePort: await aFreePort() })).toEqual(blocked);
});

it.each([
  ['UseDevelopmentStorage=true', true],
  ['usedevelopmentstorage=TRUE;', true],
  ['DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b', false],
])('%s means the emulator: %s (host)', (connectionString, isOne) => {
  expect(isEmulator(connectionString)).toBe(isOne);
});
