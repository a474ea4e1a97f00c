import type { DequeuedMessageItem, QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { FunctionDefinition, QueueTrigger } from './function-definition.ts';
import type { HostLog } from './host-log.ts';
import type { QueueOptions } from './host-json.ts';
import type { Invoker } from './invocation.ts';
import { queueInput } from './trigger-input.ts';

/** The queue of one function: takes messages from it and carries each one to its end. */
export type FunctionQueue = {
  readonly name: string;
  readonly functionName: string;
  readonly options: QueueOptions;
  /** The oldest visible messages, hidden from others for the lease. */
  receive(count: number, leaseSeconds: number): Promise<readonly DequeuedMessageItem[]>;
  /** Runs the function on a message; then deletes it, leaves it for another try, or moves it to the poison queue. */
  finish(message: DequeuedMessageItem): Promise<void>;
  /** How many messages there are, those included that nobody can receive yet. */
  count(): Promise<number>;
};

type Parts = {
  readonly service: QueueServiceClient;
  readonly definition: FunctionDefinition<QueueTrigger>;
  readonly options: QueueOptions;
  readonly invoker: Invoker;
  readonly log: HostLog;
  readonly now: () => Date;
};

/**
 * Opens a function's queue and creates it when it is missing. The real host only checks for it and stays idle, so an
 * app that runs here must still have its queues created where it is deployed.
 */
export async function openFunctionQueue(parts: Parts): Promise<FunctionQueue> {
  const { service, definition, options, invoker, log, now } = parts;
  const { queueName } = definition.trigger;
  const queue = service.getQueueClient(queueName);
  const poisonQueue = service.getQueueClient(`${queueName}-poison`);
  await createQueue(queue, definition.name);
  return {
    name: queueName,
    functionName: definition.name,
    options,
    async receive(numberOfMessages, visibilityTimeout) {
      return (await queue.receiveMessages({ numberOfMessages, visibilityTimeout })).receivedMessageItems;
    },
    async count() {
      return (await queue.getProperties()).approximateMessagesCount ?? 0;
    },
    finish,
  };

  async function finish(message: DequeuedMessageItem): Promise<void> {
    const text = decodeMessage(message.messageText, options.messageEncoding);
    // Trying again would not help: the real host moves it at once (azure-sdk-for-net, pull request 18326).
    if (text === undefined) return poison(message, 'is not valid base64');
    const result = await invoker.invoke(definition, queueInput(queueName, text, message, now()));
    if (result.succeeded) return remove(queue, message);
    if (message.dequeueCount >= options.maxDequeueCount) return poison(message, `failed ${message.dequeueCount} times`);
    await ifStillOurs(
      queue.updateMessage(message.messageId, message.popReceipt, undefined, options.visibilityTimeoutSeconds),
    );
  }

  async function poison(message: DequeuedMessageItem, reason: string): Promise<void> {
    const moved = `${definition.name}: message ${message.messageId} ${reason} and goes to ${poisonQueue.name}`;
    log({ kind: 'host', level: 'warning', message: moved });
    await poisonQueue.createIfNotExists();
    await poisonQueue.sendMessage(message.messageText);
    await remove(queue, message);
  }
}

async function createQueue(queue: QueueClient, functionName: string): Promise<void> {
  try {
    await queue.createIfNotExists();
  } catch (cause) {
    const [reason] = String(cause).split('\n');
    throw new Error(`function ${functionName}: its queue "${queue.name}" cannot be opened: ${reason}`, { cause });
  }
}

/** The text of a message, or undefined when it is not what the encoding promises. */
function decodeMessage(messageText: string, encoding: QueueOptions['messageEncoding']): string | undefined {
  if (encoding === 'none') return messageText;
  const compact = messageText.replaceAll(/\s/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

async function remove(queue: QueueClient, message: DequeuedMessageItem): Promise<void> {
  await ifStillOurs(queue.deleteMessage(message.messageId, message.popReceipt));
}

/** A message whose lease ran out may have been received by somebody else, or deleted: then nothing is left to do. */
async function ifStillOurs(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    const { statusCode, code } = error as { statusCode?: number; code?: string };
    if (statusCode !== 404 && code !== 'PopReceiptMismatch') throw error;
  }
}
