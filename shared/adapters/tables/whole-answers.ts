import type { TableClient } from '@azure/data-tables';

type OnResponse = NonNullable<NonNullable<Parameters<TableClient['getEntity']>[2]>['onResponse']>;

/**
 * Throws when a query that succeeded brought no list of rows. The SDK takes an answer of another kind, of a proxy say, for
 * an empty list, and anything else in the list's place for one row (seen in @azure/data-tables 13.3.2).
 */
export const expectRows: OnResponse = ({ status, parsedBody, bodyAsText }) => {
  if (status !== 200) return;
  const { value } = propertiesIn(parsedBody);
  // The SDK has already made a list of whatever was there. Quotes inside of a text are escaped, so this is the list itself.
  const wasList = Array.isArray(value) && /"value"\s*:\s*\[/.test(bodyAsText ?? '');
  if (!wasList) throw new Error('A query was answered without a list of rows');
};

/** Throws when a row was asked for, and the answer says neither that there is none nor which version it has. */
export const expectRow: OnResponse = ({ status, parsedBody }) => {
  if (status !== 200) return;
  const { 'odata.etag': etag } = propertiesIn(parsedBody);
  if (typeof etag !== 'string') throw new Error('A query was answered without a row');
};

const propertiesIn = (parsed: unknown): Readonly<Record<string, unknown>> =>
  typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
