import { z } from 'zod';
import { causeIds } from '../diagnosis/cause.ts';
import { owners, type Owner } from '../diagnosis/owner.ts';
import { troubleKinds } from '../diagnosis/trouble.ts';
import { commonAnswers, faulty } from './answer-parts.ts';
import { operation } from './operation.ts';

const ownerNames = Object.keys(owners) as [Owner, ...Owner[]];

/** Who can mend it: a closed list, since addresses of the API get into telemetry. */
export const troubleFilter = z.object({ owner: z.enum(ownerNames).optional().describe('Who can mend it.') });

const troubleShape = z.object({
  userId: z.string(),
  displayName: z.string(),
  userPrincipalName: z.string().optional(),
  trouble: z.enum(troubleKinds),
  cause: z.enum(causeIds),
  meaning: z.string(),
  owner: z.enum(ownerNames),
  ownerIs: z.string().describe('Who can mend it, in words.'),
  since: z.iso
    .datetime()
    .optional()
    .describe('The first failure after the last success, or the loss where its time is known.'),
  attempts: z.number().int().describe('Resets that did not get through since the last that did.'),
  lastAttemptAt: z.iso.datetime().optional(),
  reason: z.string().optional().describe('Microsoft’s words about the last one.'),
  reopenedAt: z.iso.datetime().optional().describe('When nudge and reminders last began anew for them.'),
});

export const troubleListShape = z.object({ people: z.array(troubleShape), next: z.string().optional() });

export const troubleColumns = Object.keys(troubleShape.shape);

export const troubleOperations = {
  listTrouble: operation('listTrouble', {
    summary: 'Whose reset fails, was blocked or given up, or whose security info is lost; until one gets through',
    query: z.strictObject({
      ...troubleFilter.shape,
      top: z.coerce.number().int().min(1).max(200).default(50),
      after: z.guid('is no object id').toLowerCase().optional().describe('The `next` of the page before.'),
    }),
    answers: {
      200: {
        description: 'A page, which may be empty and go on',
        schema: troubleListShape,
      },
      400: faulty,
      ...commonAnswers,
    },
  }),
  listTroubleCsv: operation('listTroubleCsv', {
    summary: 'Everybody of such a list',
    query: z.strictObject(troubleFilter.shape),
    answers: {
      200: { description: 'One line for each person', contentType: 'text/csv' },
      400: faulty,
      ...commonAnswers,
    },
  }),
} as const;
