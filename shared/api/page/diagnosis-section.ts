import type { FoundCause } from '../../diagnosis/found-cause.ts';
import type { Rung } from '../../diagnosis/rung.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { causeFacts, codeField } from './cause-parts.ts';
import { PageClock } from './page-clock.ts';
import { postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { code, inEnglish, moment, notice, section, segment, tag, text, type TagKind } from './page-parts.ts';
import { causeWords } from './words/causes.ts';
import { diagnosisWords, rungStatusWords, rungWords } from './words/diagnosis.ts';
import { causeFactWords } from './words/error-table.ts';

export interface ShownDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly checkedAt: Date;
  /** What was told of the error. */
  readonly code?: string | undefined;
  readonly event?: string | undefined;
}

/** Why somebody cannot reset: asked of Microsoft Graph on a press. The answer first, then the questions as its proof. */
export function diagnosisSection(shell: PageShell, userId: string, shown: ShownDiagnosis | undefined): Html {
  const say = diagnosisWords[shell.language];
  const beside = shown && html`<p class="small soft">${say.asked(moment(shown.checkedAt, shell.clock))}</p>`;
  const answer = shown === undefined ? html`<p class="soft">${text(say.asks)}</p>` : answerOf(shown, shell);
  const body = html`${answer} ${askForm(shell, userId, shown)}
  ${shown === undefined ? html`` : proofOf(shown.diagnosis, shell)}`;
  return section('why', text(say.title), body, beside ? { beside } : {});
}

function askForm(shell: PageShell, userId: string, shown: ShownDiagnosis | undefined): Html {
  const say = diagnosisWords[shell.language];
  const fields = html`<div class="row">
    ${codeField(shown?.code, shell.language)}
    <div>
      <label for="event">${text(say.event)}</label
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
    <button class="${shown === undefined ? text('btn') : text('btn go')}" type="submit">
      ${text(shown === undefined ? say.ask : say.askAgain)}
    </button>
  </div>`;
  return postForm(shell, `people/${segment(userId)}/diagnose`, fields);
}

function answerOf({ diagnosis: { canReset, cause, otherCause } }: ShownDiagnosis, shell: PageShell): Html {
  const say = diagnosisWords[shell.language];
  if (cause === undefined)
    return canReset === 'yes'
      ? html`<p><b>${text(say.nothing)}</b></p>`
      : notice(
          'warn',
          html`<h3>${text(say.nothingSeen)}</h3>
            <p>${text(say.nothingSeenHow)}</p>`,
        );
  return joinHtml([
    causeNotice(cause, shell),
    ...(otherCause ? [html`<p><b>${text(say.besideThat)}</b></p>`, causeNotice(otherCause, shell)] : []),
  ]);
}

function causeNotice(cause: FoundCause, shell: PageShell): Html {
  const { cloud, language } = shell;
  const { id, code: shownCode, isCertain } = cause;
  const copied = (message: string): Html =>
    html`<span data-copy="${text(causeFactWords[language].copyMessage)}">${text(message)}</span>`;
  return notice(
    'stop',
    html`<h3>${text(causeWords[cloud][language][id].meaning)} ${code(shownCode ?? id)}</h3>
      ${isCertain ? html`` : html`<p>${text(diagnosisWords[language].notCertain)}</p>`}
      ${causeFacts(cause, shell, copied)}`,
  );
}

const looks: Readonly<Record<Rung['status'], TagKind>> = { pass: 'pass', fail: 'fail', unknown: 'open' };

function proofOf({ ladder, casePack }: Diagnosis, { clock, language }: PageShell): Html {
  const say = diagnosisWords[language];
  return html`<details open>
      <summary>${text(say.proof)}</summary>
      <ol class="ladder">
        ${joinHtml(ladder.map((rung) => html`<li>${rungLine(rung, clock, language)}</li> `))}
      </ol>
    </details>
    <details>
      <summary>${text(say.casePack)}</summary>
      <pre tabindex="0" lang="en" data-copy="${text(say.copyCase)}">${text(casePack)}</pre>
    </details>`;
}

const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** What was seen is told as the API tells it, with its moments in the campaign's zone. */
function rungLine({ id, status, seen, missingPermission, next }: Rung, clock: PageClock, language: PageLanguage): Html {
  const inItsWords = new PageClock(clock.timeZone, clock.now, 'en');
  const local = seen.replaceAll(instant, (at) => inItsWords.moment(new Date(at)));
  const told = [local, next].filter(Boolean).join(' ');
  const missing =
    missingPermission === undefined
      ? html``
      : html`${text(diagnosisWords[language].missing)} ${code(missingPermission)}. `;
  return html`${tag(looks[status], rungStatusWords[language][status])}
    <p><b>${text(rungWords[language][id])}</b></p>
    <p class="soft">${inEnglish(told)} ${missing}${code(id)}</p>`;
}
