import type { CampaignReport } from '../../campaign/campaign-report.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { DescribedDrift } from '../drift-answer.ts';
import { describeHeldLink } from '../held-links.ts';
import { phoneMethodsEndOn } from '../../registration/phone-only.ts';
import { dateInWords } from './page-clock.ts';
import type { PageShell } from './page-frame.ts';
import { code, counted, link, people, segment, text } from './page-parts.ts';
import { stateMeaning } from './stop-words.ts';

/** Something that waits for a person's decision. */
export type Trouble =
  | { readonly kind: 'poison'; readonly queue: string; readonly count: number }
  | { readonly kind: 'passDistrusted' | 'dryRun' }
  | {
      readonly kind: 'mails';
      readonly listed: CampaignReport['needsHuman'];
      readonly count: number;
      /** Who stand in that place; of them one may have several such mails, and others are left out. */
      readonly people: number;
    }
  | { readonly kind: 'heldLinks'; readonly listed: CampaignReport['heldLinks']; readonly count: number }
  | { readonly kind: 'massDrift'; readonly drift: DescribedDrift }
  | { readonly kind: 'resetsFailed' | 'phoneOnly' | 'rowsSetAside' | 'historiesLost'; readonly count: number };

/** Each: what, and one next step. */
export function needsPerson(troubles: readonly Trouble[], { clock }: Pick<PageShell, 'clock'>): Html {
  if (troubles.length === 0) return html`<p class="empty">Nothing. Last looked ${text(clock.time(clock.now))}.</p>`;
  return html`<ul class="items">
    ${joinHtml(troubles.map((trouble) => html`<li>${wordsOf(trouble)}</li> `))}
  </ul>`;
}

function wordsOf(trouble: Trouble): Html {
  switch (trouble.kind) {
    case 'poison':
      return html`<p>
          <b>${text(counted(trouble.count, 'message', 'messages'))} in the poison queue of ${code(trouble.queue)}</b>
        </p>
        <p class="soft">The log says why, docs/operations.md what to do.</p>`;
    case 'passDistrusted':
      return html`<p><b>The last reading of the tenant is not believed</b></p>
        <p class="soft">Everybody stays as they were.</p>
        <p>${link('setup', html`See what to mend`)}</p>`;
    case 'dryRun':
      return html`<p><b>Dry run is on</b></p>
        <p class="soft">Everything runs and nothing is sent until ${code('DRY_RUN')} is set to false.</p>`;
    case 'mails':
      return html`<p>
          <b>${text(counted(trouble.count, 'mail', 'mails'))} with an outcome that somebody has to look at</b>
        </p>
        <p>${people(trouble.people, { place: 'needsPerson' }, 'en')} wait for a decision</p>
        ${mailList(trouble)}`;
    case 'heldLinks':
      return html`<p>
          <b>${text(counted(trouble.count, 'SSPR link waits', 'SSPR links wait'))}: a reset would fail</b>
        </p>
        ${heldList(trouble)}`;
    case 'rowsSetAside':
      return html`<p><b>${text(counted(trouble.count, 'stored row', 'stored rows'))} cannot be read, or are gone</b></p>
        <p class="soft">Nothing leaves for whom they are about.</p>
        <p>${link('setup', html`Run the checks`)}: they name the rows</p>`;
    case 'historiesLost':
      return html`<p>
          <b>Of ${text(counted(trouble.count, 'person', 'people'))} nobody knows what they were sent: rows were lost</b>
        </p>
        <p class="soft">They get nothing more until somebody decides.</p>
        <p>${link('people/lost', html`Decide for all of them`)}</p>`;
    case 'massDrift':
      return html`<p><b>${text(counted(trouble.drift.people, 'person', 'people'))} lost the reset all at once</b></p>
        <p class="soft">${text(trouble.drift.meaning)} Nobody of them is asked anew until somebody decides.</p>
        <p>${link('trouble/drifts', html`See where to look, and decide`)}</p>`;
    case 'resetsFailed':
      return html`<p><b>${text(counted(trouble.count, 'reset', 'resets'))} failed</b></p>
        <p>${link('trouble', html`Whose, why, and who can mend it`)}</p>`;
    case 'phoneOnly':
      return html`<p><b>${text(counted(trouble.count, 'person', 'people'))} can reset by phone alone</b></p>
        <p class="soft">Text messages and calls end on ${text(dateInWords(phoneMethodsEndOn, 'en'))}.</p>`;
  }
}

const mostListed = 5;

const details = (listed: number, count: number, items: readonly Html[]): Html =>
  html`<details>
    <summary>${text(listed < count ? `The first ${listed}` : 'Who')}</summary>
    <ul>
      ${joinHtml(items)}
    </ul>
  </details>`;

function mailList({ listed, count }: { readonly listed: CampaignReport['needsHuman']; readonly count: number }): Html {
  const items = listed.slice(0, mostListed).map(({ userId, step, state, because }) => {
    const words = `${stepLabelOf(step)}, ${because ? `${state}: ${because}` : state}.`;
    return html`<li>
      ${link(`people/${segment(userId)}`, code(userId))} ${text(words)} ${text(stateMeaning(state))}
    </li>`;
  });
  return items.length === 0 ? html`` : details(items.length, count, items);
}

function heldList({ listed, count }: { readonly listed: CampaignReport['heldLinks']; readonly count: number }): Html {
  const items = listed
    .slice(0, mostListed)
    .map(describeHeldLink)
    .map(
      ({ userId, meaning, because, ownerText }) =>
        html`<li>
          ${link(`people/${segment(userId)}`, code(userId))} ${text(meaning)} ${code(because)} ${text(ownerText)}
        </li>`,
    );
  return items.length === 0 ? html`` : details(items.length, count, items);
}
