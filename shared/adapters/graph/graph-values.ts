import { z } from 'zod';

/**
 * Graph's values as they come. What the product decides by must be there; a mere text may be null or missing. The
 * schemas only check: with transformations in them, reading a large tenant would take several times as long.
 */

export const objectId = z.guid();
/**
 * A person's segment of a path. Graph takes other words there for functions (`/users/delta`, `/users/$count`), so
 * that anything but an object id is a mistake of ours: it throws.
 */
export function idSegment(id: string): string {
  if (objectId.safeParse(id).success) return id;
  throw new Error('Only an object id may stand in a path of Graph');
}

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
