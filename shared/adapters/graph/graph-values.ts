import { z } from 'zod';

/** Graph's values as they come. What the product decides by must be there; a mere text may be null or missing. */

export const objectId = z.guid().transform((id) => id.toLowerCase());

export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);

export const dateTime = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** Graph writes the year 1 for "never". */
export const optionalDateTime = dateTime.nullish().transform((at) => (at && at.getUTCFullYear() > 1 ? at : undefined));
