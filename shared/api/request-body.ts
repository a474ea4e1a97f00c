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

/**
 * Reads the fields of a form by a schema. Of a field that comes more than once the last counts; a file is a field with its
 * text. Only a form with a file may be as long as `longest`.
 */
export async function readForm<Schema extends z.ZodType>(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string | null,
  schema: Schema,
  longest: number,
): Promise<BodyReading<z.output<Schema>>> {
  const most = mediaTypeOf(contentType) === formTypes.withFiles ? longest : longestBody;
  if (bytes.byteLength > most) return { valid: false, answer: tooLarge(most) };
  const fields = await fieldsIn(bytes, contentType);
  return 'refusal' in fields ? fields.refusal : check(fields.read, schema, 'The form has faults');
}

/** How a browser sends a form. */
export const formTypes = { plain: 'application/x-www-form-urlencoded', withFiles: 'multipart/form-data' } as const;

export const mediaTypeOf = (contentType: string | null): string =>
  (contentType ?? '').split(';')[0]!.trim().toLowerCase();

type Fields = Readonly<Record<string, string>>;

async function fieldsIn(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string | null,
): Promise<{ readonly read: Fields } | { readonly refusal: BodyReading<never> }> {
  if (mediaTypeOf(contentType) !== formTypes.withFiles)
    return { read: Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString('utf8'))) };
  const form = await new Response(bytes, { headers: { 'content-type': contentType! } })
    .formData()
    .catch(() => undefined);
  if (form === undefined) return { refusal: refuse(400, 'The form cannot be read', 'Send it again from the page.') };
  const read: Record<string, string> = {};
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : utf8In(await value.arrayBuffer());
    if (text === undefined) return { refusal: notUtf8 };
    read[name] = text;
  }
  return { read };
}

/** A browser does not say in which character set a file is: what is no UTF-8 is seen by its bytes. */
function utf8In(file: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

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

const notUtf8 = refuse(
  415,
  'The file is not CSV in UTF-8',
  'In a spreadsheet, save it as "CSV UTF-8" and choose it again.',
);
