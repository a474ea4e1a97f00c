import { owners, type Owner } from '../diagnosis/owner.ts';

/**
 * Who is mailed about the campaign and about people in trouble: those of `owners` who work for the organisation and are
 * somebody else than the person, and whoever runs the campaign.
 */
export const mailboxOwners = [
  'campaign',
  'helpDesk',
  'identityAdmin',
  'licenceAdmin',
  'hybridAdmin',
  'activeDirectoryAdmin',
  'networkAdmin',
] as const;

export type MailboxOwner = (typeof mailboxOwners)[number];

/** The mailbox of each who has one. */
export type OwnerMailboxes = Readonly<Partial<Record<MailboxOwner, string | undefined>>>;

/** Who that is, for an admin who has to find them. */
export const mailboxOwnerInWords = (owner: MailboxOwner): string =>
  owner === 'campaign' ? 'Whoever runs the campaign' : owners[owner];

/** Who is written to about what an owner can mend: whoever runs the campaign, where the owner has no mailbox. */
export function mailboxFor(owner: Owner, mailboxes: OwnerMailboxes): MailboxOwner | undefined {
  if (isMailboxOwner(owner) && mailboxes[owner] !== undefined) return owner;
  return mailboxes.campaign === undefined ? undefined : 'campaign';
}

/** Of whom nobody is told that they could mend something. */
export const ownersUntold = (mailboxes: OwnerMailboxes): readonly MailboxOwner[] =>
  mailboxOwners.filter((owner) => owner !== 'campaign' && mailboxFor(owner, mailboxes) === undefined);

const isMailboxOwner = (owner: Owner): owner is Exclude<MailboxOwner, 'campaign'> & Owner =>
  mailboxOwners.some((one) => one === owner);
