import { z } from 'zod';
import { lossDecisions } from '../campaign/lost-history.ts';
import { commonAnswers, count, faulty, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

const lossPlanShape = z
  .object({
    dryRun: z.literal(true),
    decision: z.enum(lossDecisions),
    people: count.describe('Of whom nobody knows what they were sent, since stored rows of theirs were lost.'),
    sample: z.array(z.string()).describe('Object ids of some of them.'),
    confirm: z.string().optional().describe('For the decision; missing where there is nobody to decide about.'),
  })
  .meta({ id: 'LossPlan' });

const lossResultShape = z
  .object({
    dryRun: z.literal(false),
    decision: z.enum(lossDecisions),
    people: count.describe('For whom it was decided now.'),
    settled: count.describe('Of whom it was known by then, or decided before.'),
    left: count.describe('More than 0: send the same again, and it goes on with these.'),
  })
  .meta({ id: 'LossResult' });

export const lostOperations = {
  decideLost: operation('decideLost', {
    summary: 'Decides at once for everybody of whom nobody knows what they were sent, since rows were lost',
    body: z.strictObject({
      decision: z
        .enum(lossDecisions)
        .describe(
          'writtenTo: each mail that may have left counts as sent, and the campaign goes on after it. startAnew: nudge and ' +
            'reminders may leave once more, where they are still owed. The SSPR link that may have left counts as sent either way.',
        ),
      dryRun: z.boolean().default(true).describe('true changes nothing, and answers `confirm`.'),
      confirm: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'is not what a dry run answers as confirm')
        .optional()
        .describe(
          'What the dry run of the same decision answered. It is decided for the people of that one, and no others.',
        ),
      because: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .describe('Goes into the audit trail; needed where it is no dry run.'),
    }),
    answers: {
      200: {
        description: 'Who would be decided about, or for whom it was decided',
        schema: z.union([lossPlanShape, lossResultShape]),
      },
      400: faulty,
      409: problemCase('No dry run of this decision has answered this confirm'),
      413: problemCase('The body is too large'),
      428: problemCase('There was no dry run'),
      ...commonAnswers,
    },
  }),
} as const;
