import { z } from 'zod';
import { commonAnswers } from './answer-parts.ts';
import { operation } from './operation.ts';

const health = z
  .object({ status: z.enum(['up', 'degraded', 'down']), degraded: z.array(z.string()) })
  .meta({ id: 'Health' });

export const metaOperations = {
  health: operation('health', {
    summary: 'Whether the app is up and what is degraded; tells nothing about the tenant',
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
