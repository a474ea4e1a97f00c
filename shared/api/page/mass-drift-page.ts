import { html, joinHtml, type Html } from '../../email/html.ts';
import type { DescribedDrift } from '../drift-answer.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import { code, lead, moment, notice, text } from './page-parts.ts';
import { driftCauseWords } from './words/drift-causes.ts';
import { tabWords } from './words/frame.ts';
import { driftDecisionWords, massDriftWords } from './words/mass-drift.ts';

/** When very many people lost the reset at once, and what is to become of them. */
export function massDriftPage(shell: PageShell, drifts: readonly DescribedDrift[], done: string | undefined): Answer {
  const say = massDriftWords[shell.language];
  const main = html`${done === 'decide' ? notice('warn', html`<h2>${text(say.decided)}</h2>`) : html``}
    <h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))}
    ${
      drifts.length === 0
        ? html`<p class="empty">${text(say.none)}</p>`
        : joinHtml(drifts.toReversed().map((drift, n) => sectionOf(shell, drift, n)))
    }`;
  const crumbs = [
    ['people', tabWords[shell.language].people],
    ['trouble', say.trouble],
  ] as const;
  return campaignPage(shell, { title: say.here, main, crumbs, here: say.here });
}

function sectionOf(shell: PageShell, drift: DescribedDrift, n: number): Html {
  const { passId, foundAt, people, capableBefore, likelyCause, decision } = drift;
  const say = massDriftWords[shell.language];
  const { meaning, lookAt } = driftCauseWords[shell.language][likelyCause];
  const id = `drift-${n}`;
  return html`<section aria-labelledby="${text(id)}">
    <h2 id="${text(id)}">${say.found(people, capableBefore, moment(foundAt, shell.clock))}</h2>
    <p>${text(meaning)} ${code(likelyCause)}</p>
    <p>${text(say.lookAt)}</p>
    <ol class="remedy">
      ${joinHtml(lookAt.map((place) => html`<li>${text(place)}</li> `))}
    </ol>
    ${decision === undefined ? formsOf(shell, passId, id) : html`<p class="soft">${text(say.decision(driftDecisionWords[shell.language][decision].label))}</p>`}
  </section> `;
}

function formsOf(shell: PageShell, passId: string, id: string): Html {
  const say = massDriftWords[shell.language];
  if (!isOperator(shell)) return html`<p class="soft">${text(say.operatorDecides)}</p>`;
  return joinHtml(
    Object.entries(driftDecisionWords[shell.language]).map(([decision, { label, outcome }]) => {
      const field = `${id}-${decision}`;
      return postForm(
        shell,
        'trouble/drifts/decide',
        html`<p>${text(outcome)}</p>
          <input type="hidden" name="passId" value="${text(passId)}" />
          <input type="hidden" name="decision" value="${text(decision)}" />
          <div class="field">
            <label for="${text(field)}">${text(say.why)}</label
            ><input type="text" id="${text(field)}" name="because" maxlength="200" required />
          </div>
          <button class="btn" type="submit">${text(label)}</button>`,
      );
    }),
  );
}
