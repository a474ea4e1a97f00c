import { z } from 'zod';

/** The collections of a full pass, in the order they are read; the last two only where a tenant has no report. */
export const passCollections = ['groups', 'report', 'users', 'roles', 'methods'] as const;
export type PassCollection = (typeof passCollections)[number];

/** One item of the queue `refresh-pages`: the page to read next. The pass's own row is the truth. */
export const pageRequest = z.strictObject({
  passId: z.string().min(1),
  collection: z.enum(passCollections),
  page: z.int().min(1),
});

export type PageRequest = z.infer<typeof pageRequest>;
