import type { EntryNotice } from '../campaign/entry-notice.ts';
import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import { mailLocales, renderMail } from '../email/mail.ts';
import type { PinnedBody } from '../ports/recipient-store.ts';
import { chooseAddress } from '../recipient/address.ts';
import { chooseLocale } from '../recipient/locale.ts';
import type { UserFacts } from '../recipient/verdict.ts';

/**
 * Renders the notice to somebody for whom something was entered: to their primary mailbox, whatever turned mails away before.
 * Undefined where they have none. Pure: the same inputs give the same bytes.
 */
export function renderEntryNotice(
  { messageId, entries }: EntryNotice,
  { user }: UserFacts,
  document: CampaignDocument,
  { origin, now }: { readonly origin: MailOrigin; readonly now: Date },
): { readonly address: string; readonly body: PinnedBody } | undefined {
  const address = chooseAddress(user, document.audience.addressFallback);
  if (address === undefined) return undefined;
  const kind = 'securityInfoEntered';
  const { locale, because: localeBecause } = chooseLocale(user, mailLocales, document.mail.defaultLocale);
  const mail = renderMail(kind, locale, {
    ...campaignMailFacts(document, origin, now),
    tenantId: origin.tenantId,
    person: { displayName: user.displayName, givenName: user.givenName },
    synchronised: user.onPremisesSyncEnabled,
    entries,
  });
  const writtenAs = { kind, locale, localeBecause };
  return { address, body: { messageId, displayName: user.displayName, ...mail, writtenAs } };
}
