import type { CampaignState } from '../campaign/campaign-state.ts';
import { digestOf } from '../campaign/plan-draft.ts';
import type { CampaignDocument, Fault } from '../config/campaign-document.ts';
import type { UnreadableCampaign } from '../config/unreadable-document.ts';
import { jsonAnswer, type Answer, type Problem } from './problem.ts';

/** The document's ETag: of what it says, so that a pause in between does not stand in an editor's way. */
export const etagOf = (document: unknown): string => `"${digestOf(document)}"`;

/** The campaign as the API shows it. */
export interface ShownCampaign {
  readonly document: CampaignDocument;
  readonly state: CampaignState;
  readonly dryRun: boolean;
  /** Whether mails leave, and what they wait for. */
  readonly sending?: object;
  /** Where the document that `CAMPAIGN_DOCUMENT` names says something else: it has no effect. */
  readonly file?: { readonly differences: Readonly<Record<string, string | number>> };
  /** What has become of new lists of groups. */
  readonly groups?: 'readByNewPass';
}

export const answerCampaign = (campaign: ShownCampaign): Answer =>
  jsonAnswer(200, campaign, { etag: etagOf(campaign.document) });

/** The campaign whose document cannot be read: as it stands there, so that it can be mended and sent back. */
export const answerUnreadable = ({ document, faults, state }: UnreadableCampaign, dryRun: boolean): Answer => {
  const shown = typeof document === 'object' && document !== null ? document : {};
  const sending = { state: { kind: 'stopped', because: 'documentUnreadable' }, pausedWaves: [] };
  return jsonAnswer(200, { document: shown, faults, state, dryRun, sending }, { etag: etagOf(document) });
};

/** For whatever needs the document. */
export const documentUnreadable = (faults: readonly Fault[]): Problem => ({
  status: 503,
  title: 'The campaign document cannot be read',
  detail:
    'No mail leaves until it is replaced: GET /api/campaign shows it with its faults; mend them and PUT it, or change the file that CAMPAIGN_DOCUMENT names. Nothing was changed.',
  faults,
});

/** Undefined when the header names the document as it is. */
export function refuseMatch(ifMatch: string | null, document: unknown): Problem | undefined {
  if (ifMatch === null) {
    return {
      status: 428,
      title: 'If-Match is missing',
      detail:
        'GET the campaign first and send its ETag as If-Match, so that nobody else is overwritten. Nothing was changed.',
    };
  }
  return ifMatch.trim().replace(/^W\//, '') === etagOf(document) ? undefined : documentConflict;
}

export const documentConflict: Problem = {
  status: 412,
  title: 'Somebody else has changed the document',
  detail: 'GET the campaign again, put your changes into it, and send it with its new ETag. Nothing was changed.',
};
