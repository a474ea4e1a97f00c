/** Sorts after everything that may follow a key's own characters: ids, `|` and what comes behind it. */
export const afterAll = '~';

/**
 * One of 16 partitions by the id's first digit: the ids are random, so people are spread evenly, and the partitions
 * in their order hold the ids in their order.
 */
export function partitionOf(id: string): string {
  const digit = id.charAt(0).toLowerCase();
  if (!/^[0-9a-f]$/.test(digit)) throw new Error('An id that is not a UUID has no partition');
  return digit;
}

export const partitions: readonly string[] = '0123456789abcdef'.split('');

/**
 * Text as part of a key. Tables forbid `/ \ # ?` and control characters; `|` and `~` have a meaning in our keys.
 * Everything but plain letters, digits and a few signs becomes `=XX`, byte by byte, so different texts stay different.
 *
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export function encodeKey(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

/** The text that `encodeKey` was given. */
export const decodeKey = (key: string): string =>
  key.replace(/(?:=[0-9a-f]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
