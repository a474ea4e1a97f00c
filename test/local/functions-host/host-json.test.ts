import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readHostJson } from '../../../local/functions-host/host-json.ts';

async function folderWith(hostJson: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'host-json-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, 'host.json'), hostJson);
  return folder;
}

describe('host.json', () => {
  it("has the real host's defaults", async () => {
    const folder = await folderWith('{"version":"2.0"}');

    expect(await readHostJson(folder)).toEqual({
      routePrefix: 'api',
      customHeaders: {},
      queues: {
        batchSize: 16,
        newBatchThreshold: 8,
        maxDequeueCount: 5,
        visibilityTimeoutSeconds: 0,
        maxPollingIntervalMs: 2000,
        messageEncoding: 'base64',
      },
    });
  });

  it('of this project is as it was meant', async () => {
    expect(await readHostJson(path.resolve(import.meta.dirname, '../../..'))).toEqual({
      routePrefix: 'api',
      customHeaders: expect.objectContaining({ 'X-Content-Type-Options': 'nosniff' }) as object,
      queues: {
        batchSize: 8,
        newBatchThreshold: 4,
        maxDequeueCount: 5,
        visibilityTimeoutSeconds: 30,
        maxPollingIntervalMs: 5000,
        messageEncoding: 'base64',
      },
    });
  });

  it.each([
    ['no JSON', 'host.json cannot be used'],
    ['{"version":"1.0"}', 'version'],
    ['{"version":"2.0","extensions":{"queues":{"batchSize":33}}}', 'extensions.queues.batchSize'],
    ['{"version":"2.0","extensions":{"queues":{"visibilityTimeout":"30 s"}}}', '"30 s" is not a TimeSpan'],
  ])('%s is refused with its reason', async (hostJson, reason) => {
    const folder = await folderWith(hostJson);

    await expect(readHostJson(folder)).rejects.toThrow(reason);
  });

  it('that is missing is named', async () => {
    await expect(readHostJson('/nowhere')).rejects.toThrow(path.join('/nowhere', 'host.json'));
  });
});
