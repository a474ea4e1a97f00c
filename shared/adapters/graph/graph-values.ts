import { z } from 'zod';

/**
 * Graph's values as they come. What the product decides by must be there; a mere text may be null or missing. The
 * schemas only check: with transformations in them, reading a large tenant would take several times as long.
 */

export const objectId = z.guid();
export const optionalText = z.string().nullish();
export const dateTime = z.iso.datetime({ offset: true });
export const optionalDateTime = dateTime.nullish();

/** Undefined for what holds nothing. */
export const textOf = (value: string | null | undefined): string | undefined => value?.trim() || undefined;

const yearTwo = Date.parse('0002-01-01T00:00:00Z');

/** Graph writes the year 1 for "never". */
export function instantOf(value: string | null | undefined): Date | undefined {
  const at = value ? new Date(value) : undefined;
  return at && at.getTime() >= yearTwo ? at : undefined;
}
