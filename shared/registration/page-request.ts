import { z } from 'zod';

/**
 * The collections of a full pass, in the order they are read: roles and methods only where a tenant has no report,
 * mailboxes only where their purposes are asked for.
 */
export const passCollections = ['groups', 'report', 'users', 'roles', 'methods', 'mailboxes'] as const;
export type PassCollection = (typeof passCollections)[number];

/** One item of the queue `refresh-pages`: the page to read next. The pass's own row is the truth. */
export const pageRequest = z.strictObject({
  passId: z.string().min(1),
  collection: z.enum(passCollections),
  page: z.int().min(1),
});

export type PageRequest = z.infer<typeof pageRequest>;
