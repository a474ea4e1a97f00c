import { z } from 'zod';
import { driftCauses, driftDecisions } from '../registration/mass-drift.ts';
import { commonAnswers, count, faulty, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

const driftShape = z
  .object({
    passId: z.string().describe('The pass that found it; a decision names it.'),
    foundAt: z.iso.datetime(),
    people: count.describe('Who could reset by the pass before, and by this one can no more.'),
    capableBefore: count.describe('How many could reset by the pass before.'),
    likelyCause: z.enum(driftCauses).describe('What most of them lack.'),
    causes: z.partialRecord(z.enum(driftCauses), count),
    meaning: z.string().describe('What was changed, most likely.'),
    lookAt: z.array(z.string()).describe('Where to look, in this order.'),
    decision: z.enum(driftDecisions).optional().describe('Missing: nobody of them is asked anew until it is decided.'),
  })
  .meta({ id: 'MassDrift' });

export const driftOperations = {
  listDrifts: operation('listDrifts', {
    summary: 'When very many people lost the reset at once, with the likely cause and what was decided',
    answers: {
      200: { description: 'The last ones, oldest first', schema: z.object({ drifts: z.array(driftShape) }) },
      ...commonAnswers,
    },
  }),
  decideDrift: operation('decideDrift', {
    summary: 'Decides whether those who lost the reset all at once are asked to register once more',
    body: z.strictObject({
      passId: z.string().trim().min(1).max(60).describe('Which one: as the list names it.'),
      decision: z
        .enum(driftDecisions)
        .describe(
          'reopen: whoever of them can still not reset is asked once more, each no sooner than 90 days after their last ' +
            'mail, and no more of them on a day than the help desk can bear. leave: they are not. It is decided once.',
        ),
      because: z.string().trim().min(1).max(200).describe('Goes into the audit trail.'),
    }),
    answers: {
      200: { description: 'It is decided', schema: driftShape },
      400: faulty,
      404: problemCase('No pass has found that'),
      409: problemCase('It was decided otherwise'),
      413: problemCase('The body is too large'),
      ...commonAnswers,
    },
  }),
} as const;
