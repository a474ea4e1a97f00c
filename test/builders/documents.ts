import type { z } from 'zod';
import { campaignDocument, type CampaignDocument } from '../../shared/config/campaign-document.ts';
import type { MailOrigin } from '../../shared/config/campaign-mail.ts';
import { contoso } from '../../shared/email/preview.ts';

export type DocumentChange = Partial<z.input<typeof campaignDocument>>;

/** A campaign document as an admin writes it: only what has no default. */
export const documentJson = (change: DocumentChange = {}): z.input<typeof campaignDocument> => ({
  name: 'SSPR onboarding',
  organisation: contoso,
  sspr: { methodsRequired: 1, passwordWriteback: 'enabled' },
  cadence: { timeZone: 'Europe/Stockholm', spreadMinutes: 0 },
  ...change,
});

/** A campaign without waves, holdout or spread, in Stockholm. */
export const aDocument = (change: DocumentChange = {}): CampaignDocument =>
  campaignDocument.parse(documentJson(change));

/** Mails about a tenant of the public cloud, whose answers somebody reads. */
export const someOrigin: MailOrigin = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  cloud: 'public',
  canReply: true,
  entersSecurityInfo: false,
};
