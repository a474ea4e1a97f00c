import { html, joinHtml, type Html } from '../../email/html.ts';
import type { DriftDecision } from '../../registration/mass-drift.ts';
import type { DescribedDrift } from '../drift-answer.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import { code, counted, lead, moment, notice, text } from './page-parts.ts';

const words: Readonly<Record<DriftDecision, { readonly label: string; readonly outcome: string }>> = {
  reopen: {
    label: 'Ask them once more',
    outcome:
      'Whoever of them can still not reset gets a nudge and reminders anew, no sooner than 90 days after their last mail, and no SSPR link again.',
  },
  leave: {
    label: 'Leave them as they are',
    outcome: 'Right where the policy is put back: they can reset again, and need no mail.',
  },
};

/** When very many people lost the reset at once, and what is to become of them. */
export function massDriftPage(shell: PageShell, drifts: readonly DescribedDrift[], done: string | undefined): Answer {
  const main = html`${done === 'decide' ? notice('warn', html`<h2>It is decided.</h2>`) : html``}
    <h1>Very many people lost the reset at once.</h1>
    ${lead(html`Between two passes more than 20 people, and more than 2 % of those who could reset, can do so no more. That is a policy that was changed, not something that they did. Nobody of them is asked to register once more until it is decided here.`)}
    ${
      drifts.length === 0
        ? html`<p class="empty">No pass has found that.</p>`
        : joinHtml(drifts.toReversed().map((drift, n) => sectionOf(shell, drift, n)))
    }`;
  const crumbs = [
    ['people', 'People'],
    ['trouble', 'Trouble'],
  ] as const;
  return campaignPage(shell, { title: 'Lost all at once', main, crumbs, here: 'Lost all at once' });
}

function sectionOf(shell: PageShell, drift: DescribedDrift, n: number): Html {
  const { passId, foundAt, people, capableBefore, likelyCause, meaning, lookAt, decision } = drift;
  const id = `drift-${n}`;
  return html`<section aria-labelledby="${text(id)}">
    <h2 id="${text(id)}">
      ${text(counted(people, 'person', 'people'))} of ${text(capableBefore)}, ${moment(foundAt, shell.clock)}
    </h2>
    <p>${text(meaning)} ${code(likelyCause)}</p>
    <p>Look at</p>
    <ul>
      ${joinHtml(lookAt.map((place) => html`<li>${text(place)}</li> `))}
    </ul>
    ${decision === undefined ? formsOf(shell, passId, id) : html`<p class="soft">Decided: ${text(words[decision].label)}.</p>`}
  </section> `;
}

function formsOf(shell: PageShell, passId: string, id: string): Html {
  if (!isOperator(shell)) return html`<p class="soft">An operator decides about them.</p>`;
  return joinHtml(
    Object.entries(words).map(([decision, { label, outcome }]) => {
      const field = `${id}-${decision}`;
      return postForm(
        shell,
        'trouble/drifts/decide',
        html`<p>${text(outcome)}</p>
          <input type="hidden" name="passId" value="${text(passId)}" />
          <input type="hidden" name="decision" value="${text(decision)}" />
          <div class="field">
            <label for="${text(field)}">Why; it goes into the audit trail</label
            ><input type="text" id="${text(field)}" name="because" maxlength="200" required />
          </div>
          <button class="btn" type="submit">${text(label)}</button>`,
      );
    }),
  );
}
