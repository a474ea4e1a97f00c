import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { emailMessageSchema } from './email-message.ts';
import { faultRuleSchema } from './faults.ts';

export const PERSON_ACTIONS = [
  'register',
  'registerPhone',
  'registerPasskey',
  'deleteInfo',
  'reset',
  'leave',
  'disable',
  'move',
  'joinExecutives',
  'giveRole',
  'giveEligibleRole',
  'joinRoleGroup',
  'joinEligibleRoleGroup',
  'prepopulate',
  'givePass',
  'givePassByApplication',
  'deletePass',
  'switchWritebackOff',
  'switchWritebackOn',
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

const atMs = z.number();
const entrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('began'), users: z.number(), seed: z.number(), startsAt: z.string() }),
  z.strictObject({ type: z.literal('mail'), atMs, operationId: z.string(), message: emailMessageSchema }),
  z.strictObject({ type: z.literal('clock'), atMs }),
  z.strictObject({ type: z.literal('person'), atMs, userId: z.string(), action: z.enum(PERSON_ACTIONS) }),
  z.strictObject({ type: z.literal('method'), atMs, userId: z.string(), method: z.string(), value: z.string() }),
  z.strictObject({ type: z.literal('methodRemoved'), atMs, userId: z.string(), method: z.string() }),
  z.strictObject({ type: z.literal('faults'), atMs, rules: z.array(faultRuleSchema) }),
]);

/** What cannot be computed again: everything that came from outside, in the order in which it came. */
export type JournalEntry = z.infer<typeof entrySchema>;

export interface Journal {
  /** What was written before this start. */
  readonly past: readonly JournalEntry[];
  /** Writes the entry before it returns, so that a killed process has kept every mail that it has accepted. */
  append(entry: JournalEntry): void;
  close(): void;
}

/** A journal that is forgotten with the process. */
export function forgetfulJournal(): Journal {
  return { past: [], append: () => {}, close: () => {} };
}

/** The journal in a folder, one JSON document a line. A last line that a kill cut short is dropped. */
export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.jsonl');
  const past = existsSync(path) ? readWholeLines(path) : [];
  const file = openSync(path, 'a');
  return {
    past,
    append: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(file),
  };
}

function readWholeLines(path: string): JournalEntry[] {
  const bytes = readFileSync(path);
  const wholeBytes = bytes.lastIndexOf('\n') + 1;
  if (wholeBytes < bytes.length) truncateSync(path, wholeBytes);
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => entrySchema.parse(JSON.parse(line)));
}
