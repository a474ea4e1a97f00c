import type { CampaignReport } from '../../campaign/campaign-report.ts';
import { historyLost } from '../../delivery/message.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { causes } from '../../diagnosis/causes.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { DescribedDrift } from '../drift-answer.ts';
import { phoneMethodsEndOn } from '../../registration/phone-only.ts';
import { dateInWords } from './page-clock.ts';
import type { PageShell } from './page-frame.ts';
import { code, inEnglish, link, people, segment, text } from './page-parts.ts';
import type { PageLanguage } from './page-language.ts';
import { askedByState, messageStateWords } from './words/message-states.ts';
import { driftCauseWords } from './words/drift-causes.ts';
import { heldLinkWords, needsWords } from './words/needs-person.ts';
import { ownerWords } from './words/owners.ts';
import { stepWords } from './words/steps.ts';

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
export function needsPerson(troubles: readonly Trouble[], { clock, language }: PageShell): Html {
  if (troubles.length === 0)
    return html`<p class="empty">${text(needsWords[language].nothing(clock.time(clock.now)))}</p>`;
  return html`<ul class="items">
    ${joinHtml(troubles.map((trouble) => html`<li>${wordsOf(trouble, language)}</li> `))}
  </ul>`;
}

const item = (what: Html, ...more: readonly Html[]): Html =>
  html`<p><b>${what}</b></p>
    ${joinHtml(more)}`;
const soft = (sentence: Html): Html => html`<p class="soft">${sentence}</p> `;
const next = (step: Html): Html => html`<p>${step}</p> `;

function wordsOf(trouble: Trouble, language: PageLanguage): Html {
  const say = needsWords[language];
  switch (trouble.kind) {
    case 'poison':
      return item(say.poison(trouble.count, code(trouble.queue)), soft(text(say.poisonHow)));
    case 'passDistrusted':
      return item(text(say.distrusted), soft(text(say.distrustedSo)), next(link('setup', text(say.distrustedHow))));
    case 'dryRun':
      return item(text(say.dryRun), soft(say.dryRunHow(code('DRY_RUN'))));
    case 'mails': {
      const whose = people(trouble.people, { place: 'needsPerson' }, language);
      return item(text(say.mails(trouble.count)), next(say.mailsOf(whose)), mailList(trouble, language));
    }
    case 'heldLinks':
      return item(text(say.held(trouble.count)), heldList(trouble, language));
    case 'rowsSetAside':
      return item(
        text(say.rowsSetAside(trouble.count)),
        soft(text(say.rowsSetAsideSo)),
        next(say.rowsSetAsideHow(link('setup', text(say.runChecks)))),
      );
    case 'historiesLost':
      return item(
        text(say.historiesLost(trouble.count)),
        soft(text(say.historiesLostSo)),
        next(link('people/lost', text(say.historiesLostHow))),
      );
    case 'massDrift':
      return item(
        text(say.massDrift(trouble.drift.people)),
        soft(html`${text(driftCauseWords[language][trouble.drift.likelyCause].meaning)} ${text(say.massDriftSo)}`),
        next(link('trouble/drifts', text(say.massDriftHow))),
      );
    case 'resetsFailed':
      return item(text(say.resetsFailed(trouble.count)), next(link('trouble', text(say.resetsFailedHow))));
    case 'phoneOnly':
      return item(
        text(say.phoneOnly(trouble.count)),
        soft(text(say.phonesEnd(dateInWords(phoneMethodsEndOn, language)))),
      );
  }
}

const mostListed = 5;

function details(count: number, items: readonly Html[], language: PageLanguage): Html {
  if (items.length === 0) return html``;
  const say = needsWords[language];
  return html`<details>
    <summary>${text(items.length < count ? say.first(items.length) : say.who)}</summary>
    <ul>
      ${joinHtml(items)}
    </ul>
  </details>`;
}

type Listed<Kind extends Trouble['kind']> = Extract<Trouble, { readonly kind: Kind }>;

function mailList({ listed, count }: Listed<'mails'>, language: PageLanguage): Html {
  const items = listed.slice(0, mostListed).map(({ userId, step, state, because }) => {
    const label = text(`${stepLabelOf(step, stepWords[language])}, ${messageStateWords[language][state]}`);
    return html`<li>
      ${link(`people/${segment(userId)}`, code(userId))}
      ${label}${because === undefined ? html`` : html`: ${whyOf(because, language)}`}.
      ${text(askedByState[language][state] ?? '')}
    </li>`;
  });
  return details(count, items, language);
}

/** Why a mail is as it is: what was stored, mostly a code of the mail service. */
const whyOf = (because: string, language: PageLanguage): Html =>
  because === historyLost ? text(needsWords[language].historyLost) : inEnglish(because);

function heldList({ listed, count }: Listed<'heldLinks'>, language: PageLanguage): Html {
  const items = listed
    .slice(0, mostListed)
    .map(
      ({ userId, because }) =>
        html`<li>
          ${link(`people/${segment(userId)}`, code(userId))} ${text(heldLinkWords[language][because])} ${code(because)}
          ${text(ownerWords[language][causes[because].owner])}
        </li>`,
    );
  return details(count, items, language);
}
