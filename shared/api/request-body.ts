import type { z } from 'zod';
import { faultsOf, type Fault } from '../config/campaign-document.ts';
import { problemAnswer, type Answer, type Problem } from './problem.ts';

/** Longest body of the admin API, in bytes. */
export const longestBody = 1_048_576;

export type BodyReading<Value> =
  { readonly valid: true; readonly value: Value } | { readonly valid: false; readonly answer: Answer };

/** Reads a JSON body by its schema; everything that is wrong with it is answered at once, by path. */
export function readBody<Schema extends z.ZodType>(text: string, schema: Schema): BodyReading<z.output<Schema>> {
  if (Buffer.byteLength(text) > longestBody) return { valid: false, answer: tooLarge() };
  const json = parse(text);
  if (json === undefined)
    return refuse(400, 'The body is not JSON', 'Send a JSON object with content-type application/json.');
  return check(json, schema, 'The body has faults');
}

/** Takes a CSV file as it is. Spreadsheets write others than UTF-8 too, which would be misread unnoticed. */
export function readText(text: string, contentType: string | null, longest = longestBody): BodyReading<string> {
  if (Buffer.byteLength(text) > longest) return { valid: false, answer: tooLarge(longest) };
  const [mediaType, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((one) => /^\s*charset="?([\w-]+)"?\s*$/.exec(one)?.[1])
    .find((one) => one !== undefined);
  const isUnderstood = mediaType!.trim() === 'text/csv' && (charset === undefined || charset === 'utf-8');
  return isUnderstood
    ? { valid: true, value: text }
    : refuse(415, 'The body is not CSV in UTF-8', 'Send the file with content-type text/csv, saved as "CSV UTF-8".');
}

/** Reads a query string by its schema, in the same way. */
export const readQuery = <Schema extends z.ZodType>(
  query: Readonly<Record<string, string>>,
  schema: Schema,
): BodyReading<z.output<Schema>> => check(query, schema, 'The query has faults');

/** Reads the fields of a form by a schema. Of a field that comes more than once the last counts. */
export const readForm = <Schema extends z.ZodType>(text: string, schema: Schema): BodyReading<z.output<Schema>> =>
  Buffer.byteLength(text) > longestBody
    ? { valid: false, answer: tooLarge() }
    : check(Object.fromEntries(new URLSearchParams(text)), schema, 'The form has faults');

/** Takes what a page has put together as the body of an operation. */
export const takeBody = <Schema extends z.ZodType>(value: unknown, schema: Schema): BodyReading<z.output<Schema>> =>
  check(value, schema, 'The form has faults');

function check<Schema extends z.ZodType>(value: unknown, schema: Schema, title: string): BodyReading<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { valid: true, value: parsed.data }
    : { valid: false, answer: problemAnswer(faultyProblem(title, faultsOf(parsed.error))) };
}

/** Nobody mends more at once, and an answer is not to be larger than what was sent. */
const mostFaults = 100;

/** Every fault of a request at once, by path; of very many the first, with their number. */
export const faultyProblem = (title: string, faults: readonly Fault[]): Problem => {
  const listed = faults.length > mostFaults ? `the first ${mostFaults} of ${faults.length}, listed` : 'what is listed';
  return {
    status: 400,
    title,
    detail: `Mend ${listed} under faults, and send it again. Nothing was started.`,
    faults: faults.slice(0, mostFaults),
  };
};

export const tooLarge = (longest = longestBody): Answer =>
  refuse(
    413,
    'The body is too large',
    `Send at most ${longest} bytes: name a group instead of many users, split a file.`,
  ).answer;

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
