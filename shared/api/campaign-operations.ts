import { z } from 'zod';
import { campaignDocument } from '../config/campaign-document.ts';
import { commonAnswers, faulty, instant, problemCase } from './answer-parts.ts';
import { operation } from './operation.ts';

const status = z.object({
  status: z.enum(['running', 'paused']),
  because: z.string().optional(),
  changedAt: instant,
});

const sending = z
  .object({
    state: z.object({
      kind: z.enum(['open', 'stopped', 'closed']),
      because: z
        .string()
        .optional()
        .describe('paused, dryRun, quotaSpent, documentUnreadable, or what the mail service answered.'),
      until: instant.optional(),
      count: z.int().optional().describe('So many mails may leave before the quota is spent.'),
    }),
    nextDueAt: instant.optional().describe('When the next mail is due.'),
    pausedWaves: z.array(z.string()),
    detection: z
      .object({ kind: z.enum(['current', 'stale']), since: instant.optional() })
      .describe('stale: neither report nor audit log has told since then, and everything but SSPR links waits.'),
  })
  .describe('Whether mails leave, and what they wait for.');

const campaignShape = z
  .object({
    document: z.record(z.string(), z.unknown()).describe('The campaign document, with the defaults filled in.'),
    faults: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Why this build does not accept the stored document: nothing leaves until it is replaced.'),
    state: status,
    dryRun: z.boolean().describe('The app setting DRY_RUN: everything runs and nothing is sent.'),
    sending: sending.optional(),
    file: z
      .object({ differences: z.record(z.string(), z.union([z.string(), z.number()])) })
      .optional()
      .describe('Where the document that CAMPAIGN_DOCUMENT names differs from this one, by path. It has no effect.'),
    groups: z
      .literal('readByNewPass')
      .optional()
      .describe('The document names new groups. A pass has been started, and they hold once it has read them.'),
  })
  .meta({ id: 'Campaign' });

const ok = { description: 'The campaign; its ETag is that of the document', schema: campaignShape };

const auditEntry = z.object({
  entryId: z.string(),
  at: instant,
  by: z.string(),
  action: z.string(),
  target: z.string().optional(),
  outcome: z.enum(['begun', 'done', 'refused', 'failed']),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const auditPage = z.object({
  entries: z.array(auditEntry),
  unreadable: z
    .array(z.object({ table: z.string(), partitionKey: z.string(), rowKey: z.string(), because: z.string() }))
    .describe('Rows of this page that cannot be read.'),
  next: z.string().optional(),
});

export const campaignOperations = {
  showCampaign: operation('showCampaign', {
    summary: 'The campaign document and whether the campaign runs',
    answers: { 200: ok, ...commonAnswers },
  }),
  replaceCampaign: operation('replaceCampaign', {
    summary: 'Replace the campaign document; needs If-Match with the ETag of the one that was read',
    body: campaignDocument,
    answers: {
      200: ok,
      400: faulty,
      412: problemCase('Somebody else has changed the document'),
      413: problemCase('The body is too large'),
      428: problemCase('If-Match is missing'),
      ...commonAnswers,
    },
  }),
  changeStatus: operation('changeStatus', {
    summary: 'Pause or resume the campaign: what is claimed finishes, nothing else leaves',
    body: z.strictObject({ because: z.string().trim().max(200).optional() }),
    bodyOptional: true,
    answers: {
      200: ok,
      400: faulty,
      404: problemCase('No such action'),
      413: problemCase('The body is too large'),
      ...commonAnswers,
    },
  }),
  refresh: operation('refresh', {
    summary: 'Read the tenant now: a pass begins, or one that has stalled goes on',
    answers: {
      202: {
        description: 'It is being read; underWay: it was already',
        schema: z.object({ pass: z.enum(['started', 'resumed', 'underWay']) }),
      },
      ...commonAnswers,
    },
  }),
  listAudit: operation('listAudit', {
    summary: 'Who changed what and when, the newest first',
    query: z.strictObject({
      top: z.coerce.number().int().min(1).max(500).default(50),
      after: z.string().max(100).optional().describe('The `next` of the page before.'),
      user: z.guid().optional().describe('Object id of a person: only what was done to them.'),
    }),
    answers: {
      200: { description: 'A page', schema: auditPage },
      400: faulty,
      ...commonAnswers,
    },
  }),
} as const;
