import { z } from 'zod';
import type { DescribedAnswer } from './operation.ts';

export const instant = z.iso.datetime();
export const count = z.int().min(0);
export const countsBy = z.record(z.string(), count);

/** How many people stand in each place. */
export const placesShape = z
  .object({
    canReset: count,
    onTheWay: count.describe('Enrolled, and a mail or a registration is still to come.'),
    waits: count.describe('Selected, and in no wave yet.'),
    needsPerson: count.describe('A mail has an outcome that somebody must decide about.'),
    ended: countsBy.describe('Enrolled, and nothing more is to come, by reason.'),
    leftOut: countsBy.describe('By the reason that keeps them out, enrolled or not.'),
  })
  .describe('Each person stands in one place: the counts add up to all people.')
  .meta({ id: 'Places' });

/** RFC 9457. */
const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong here, and the next step.'),
    faults: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Every fault of the request, by its path.'),
    drift: z.record(z.string(), z.unknown()).optional().describe('What has changed since the dry run.'),
  })
  .meta({ id: 'Problem' });

export const problemCase = (description: string): DescribedAnswer => ({
  description,
  schema: problem,
  contentType: 'application/problem+json',
});

/** What every operation behind a token may answer. */
export const commonAnswers: Readonly<Record<number, DescribedAnswer>> = {
  401: problemCase('No token, or one that is not good'),
  403: problemCase('The token lacks the role'),
  500: problemCase('A surprise; the log says more'),
  503: problemCase('The app or Microsoft Graph cannot answer now'),
};

export const faulty: DescribedAnswer = problemCase('The request has faults; each is listed by path');
