import { z } from 'zod';
import { mostRows } from '../prepopulation/contact-file.ts';
import { commonAnswers, count, faulty, instant, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

/** Leaves some of the 230 seconds after which Azure cuts an answer off. https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout */
export const longestAnswerMs = 200_000;

const methodOutcome = z.string().describe('What becomes of it: `meanings` explains each.');

const row = z.object({
  row: z.int().describe('As spreadsheets count: the header is row 1.'),
  userId: z.string().optional(),
  status: z.enum(['methods', 'skipped', 'faulty']),
  methods: z.record(z.string(), methodOutcome).optional(),
  because: z.string().optional().describe('Why nothing is added for this person.'),
  faults: z.array(z.object({ column: z.string(), message: z.string() })).optional(),
});

const figures = {
  rows: z.array(row).describe('Never what stands in the file.'),
  meanings: z.record(z.string(), z.string()).describe('Every outcome and reason that occurs, in words.'),
};

export const prepopulatePlanShape = z
  .object({
    dryRun: z.literal(true),
    confirm: z.string().optional().describe('For the run; missing when a row is faulty or nothing is to be added.'),
    people: count.describe('For whom something would be added.'),
    additions: z.record(z.string(), count).describe('By method.'),
    skipped: count,
    faulty: count,
    ...figures,
  })
  .meta({ id: 'PrepopulationPlan' });

export const prepopulateResultShape = z
  .object({
    dryRun: z.literal(false),
    complete: z.boolean().describe('false: send the same again, and what is left is added.'),
    people: count.describe('For whom something was added.'),
    additions: z.record(z.string(), count).describe('By method.'),
    retryAfterSeconds: z.int().optional(),
    ...figures,
  })
  .meta({ id: 'PrepopulationResult' });

export const prepopulationApprovalShape = z
  .object({
    approval: z.string().describe('For the second operator, who sends the same file with it.'),
    askedBy: z.string().describe('Object id of the first operator.'),
    expiresAt: instant,
  })
  .meta({ id: 'PrepopulationApproval' });

export const prepopulateOperations = {
  prepopulate: operation('prepopulate', {
    summary: 'Enters phones and alternate addresses that the organisation knows; off unless PREPOPULATION is true',
    query: z.strictObject({
      dryRun: z
        .enum(['true', 'false'], 'is neither true nor false')
        .default('true')
        .transform((text) => text === 'true'),
      confirm: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'is not what a dry run answers as confirm')
        .optional()
        .describe('What the dry run of the same file answered.'),
      approval: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'is not what another operator was answered as approval')
        .optional()
        .describe('What another operator was answered who sent the same file with its confirm. It stands for that.'),
    }),
    bodyType: 'text/csv',
    body: z
      .string()
      .describe(
        `At most ${mostRows} rows under a header: userPrincipalName or id, and mobilePhone, alternateMobilePhone, email.`,
      ),
    answers: {
      200: {
        description: 'The plan of a dry run, or what was added',
        schema: z.union([prepopulatePlanShape, prepopulateResultShape]),
      },
      202: {
        description: 'A second operator has to send the same file with this approval (TWO_OPERATORS)',
        schema: prepopulationApprovalShape,
      },
      400: faulty,
      409: problemCase(
        'Switched off, not permitted in Microsoft Graph, or something has changed since the dry run, or the approval is not good',
      ),
      413: problemCase('The file is too large'),
      415: problemCase('Not text/csv in UTF-8'),
      428: problemCase('There was no dry run'),
      ...commonAnswers,
    },
  }),
} as const;
