import type { MailFrom } from '../delivery/mail-from.ts';
import { readLogo, type InlineLogo } from '../email/logo.ts';
import type { MailFacts } from '../email/mail-facts.ts';
import type { Cloud } from '../registration/cloud.ts';
import { methodEndings } from '../registration/method-endings.ts';
import type { CampaignDocument } from './campaign-document.ts';
import { cloudOf } from './clouds.ts';
import { endpointIn } from './setting-forms.ts';
import type { Settings } from './settings.ts';

/** What the app settings decide about mails: which tenant they are about, whether anybody reads an answer, and which there are. */
export interface MailOrigin {
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly canReply: boolean;
  /** Operators may enter security info for people, who are then told of it. */
  readonly entersSecurityInfo: boolean;
}

/** The facts that all mails of a campaign have in common. */
export type CampaignMailFacts = Pick<
  MailFacts,
  'organisation' | 'methodsRequired' | 'links' | 'allowedMethods' | 'cloud' | 'canReply' | 'endings'
>;

export const mailOriginOf = ({ admin, graph, mail, prepopulation }: Settings): MailOrigin => ({
  tenantId: admin.tenantId,
  cloud: cloudOf(graph.endpoint),
  canReply: mail.replyToAddress !== undefined,
  entersSecurityInfo: prepopulation,
});

/** With which mail service and from whom mails leave by the settings: a key and an identity reach the same service. */
export function mailFromOf({ connection, senderAddress, replyToAddress }: Settings['mail']): MailFrom {
  const endpoint = connection.kind === 'identity' ? connection.endpoint : endpointIn(connection.connectionString);
  return { service: new URL(endpoint).origin, senderAddress, ...(replyToAddress !== undefined && { replyToAddress }) };
}

/** What is decided about every mail: whose it is, which methods count and until when, typed addresses or links. */
export function campaignMailFacts(
  { organisation, mail, sspr }: CampaignDocument,
  { cloud, canReply }: Pick<MailOrigin, 'cloud' | 'canReply'>,
  now: Date,
): CampaignMailFacts {
  const logo = logoOf(mail.logo);
  return {
    organisation: { ...organisation, ...(logo && { logo }) },
    methodsRequired: sspr.methodsRequired,
    links: mail.links,
    allowedMethods: sspr.allowedMethods,
    cloud,
    canReply,
    endings: methodEndings(now, cloud, sspr.ownTelephonyProvider),
  };
}

function logoOf(dataUri: string | undefined): InlineLogo | undefined {
  if (dataUri === undefined) return undefined;
  const reading = readLogo(dataUri);
  if (!reading.ok) throw new Error(`The logo of a checked campaign document cannot be read: ${reading.because}`);
  return reading.logo;
}
