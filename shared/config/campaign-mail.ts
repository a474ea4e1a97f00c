import { readLogo, type InlineLogo } from '../email/logo.ts';
import type { MailFacts } from '../email/mail-facts.ts';
import type { CampaignDocument } from './campaign-document.ts';

/** The facts that all mails of a campaign have in common. */
export type CampaignMailFacts = Pick<MailFacts, 'organisation' | 'methodsRequired' | 'links' | 'allowedMethods'>;

/** What the document decides about every mail: whose it is, which methods count, typed addresses or links. */
export function campaignMailFacts({ organisation, mail, sspr }: CampaignDocument): CampaignMailFacts {
  const logo = logoOf(mail.logo);
  return {
    organisation: { ...organisation, ...(logo && { logo }) },
    methodsRequired: sspr.methodsRequired,
    links: mail.links,
    allowedMethods: sspr.allowedMethods,
  };
}

function logoOf(dataUri: string | undefined): InlineLogo | undefined {
  if (dataUri === undefined) return undefined;
  const reading = readLogo(dataUri);
  if (!reading.ok) throw new Error(`The logo of a checked campaign document cannot be read: ${reading.because}`);
  return reading.logo;
}
