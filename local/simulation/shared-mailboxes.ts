/** Shared mailboxes that are no account of the directory, by the owner whom the campaign tells there. */
export const SHARED_MAILBOXES = {
  campaign: 'sspr-campaign@contoso.com',
  helpDesk: 'servicedesk@contoso.com',
  hybridAdmin: 'entra-connect@contoso.com',
} as const;

const ADDRESSES: ReadonlySet<string> = new Set(Object.values(SHARED_MAILBOXES));

export const isToSharedMailbox = ({ recipient }: { readonly recipient: string }): boolean =>
  ADDRESSES.has(recipient.toLowerCase());
