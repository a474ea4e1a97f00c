import type { z } from 'zod';
import { faultsOf } from '../config/campaign-document.ts';
import { problemAnswer, type Answer } from './problem.ts';

/** Longest body of the admin API, in bytes. */
export const longestBody = 1_048_576;

export type BodyReading<Value> =
  { readonly valid: true; readonly value: Value } | { readonly valid: false; readonly answer: Answer };

/** Reads a JSON body by its schema; everything that is wrong with it is answered at once, by path. */
export function readBody<Schema extends z.ZodType>(text: string, schema: Schema): BodyReading<z.output<Schema>> {
  if (Buffer.byteLength(text) > longestBody) {
    return refuse(
      413,
      'The body is too large',
      `Send at most ${longestBody} bytes; name a group instead of many users.`,
    );
  }
  const json = parse(text);
  if (json === undefined)
    return refuse(400, 'The body is not JSON', 'Send a JSON object with content-type application/json.');
  const parsed = schema.safeParse(json);
  if (parsed.success) return { valid: true, value: parsed.data };
  const answer = problemAnswer({
    status: 400,
    title: 'The body has faults',
    detail: 'Mend what is listed under faults and send it again. Nothing was started.',
    faults: faultsOf(parsed.error),
  });
  return { valid: false, answer };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const refuse = (status: number, title: string, detail: string): { valid: false; answer: Answer } => ({
  valid: false,
  answer: problemAnswer({ status, title, detail: `${detail} Nothing was started.` }),
});
