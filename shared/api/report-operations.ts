import { z } from 'zod';
import { commonAnswers, count, countsBy, instant, placesShape } from './answer-parts.ts';
import { operation } from './operation.ts';

const effect = z.object({ sent: count, delivered: count, registeredAfter: count, resetAfter: count });

export const reportShape = z
  .object({
    asOf: instant.describe('What happened until then is in the figures; what happened since may be missing.'),
    countedAt: instant
      .optional()
      .describe(
        'When everybody was counted last: what only time or a change of the campaign did to people since is not in the figures. Missing before the first count.',
      ),
    tally: z.object({
      people: count,
      places: placesShape,
      enrolled: count,
      nudged: count,
      capable: count,
      linked: count,
      resetAfterMail: count,
      messages: z.record(z.string(), countsBy),
    }),
    effects: z
      .record(z.string(), effect)
      .describe(
        'By step: who registered, and who first reset their password, after this mail and before the next one, where the audit log tells when.',
      ),
    registeredUnasked: count,
    registeredAtUnknownTime: count,
    holdout: z.object({ people: count, capable: count }),
    phoneOnly: count,
    profile: z.object({
      scope: z.object({ enabled: count, notEnabled: count }),
      domains: countsBy,
      synchronised: count,
      licences: z.object({ servicePlan: count, sku: count, officeOnly: count, inGracePeriod: count }),
      unreadable: count,
      resets: z.object({ succeeded: count, synchronisedSucceeded: count, failed: count, writebackOff: count }),
    }),
    days: z.array(z.object({ day: z.iso.date(), mails: count, registrations: count })),
    needsHuman: z.array(
      z.object({ userId: z.string(), step: z.string(), state: z.string(), because: z.string().optional() }),
    ),
    needsHumanCount: count,
    heldLinks: z
      .array(
        z.object({
          userId: z.string(),
          because: z.string(),
          meaning: z.string(),
          owner: z.string(),
          ownerText: z.string(),
          remedy: z.array(z.string()),
        }),
      )
      .describe('SSPR links that wait, since a reset would fail; each with who can mend it. The first fifty.'),
    heldLinksCount: count,
  })
  .meta({ id: 'Report' });

const check = z.object({
  id: z.string(),
  status: z.enum(['pass', 'warn', 'fail']),
  detail: z.string(),
  remedy: z.string().optional(),
});

export const preflightShape = z
  .object({ status: z.enum(['pass', 'warn', 'fail']), checkedAt: instant, checks: z.array(check) })
  .meta({ id: 'Preflight' });

export const reportOperations = {
  showReport: operation('showReport', {
    summary: 'The funnel, the effect of each mail, and what needs a human; a change is in it after a minute',
    answers: { 200: { description: 'The report', schema: reportShape }, ...commonAnswers },
  }),
  listReport: operation('listReport', {
    summary: 'The figures of the report, one in a line',
    answers: { 200: { description: 'section, name, value', contentType: 'text/csv' }, ...commonAnswers },
  }),
  runPreflight: operation('runPreflight', {
    summary: 'Every precondition, tried: pass, warn or fail, with the remedy',
    answers: { 200: { description: 'The checks', schema: preflightShape }, ...commonAnswers },
  }),
} as const;
