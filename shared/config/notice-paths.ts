import { refusalOf, type NoticePlaces, type WhyNoNotice } from '../campaign/notice-address.ts';
import { mailboxOwners } from '../campaign/owner-mailbox.ts';
import type { CampaignDocument } from './campaign-document.ts';

/** An address of the document that notices, digests or figures go to. */
interface NamedAddress {
  readonly path: string;
  readonly address: string;
}

/** Every address that the document names as a mailbox, by its path. */
export const noticePathsOf = ({
  waveNotices,
  owners,
}: Pick<CampaignDocument, 'waveNotices' | 'owners'>): readonly NamedAddress[] => [
  ...(waveNotices?.to ?? []).map((address, at) => ({ path: `waveNotices.to[${at}]`, address })),
  ...mailboxOwners.flatMap((owner) => {
    const address = owners[owner];
    return address === undefined ? [] : [{ path: `owners.${owner}`, address }];
  }),
];

/** The addresses of a document that nothing goes to, by their paths. */
export const refusedIn = (
  document: CampaignDocument,
  places: NoticePlaces,
): readonly { readonly path: string; readonly because: WhyNoNotice }[] =>
  noticePathsOf(document).flatMap(({ path, address }) => {
    const because = refusalOf(address, places);
    return because === undefined ? [] : [{ path, because }];
  });
