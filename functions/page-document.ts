import { etagOf } from '../shared/api/campaign-answer.ts';
import { documentPage, differencesPage } from '../shared/api/page/document-page.ts';
import type { Answer } from '../shared/api/problem.ts';
import { readCampaignDocument, type CampaignDocument } from '../shared/config/campaign-document.ts';
import { documentChanges } from '../shared/config/document-changes.ts';
import { foreseeDocument } from '../shared/use-cases/foresee-document.ts';
import { change, type Result, type Sent } from './page-change.ts';
import type { PageOpening } from './page-shell.ts';
import { replacingCampaign } from './replace-campaign.http.ts';

export const asText = (document: object) => ({ text: JSON.stringify(document, undefined, 2), etag: etagOf(document) });

/** First the differences, then, once they were confirmed, the change under the ETag that was read. */
export async function replaceDocument(sent: Sent): Promise<Result> {
  const page = await sent.open();
  const view = { text: sent.fields['document'] ?? '', etag: sent.fields['etag'] ?? '' };
  const json = parsed(view.text);
  const reading = readCampaignDocument(json);
  if (!reading.valid) {
    const faults = json === undefined ? [{ path: '(document)', message: 'is not JSON from here on' }] : reading.faults;
    return documentPage(page.shell, { ...view, faults });
  }
  if (sent.fields['confirmed'] !== 'yes') return foresee(page, view, reading.document);
  // Sent again: it is the document by now.
  if (!('unreadable' in page) && Object.keys(documentChanges(page.campaign.document, reading.document)).length === 0)
    return { goTo: 'setup?done=document' };
  const header = (name: string) => (name === 'if-match' ? view.etag : sent.header(name));
  return change(sent, replacingCampaign, { params: {}, body: json, goTo: 'setup?done=document', header });
}

/** What a document would change, before it does: the people are looked through on the press. */
async function foresee(
  page: PageOpening,
  view: { text: string; etag: string },
  after: CampaignDocument,
): Promise<Answer> {
  if ('unreadable' in page) {
    const changes = documentChanges({}, after);
    return differencesPage(page.shell, { ...view, changes, before: undefined, after, foresight: undefined });
  }
  const { run, campaign } = page;
  const before = campaign.document;
  const compared = { before, after, cadence: campaign.rules.cadence, cloud: run.mailOrigin.cloud };
  const foresight = await foreseeDocument(compared, run.clock.now(), run);
  return differencesPage(page.shell, { ...view, changes: documentChanges(before, after), before, after, foresight });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
