import { z } from 'zod';
import { defaultGoal, goals, goalsInWords } from '../delivery/goal.ts';
import { isAddress } from '../recipient/address.ts';

const objectId = z.guid('is not an object id: give the id, not the name');
const idOrUpn = z.union([z.guid(), z.string().refine(isAddress)], 'is neither an object id nor a user principal name');

/** The most people one wave may name; a larger audience is a group. */
export const mostUsers = 5_000;

/** The body of `POST /api/waves`. Nobody is mailed by accident: without `dryRun: false` it is a dry run. */
export const waveRequest = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/[\p{L}\p{N}]/u, 'needs a letter or a digit')
      .describe('The same name is the same wave.'),
    goal: z.enum(goals).default(defaultGoal).describe(goalsInWords),
    groups: z
      .array(objectId)
      .min(1, 'names no group: leave groups out where the wave is for the whole audience')
      .max(50)
      .optional()
      .transform((all = []) => all)
      .describe('Object ids of groups; members of nested groups count.'),
    users: z
      .array(idOrUpn)
      .min(1, 'names nobody: leave users out where the wave is for groups or the whole audience')
      .max(mostUsers, `names more than ${mostUsers} users: put them in a group`)
      .optional()
      .transform((all = []) => all)
      .describe('Object ids or user principal names. With neither groups nor users: the whole audience.'),
    limit: z.int().min(1, 'must be at least 1').optional(),
    startsAt: z.iso
      .datetime({ offset: true, error: 'is not an instant such as 2026-12-01T08:00:00Z' })
      .transform((text) => new Date(text))
      .optional(),
    dryRun: z
      .boolean()
      .default(true)
      .describe('true plans and mails nobody; false launches what `confirm` stands for.'),
    confirm: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'is not what a dry run answers as confirm')
      .optional()
      .describe('What the dry run answered. The launch enrols exactly the people it planned, or nobody.'),
  })
  .meta({ id: 'WaveRequest' });
