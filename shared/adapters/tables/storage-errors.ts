import { RestError } from '@azure/data-tables';
import { withoutPayload } from '../../faults/without-payload.ts';

/**
 * The status of a refusal that says something about rows: 404 a row is not there, 409 it is there already, 412 it has
 * changed. Undefined for everything else, a missing table included.
 */
export function rowRefusal(error: unknown): 404 | 409 | 412 | undefined {
  if (!(error instanceof RestError)) return undefined;
  const { statusCode, code } = error;
  if (statusCode === 412) return 412;
  if (statusCode === 409 && (code === undefined || code === 'EntityAlreadyExists')) return 409;
  if (statusCode === 404 && !namesTable(error)) return 404;
  return undefined;
}

/** The code is only parsed for some answers, so the text is looked at too. */
function namesTable({ code, message }: RestError): boolean {
  return code === 'TableNotFound' || /TableNotFound|table specified does not exist/i.test(message);
}

/** Does it, and says what was tried when it fails: the table and the kind of row, never whose row. */
export async function trying<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw failureTo(what, error);
  }
}

const failureTo = (what: string, error: unknown): Error =>
  new Error(`Table storage could not ${what}`, { cause: withoutPayload(error) });
