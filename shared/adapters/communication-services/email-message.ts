import type { EmailAttachment, EmailMessage } from '@azure/communication-email';
import type { InlineLogo } from '../../email/logo.ts';
import type { OutgoingMail } from '../../ports/mailer.ts';

/**
 * The request's body for a mail: the same bytes for the same mail, as a repeated operation id demands.
 *
 * `Message-ID` is ours as well, a second way to recognise a mail. The service replaces it without a word when it has
 * seen it before; the header that would make it refuse instead (`x-ms-acsemail-validate-message-id`) is left out, for
 * its 400 could not be told from other 400s. Opens and clicks are not tracked.
 *
 * https://learn.microsoft.com/azure/communication-services/concepts/email/email-headers
 */
export function emailMessageOf(mail: OutgoingMail): EmailMessage {
  const { messageId, to, subject, html, text, logo } = mail;
  const { senderAddress, replyToAddress } = mail.from;
  refuseUnsafe(to.address);
  return {
    senderAddress,
    recipients: { to: [{ address: to.address, displayName: withoutControls(to.displayName) }] },
    ...(replyToAddress !== undefined && { replyTo: [{ address: replyToAddress }] }),
    content: { subject: withoutControls(subject), html, plainText: text },
    headers: { 'Message-ID': `<${messageId}@${domainOf(senderAddress)}>`, ...writtenByAMachine },
    ...(logo && { attachments: [attachmentOf(logo)] }),
    disableUserEngagementTracking: true,
  };
}

/**
 * Nobody's absence notice answers these mails, and no list server takes them for a person's.
 *
 * https://www.rfc-editor.org/rfc/rfc3834#section-5
 * https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmail/ced68690-498a-4567-9d14-5c01f974d8b1
 */
const writtenByAMachine = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

/** Inline: the HTML shows it by its content id. */
const attachmentOf = ({ contentId, contentType, contentInBase64 }: InlineLogo): EmailAttachment => ({
  name: contentType === 'image/png' ? 'logo.png' : 'logo.jpg',
  contentType,
  contentInBase64,
  contentId,
});

/** One address only, whatever a mail server might make of the text. The address itself is not repeated. */
function refuseUnsafe(address: string): void {
  if (/[\p{Cc}\s,;<>]/u.test(address) || !address.includes('@')) {
    throw new Error(
      'A mail was not sent: the address is empty, more than one, or has characters that no address needs',
    );
  }
}

const withoutControls = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
