import type { z } from 'zod';
import { campaignDocument, type CampaignDocument } from '../../shared/config/campaign-document.ts';

export type DocumentChange = Partial<z.input<typeof campaignDocument>>;

/** A campaign document as an admin writes it: only what has no default. */
export const documentJson = (change: DocumentChange = {}): z.input<typeof campaignDocument> => ({
  name: 'SSPR onboarding',
  organisation: {
    displayName: 'Contoso',
    helpDesk: { name: 'IT Service Desk', phone: '+46 8 123 456', url: 'https://intranet.contoso.com/help' },
    verifyAt: 'https://intranet.contoso.com/sspr',
    brandColor: '#0f6cbd',
  },
  sspr: { methodsRequired: 1, passwordWriteback: 'enabled' },
  cadence: { timeZone: 'Europe/Stockholm', spreadMinutes: 0 },
  ...change,
});

/** A campaign without waves, holdout or spread, in Stockholm. */
export const aDocument = (change: DocumentChange = {}): CampaignDocument =>
  campaignDocument.parse(documentJson(change));
