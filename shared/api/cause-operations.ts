import { z } from 'zod';
import { causeIds } from '../diagnosis/cause.ts';
import { resetCodes } from '../diagnosis/reset-code.ts';
import { serverEvents } from '../diagnosis/server-event.ts';
import { commonAnswers, faulty } from './answer-parts.ts';
import { operation } from './operation.ts';

export const causeShape = z.object({
  id: z.enum(causeIds),
  code: z.string().optional().describe('What the page shows to the person.'),
  meaning: z.string(),
  owner: z.string(),
  ownerIs: z.string().describe('Who can mend it, in words.'),
  remedy: z.array(z.string()),
  documentation: z.url(),
  message: z.string().describe('What to tell the person.'),
});

/** What may be told of an error: each the same here and for a person’s diagnosis. */
export const toldCode = z.enum(resetCodes).optional().describe('What the page showed to the person.');
export const toldEvent = z
  .enum(Object.keys(serverEvents))
  .optional()
  .describe('What the Application log of the server of Entra Connect holds.');

/** Addresses of the API get into telemetry. */
const toldText = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((text) => !text.includes('@'), 'holds an address: give Microsoft’s words only')
  .optional()
  .describe('A reason of the audit log, in Microsoft’s words.');

const told = z
  .strictObject({ code: toldCode, event: toldEvent, text: toldText })
  .refine((given) => Object.values(given).filter((one) => one !== undefined).length <= 1, {
    message: 'are given together: give one of code, event and text',
    path: ['code'],
  });

export const causeOperations = {
  listCauses: operation('listCauses', {
    summary: 'What stands behind an error, without a person; without a query the whole table',
    query: told,
    answers: {
      200: {
        description: 'The causes',
        schema: z.object({
          said: z.string().optional().describe('What was told, in words.'),
          causes: z.array(causeShape).describe('None where what was told is no failure.'),
        }),
      },
      400: faulty,
      ...commonAnswers,
    },
  }),
} as const;
