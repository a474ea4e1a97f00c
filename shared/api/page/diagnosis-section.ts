import { resetCodes } from '../../diagnosis/reset-code.ts';
import type { FoundCause } from '../../diagnosis/found-cause.ts';
import { owners } from '../../diagnosis/owner.ts';
import { rungQuestions, type Rung } from '../../diagnosis/rung.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { PageClock } from './page-clock.ts';
import { postForm, type PageShell } from './page-frame.ts';
import { code, moment, notice, section, segment, tag, text } from './page-parts.ts';

export interface ShownDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly checkedAt: Date;
  /** What was told of the error. */
  readonly code?: string | undefined;
  readonly event?: string | undefined;
}

/** Why somebody cannot reset: asked of Microsoft Graph on a press. The answer first, then the questions as its proof. */
export function diagnosisSection(shell: PageShell, userId: string, shown: ShownDiagnosis | undefined): Html {
  const beside = shown && html`<p class="small soft">Asked Microsoft Graph ${moment(shown.checkedAt, shell.clock)}</p>`;
  const body = html`${shown === undefined ? html`<p class="soft">Asks Microsoft Graph at this moment, question by question.</p>` : answerOf(shown)}
  ${askForm(shell, userId, shown)} ${shown === undefined ? html`` : proofOf(shown.diagnosis, shell.clock)}`;
  return section('why', html`Why can this person not reset?`, body, beside ? { beside } : {});
}

function askForm(shell: PageShell, userId: string, shown: ShownDiagnosis | undefined): Html {
  const codes = resetCodes.map(
    (one) => html`<option value="${text(one)}" ${one === shown?.code ? html` selected` : html``}>${text(one)}</option>`,
  );
  const fields = html`<div class="row">
    <div>
      <label for="code">Code on the page</label
      ><select id="code" name="code">
        <option value="">Not known</option>
        ${joinHtml(codes)}
      </select>
    </div>
    <div>
      <label for="event">Event on the server, such as 33004</label
      ><input
        type="text"
        class="short"
        id="event"
        name="event"
        inputmode="numeric"
        maxlength="10"
        value="${text(shown?.event ?? '')}"
      />
    </div>
    <button class="btn${shown === undefined ? html`` : html` go`}" type="submit">
      ${shown === undefined ? html`Ask` : html`Ask again`}
    </button>
  </div>`;
  return postForm(shell, `people/${segment(userId)}/diagnose`, fields);
}

function answerOf({ diagnosis: { canReset, cause, otherCause } }: ShownDiagnosis): Html {
  if (cause === undefined)
    return canReset === 'yes'
      ? html`<p><b>Nothing stands in the way: a reset should work.</b></p>`
      : notice(
          'warn',
          html`<h3>Nothing is seen that stands in the way, and not everything could be read.</h3>
            <p>The questions below say what is unknown, and how to make it known.</p>`,
        );
  return joinHtml([
    causeNotice(cause),
    ...(otherCause ? [html`<p><b>Beside that:</b></p>`, causeNotice(otherCause)] : []),
  ]);
}

const causeNotice = ({ id, code: shownCode, meaning, owner, remedy, message, isCertain }: FoundCause): Html =>
  notice(
    'stop',
    html`<h3>${text(meaning)} ${shownCode ? code(shownCode) : code(id)}</h3>
      ${isCertain ? html`` : html`<p>Something before it could not be read, so this is not certain.</p>`}
      <p><b>Who can mend it:</b> ${text(owners[owner])}.</p>
      <ol>
        ${joinHtml(remedy.map((line) => html`<li>${text(line)}</li>`))}
      </ol>
      <p><b>Tell the person:</b> “<span data-copy="Copy what to tell">${text(message)}</span>”</p>`,
  );

const tags: Readonly<Record<Rung['status'], Html>> = {
  pass: tag('pass', 'Passes'),
  fail: tag('fail', 'Fails'),
  unknown: tag('open', 'Unknown'),
};

function proofOf({ ladder, casePack }: Diagnosis, clock: PageClock): Html {
  return html`<details open>
      <summary>The questions that were asked</summary>
      <ol class="ladder">
        ${joinHtml(ladder.map((rung) => html`<li>${rungLine(rung, clock)}</li> `))}
      </ol>
    </details>
    <details>
      <summary>Case pack for a support ticket: no name, no address, no number</summary>
      <pre tabindex="0" data-copy="Copy the case">${text(casePack)}</pre>
    </details>`;
}

const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

function rungLine({ id, status, seen, missingPermission, next }: Rung, clock: PageClock): Html {
  const local = seen.replaceAll(instant, (at) => clock.moment(new Date(at)));
  const more = [next, missingPermission && `Missing permission: ${missingPermission}.`].filter(Boolean).join(' ');
  return html`${tags[status]}
    <p><b>${text(rungQuestions[id])}</b></p>
    <p class="soft">${text([local, more].filter(Boolean).join(' '))} ${code(id)}</p>`;
}
