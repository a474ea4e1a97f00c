import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readTimeSpanMs } from './time-span.ts';

const milliseconds = z.string().transform((text, context) => {
  const span = readTimeSpanMs(text);
  if (span !== undefined) return span;
  context.addIssue({ code: 'custom', message: `"${text}" is not a TimeSpan such as 00:00:30` });
  return z.NEVER;
});

/** Defaults: https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings */
const queuesSchema = z
  .object({
    batchSize: z.int().min(1).max(32).default(16),
    newBatchThreshold: z.int().min(0).optional(),
    maxDequeueCount: z.int().min(1).default(5),
    visibilityTimeout: milliseconds.prefault('00:00:00'),
    maxPollingInterval: milliseconds.prefault('00:00:02'),
    messageEncoding: z.enum(['base64', 'none']).default('base64'),
  })
  .transform(({ newBatchThreshold, visibilityTimeout, maxPollingInterval, ...rest }) => ({
    ...rest,
    newBatchThreshold: newBatchThreshold ?? Math.floor(rest.batchSize / 2),
    visibilityTimeoutSeconds: Math.round(visibilityTimeout / 1000),
    maxPollingIntervalMs: maxPollingInterval,
  }));

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook#hostjson-settings */
const httpSchema = z.object({
  routePrefix: z.string().default('api'),
  customHeaders: z.record(z.string(), z.string()).default({}),
});

const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  extensions: z
    .object({
      http: httpSchema.prefault({}),
      queues: queuesSchema.prefault({}),
    })
    .prefault({}),
});

/** How the storage queues of an app are read. */
export type QueueOptions = z.output<typeof queuesSchema>;

/** What the local host follows of an app's host.json. */
export type HostJson = {
  readonly routePrefix: string;
  /** Written with every answer that does not have them. */
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly queues: QueueOptions;
};

/** Reads an app's host.json with the real host's defaults; throws naming the file and every fault in it. */
export async function readHostJson(appFolder: string): Promise<HostJson> {
  const file = path.join(appFolder, 'host.json');
  try {
    const { extensions } = hostJsonSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { ...extensions.http, queues: extensions.queues };
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`${file} cannot be used: ${reason}`, { cause });
  }
}
