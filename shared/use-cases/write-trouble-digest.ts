import { mailboxOwnerInWords, type MailboxOwner } from '../campaign/owner-mailbox.ts';
import { troubleChange, type ToldTrouble, type TroubleNow } from '../campaign/trouble-digest.ts';
import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import { causeIn } from '../diagnosis/causes.ts';
import { renderTroubleDigest, type RenderedMail } from '../email/mail.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { Campaign } from './campaign-rules.ts';
import { journeysOf } from './journeys-of.ts';

export interface DigestToWrite {
  readonly owner: MailboxOwner;
  readonly told: ToldTrouble | undefined;
  readonly says: ToldTrouble;
  /** Who is in trouble now: of them those are named who came since, where names are wanted. */
  readonly people: TroubleNow['people'];
  readonly standsFor: (userId: string) => string;
}

export interface DigestContext extends Campaign {
  readonly origin: MailOrigin;
  readonly siteHost: string | undefined;
}

/** More names than these are on the page. */
const mostNames = 30;

/** What a mailbox is told of people in trouble, by what was written down of the letter. */
export async function writeTroubleDigest(
  { owner, told, says, people, standsFor }: DigestToWrite,
  { document, origin, siteHost }: DigestContext,
  now: Date,
  { recipients }: { readonly recipients: RecipientStore },
): Promise<RenderedMail> {
  const change = troubleChange(told, says);
  const isNew = ({ userId }: { readonly userId: string }) =>
    says.people?.some(([one]) => one === standsFor(userId)) &&
    !told?.people?.some(([one]) => one === standsFor(userId));
  const came = document.digests.names && change.moved ? people.filter(isNew) : [];
  const named = await journeysOf(
    came.slice(0, mostNames).map(({ userId }) => userId),
    recipients,
  );
  const names = [...named.values()].flatMap(({ facts }) => facts?.user.displayName ?? []);
  const facts = { ...campaignMailFacts(document, origin, now), person: { displayName: '' }, synchronised: false };
  return renderTroubleDigest(facts, {
    owner: owner === 'campaign' ? undefined : mailboxOwnerInWords(owner),
    path: `owners.${owner}`,
    isFirst: told === undefined,
    ...change,
    causes: change.causes.map(({ cause, ...counts }) => ({ ...counts, meaning: causeIn(origin.cloud, cause).meaning })),
    newPeople: document.digests.names ? { names, more: Math.max(0, came.length - mostNames) } : undefined,
    listAt: siteHost === undefined ? undefined : listAt(siteHost, owner),
  });
}

/** Whoever runs the campaign is also told of what has no mailbox of its own: their list is everybody's. */
const listAt = (siteHost: string, owner: MailboxOwner): string =>
  `${siteHost}/api/dashboard/trouble${owner === 'campaign' ? '' : `?owner=${owner}`}`;
