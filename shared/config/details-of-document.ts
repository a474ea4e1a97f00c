import type { KnownDetails } from '../campaign/known-details.ts';
import { digestOf } from '../campaign/plan-draft.ts';
import type { CampaignDocument } from './campaign-document.ts';

/** What readers know the mails of a campaign by. */
export const detailsOf = ({ organisation, mail, waveNotices, owners }: CampaignDocument): KnownDetails => ({
  organisation,
  logo: mail.logo === undefined ? '' : shownLogo(mail.logo),
  noticesTo: waveNotices?.to ?? [],
  owners,
  locale: mail.defaultLocale,
});

const shownLogo = (dataUri: string): string => `${dataUri.slice(5, dataUri.indexOf(';'))} ${digestOf(dataUri)}`;
