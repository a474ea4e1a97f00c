import { z } from 'zod';
import { isId } from '../../registration/pass/id-table.ts';

/**
 * Graph's values as they come. What the product decides by must be there; a mere text may be null or missing. The
 * schemas only check: with transformations in them, reading a large tenant would take several times as long.
 */

export const objectId = z.guid();
export const optionalText = z.string().nullish();
export const dateTime = z.iso.datetime({ offset: true });
export const optionalDateTime = dateTime.nullish();

/** An object as it came, of which nothing is known. */
export type Raw = Readonly<Record<string, unknown>>;

export const isObjectId = (value: unknown): boolean => typeof value === 'string' && isId(value);

export const isOptionalText = (value: unknown): boolean =>
  typeof value === 'string' || value === null || value === undefined;

const instant = z.regexes.datetime({ offset: true });
export const isOptionalDateTime = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && instant.test(value));

export function areTexts(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (const one of value) if (typeof one !== 'string') return false;
  return true;
}

/** Undefined for what holds nothing. */
export const textOf = (value: string | null | undefined): string | undefined => value?.trim() || undefined;

const yearTwo = Date.parse('0002-01-01T00:00:00Z');

/** Graph writes the year 1 for "never". */
export function instantOf(value: string | null | undefined): Date | undefined {
  const at = value ? new Date(value) : undefined;
  return at && at.getTime() >= yearTwo ? at : undefined;
}
