import type { LossDecision } from '../../campaign/lost-history.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { LossPlan } from '../../use-cases/decide-lost.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { code, counted, lead, link, notice, pageHref, section, segment, text } from './page-parts.ts';

const crumbs = [['', 'Overview']] as const;
const here = 'Lost histories';

const words: Readonly<Record<LossDecision, { readonly label: string; readonly outcome: string }>> = {
  writtenTo: {
    label: 'They count as written to',
    outcome:
      'Each mail that may have left counts as sent, from now on. What comes after it in the campaign leaves in its time, from now counted: a reminder that never left, or the SSPR link of whoever has registered.',
  },
  startAnew: {
    label: 'They start anew',
    outcome:
      'Nudge and reminders may leave once more, to whomever they are still owed: some people may read a mail twice. The SSPR link and the mail about phones that may have left count as sent.',
  },
};

/** Which decision, for all of them. Nothing is changed by it: it leads to the plan. */
export function lostPage(shell: PageShell, done: string | undefined): Answer {
  const choices = Object.entries(words).map(
    ([decision, { label, outcome }]) =>
      html`<section aria-labelledby="${text(decision)}">
        <h2 id="${text(decision)}">${text(label)}</h2>
        <p>${text(outcome)}</p>
        ${postForm(
          shell,
          'people/lost/plan',
          html`<input type="hidden" name="decision" value="${text(decision)}" /><button class="btn" type="submit">
              Show whom it is about
            </button>`,
        )}
      </section> `,
  );
  const main = html`${
      done === 'decide'
        ? notice(
            'warn',
            html`<h2>It is decided.</h2>
              <p>${moreWords}</p>`,
          )
        : html``
    }
    <h1>Of some people nobody knows what they were sent.</h1>
    ${lead(html`Stored rows of theirs were lost, and a mail may have left before. They get nothing more until somebody decides: here for all of them at once, or on each person’s own page.`)}
    <p>Where you have a backup of the table ${code('Recipients')}, restore that instead: then it is known.</p>
    ${joinHtml(choices)}`;
  return campaignPage(shell, { title: here, main, crumbs, here });
}

const moreWords = html`The audit trail says for how many. Where there were very many, plan once more: whoever is left is
in that plan.`;

/** How many it is about: what the decision confirms. */
export function lostPlanPage(shell: PageShell, decision: LossDecision, { userIds, confirm }: LossPlan): Answer {
  const { label, outcome } = words[decision];
  const main = html`<h1>${text(label)}: ${text(counted(userIds.length, 'person', 'people'))}.</h1>
    ${lead(text(outcome))}
    <p class="soft">This is a plan. Nothing was sent or changed.</p>
    ${userIds.length === 0 ? html`` : section('sample', html`Some of them`, sampleOf(userIds))}
    ${confirm === undefined ? nobody : decideForm(shell, decision, confirm)}`;
  return campaignPage(shell, { title: here, main, crumbs, here });
}

const back = html`<a class="btn" href="${text(pageHref('people/lost'))}">Decide nothing</a>`;
const nobody = html`<p>There is nobody to decide about.</p>
  <p class="row">${back}</p>`;

const mostListed = 20;

const sampleOf = (userIds: readonly string[]): Html =>
  html`<ul>
    ${joinHtml(userIds.slice(0, mostListed).map((id) => html`<li>${link(`people/${segment(id)}`, code(id))}</li> `))}
  </ul>`;

const decideForm = (shell: PageShell, decision: LossDecision, confirm: string): Html =>
  postForm(
    shell,
    'people/lost/decide',
    html`<input type="hidden" name="decision" value="${text(decision)}" />
      <input type="hidden" name="confirm" value="${text(confirm)}" />
      <div class="field">
        <label for="because">Why; it goes into the audit trail</label
        ><input type="text" id="because" name="because" maxlength="200" required />
      </div>
      <div class="row"><button class="btn go" type="submit">${text(words[decision].label)}</button>${back}</div>`,
  );
