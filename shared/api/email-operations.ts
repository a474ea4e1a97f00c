import { z } from 'zod';
import { mailKinds, mailLocales } from '../email/mail.ts';
import { commonAnswers, faulty, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

const kind = z.enum(mailKinds).default('nudge');
const locale = z.enum(mailLocales).default('en');
const reminderNumber = z.coerce.number().int().min(1).max(6).optional();

export const emailOperations = {
  previewEmail: operation('previewEmail', {
    summary: 'Any mail in any language, with made-up facts',
    query: z.strictObject({ kind, locale, reminderNumber, format: z.enum(['html', 'text', 'json']).default('html') }),
    answers: {
      200: { description: 'The mail as a page, as plain text, or as JSON with its subject', contentType: 'text/html' },
      400: faulty,
      ...commonAnswers,
    },
  }),
  sendTestEmail: operation('sendTestEmail', {
    summary: 'One mail to oneself: to the address that the directory has of the caller',
    body: z.strictObject({
      kind,
      locale,
      reminderNumber,
      once: z
        .string()
        .regex(/^[\w.-]{8,100}$/)
        .optional()
        .describe('Any text of your own: of two requests with the same, from the same caller, one sends.'),
    }),
    bodyOptional: true,
    answers: {
      202: {
        description: 'The mail service took it',
        schema: z.object({ messageId: z.string(), kind: z.string(), locale: z.string() }),
      },
      400: faulty,
      409: problemCase(
        'DRY_RUN is on, the campaign is paused, the caller has no address, the quota is used up, or `once` was used before',
      ),
      413: problemCase('The body is too large'),
      429: problemCase('Ten test mails in this hour are the most'),
      502: problemCase('The mail service did not take it, or it is not known whether it did'),
      ...commonAnswers,
    },
  }),
} as const;
