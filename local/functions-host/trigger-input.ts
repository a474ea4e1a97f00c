import { randomUUID } from 'node:crypto';
import type { RpcTypedData } from './core-api.ts';

/** What wakes a function: the trigger's own value and its metadata. */
export type TriggerInput = {
  readonly data: RpcTypedData;
  readonly metadata: Readonly<Record<string, RpcTypedData>>;
};

/** What a storage queue tells of a message beside its text. */
export type MessageFacts = {
  readonly messageId?: string;
  readonly popReceipt?: string;
  readonly dequeueCount?: number;
  readonly insertedOn?: Date;
  readonly expiresOn?: Date;
  readonly nextVisibleOn?: Date;
};

const instant = (at: Date): RpcTypedData => ({ json: JSON.stringify(at.toISOString()) });

/** What a timer function receives. There is no `scheduleStatus`: the local host keeps no timer state. */
export function timerInput(): TriggerInput {
  return { data: { json: JSON.stringify({ Schedule: { AdjustForDST: false }, IsPastDue: false }) }, metadata: {} };
}

/** What a queue function receives: the decoded text; the library parses it when it is JSON. */
export function queueInput(queueName: string, text: string, facts: MessageFacts, now: Date): TriggerInput {
  const metadata = {
    QueueTrigger: { string: queueName },
    Id: { string: facts.messageId ?? randomUUID() },
    DequeueCount: { json: String(facts.dequeueCount ?? 1) },
    PopReceipt: { string: facts.popReceipt ?? '' },
    InsertionTime: instant(facts.insertedOn ?? now),
    ExpirationTime: instant(facts.expiresOn ?? now),
    NextVisibleTime: instant(facts.nextVisibleOn ?? now),
  };
  return { data: { string: text }, metadata: withPayloadProperties(metadata, text) };
}

/**
 * The real host lets the payload's own top-level properties shadow the metadata of the same name, ignoring case
 * (Utility.ApplyBindingData): so do we, or an app that relies on `dequeueCount` would only fail in Azure.
 */
function withPayloadProperties(metadata: Record<string, RpcTypedData>, text: string): Record<string, RpcTypedData> {
  const shadowed = new Map(Object.entries(metadata));
  for (const [key, value] of Object.entries(jsonObject(text))) {
    if (value === null || Array.isArray(value)) continue;
    for (const name of Object.keys(metadata)) if (name.toLowerCase() === key.toLowerCase()) shadowed.delete(name);
    shadowed.set(key, typeof value === 'object' ? { json: JSON.stringify(value) } : { string: String(value) });
  }
  return Object.fromEntries(shadowed);
}

function jsonObject(text: string): object {
  if (!/^\s*\{[^]*\}\s*$/.test(text)) return {};
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
