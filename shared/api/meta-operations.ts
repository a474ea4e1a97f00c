import { z } from 'zod';
import { commonAnswers, instant } from './answer-parts.ts';
import { operation } from './operation.ts';

const health = z
  .object({
    status: z.enum(['up', 'degraded', 'down']),
    degraded: z.array(z.string()).optional().describe('What is degraded. Only with the token of a reader.'),
    timers: z
      .record(z.string(), instant)
      .optional()
      .describe("When each timer's function last ended well, to within ten minutes. Only with the token of a reader."),
  })
  .meta({ id: 'Health' });

export const metaOperations = {
  health: operation('health', {
    summary: 'Whether the app is up; with the token of a reader also what is degraded, and when each timer last ran',
    answers: {
      200: { description: 'Up, or degraded', schema: health },
      503: { description: 'Down', schema: health },
    },
  }),
  showOpenApi: operation('showOpenApi', {
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) }, ...commonAnswers },
  }),
} as const;
