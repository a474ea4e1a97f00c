import type { UnreadableCampaign } from '../config/unreadable-document.ts';
import { html } from '../email/html.ts';
import { framedPage, pageAnswer, section, warning } from './page-frame.ts';
import { code, list, text } from './page-parts.ts';
import type { Answer } from './problem.ts';

/** What stands in the place of the page while the campaign document cannot be read: by it everybody is judged. */
export function unreadablePage({ faults }: Pick<UnreadableCampaign, 'faults'>): Answer {
  const header = warning(
    html`<strong>Stopped</strong>: this version does not accept the stored campaign document.`,
    html`No mail leaves, and nobody is enrolled; delivery reports are recorded. An operator gets the document with
    ${code('GET /api/campaign')}, mends it and sends it back with ${code('PUT /api/campaign')}, or deploys a changed
    file where ${code('CAMPAIGN_DOCUMENT')} names one. Then all goes on by itself.`,
  );
  const faultList = list(faults.map(({ path, message }) => html`${code(path)} ${text(message)}`));
  return pageAnswer(framedPage('Campaign stopped', header, section('What is wrong with the document', faultList)));
}
