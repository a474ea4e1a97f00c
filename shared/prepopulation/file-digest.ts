import { scryptSync } from 'node:crypto';
import { methodsIn } from './contact-details.ts';
import type { ContactRow } from './contact-file.ts';

/**
 * All that is kept of a file: whether another one is the same, whatever the order of its rows. Slow to compute, and with a
 * salt of its own, so that nobody who sees it can try all phone numbers, nor many files at once.
 */
export const fileDigest = (rows: readonly ContactRow[], salt: string): string => {
  const contents = JSON.stringify(rows.map(contentOf).toSorted());
  return `${salt} ${scryptSync(contents, salt, 16).toString('hex')}`;
};

/** Whether the digest is of these rows. */
export const isFileOf = (rows: readonly ContactRow[], digest: string): boolean =>
  fileDigest(rows, digest.split(' ')[0]!) === digest;

const contentOf = ({ user, details }: ContactRow): string =>
  JSON.stringify([user.toLowerCase(), ...methodsIn(details).map((method) => [method, details[method]])]);
