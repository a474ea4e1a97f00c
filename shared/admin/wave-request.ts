import { z } from 'zod';

const objectId = z.guid('is not an object id: give the id, not the name');

/** The most people one wave may name; a larger audience is a group. */
export const mostUsers = 5_000;

/** The body of `POST /api/waves`. Nobody is mailed by accident: without `dryRun: false` it is a dry run. */
export const waveRequest = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/[\p{L}\p{N}]/u, 'needs a letter or a digit'),
  groups: z.array(objectId).max(50).default([]),
  users: z.array(objectId).max(mostUsers, `names more than ${mostUsers} users: put them in a group`).default([]),
  limit: z.int().min(1, 'must be at least 1').optional(),
  startsAt: z.iso
    .datetime({ offset: true, error: 'is not an instant such as 2026-12-01T08:00:00Z' })
    .transform((text) => new Date(text))
    .optional(),
  dryRun: z.boolean().default(true),
});

export type WaveRequestBody = z.infer<typeof waveRequest>;
