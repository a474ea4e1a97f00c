import type { StepEffect } from '../../campaign/campaign-report.ts';
import type { EndReason } from '../../campaign/place.ts';
import type { PlaceCounts, Tally } from '../../campaign/tally.ts';
import { compareSteps, isFollowUp, stepLabelOf, type Step } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { DatedReport } from '../../use-cases/report-campaign.ts';
import type { PageLanguage } from './page-language.ts';
import { amount, bar, code, column, figure, people, share, table, text } from './page-parts.ts';
import { effectWords, endsWords, funnelWords } from './words/outcomes.ts';
import { stopWords } from './words/reasons.ts';
import { stepWords } from './words/steps.ts';

/**
 * How far those who were enrolled have come: a bar in each line, so that it is read without seeing it. What is counted has
 * happened, and stays so whatever becomes of the people; who can reset now is a share, and on the lists by name.
 */
export function funnelTable(
  { enrolled, nudged, capable, linked, resetAfterMail }: Tally,
  language: PageLanguage,
): Html {
  const say = funnelWords[language];
  const steps: readonly (readonly [label: string, part: number, count: Html])[] = [
    [say.enrolled, enrolled, amount(enrolled, language)],
    [say.nudged, nudged, amount(nudged, language)],
    [say.capable, capable, html``],
    [say.linked, linked, amount(linked, language)],
    [say.reset, resetAfterMail, amount(resetAfterMail, language)],
  ];
  const lines = steps.map(([label, part, count]) => [
    html`${text(label)}${bar(part, enrolled)}`,
    count,
    text(share(part, enrolled)),
  ]);
  return table(say.title, [column(say.step), figure(say.happened), figure(say.share)], lines);
}

/** Who was enrolled, cannot reset, and is owed nothing more. */
export function endsTable({ ended }: PlaceCounts, language: PageLanguage): Html {
  const say = endsWords[language];
  const reasons = Object.entries(ended) as [EndReason, number][];
  if (reasons.length === 0) return html`<p class="empty">${text(say.none)}</p>`;
  const lines = reasons
    .toSorted(([, a], [, b]) => b - a)
    .map(([because, count]) => [
      html`${text(stopWords[language][because])} ${code(because)}`,
      people(count, { place: 'ended', reason: because }, language),
    ]);
  return table(say.title, [column(say.how), figure(say.people)], lines, { isBrief: true });
}

/** What the mails brought about, as far as the audit log tells the time. */
export function effectSentences(report: DatedReport, language: PageLanguage): Html {
  const { effects, registeredUnasked, registeredAtUnknownTime, holdout, tally, profile } = report;
  const say = effectWords[language];
  const steps = (Object.entries(effects) as [Step, StepEffect][]).toSorted(([a], [b]) => compareSteps(a, b));
  if (steps.length === 0) return html`<p class="empty">${text(say.none)}</p>`;
  const below = [
    say.before(registeredUnasked, registeredAtUnknownTime),
    say.resets(tally.resetAfterMail, profile.resets.succeeded),
    ...(holdout.people > 0 ? [say.compared(holdout.people, holdout.capable)] : []),
  ];
  return html`<ul class="says">
      ${joinHtml(steps.map(([step, effect]) => html`<li>${sentenceOf(step, effect, language)}</li> `))}
    </ul>
    ${joinHtml(below.map((sentence) => html`<p class="small soft">${text(sentence)}</p> `))}`;
}

function sentenceOf(step: Step, effect: StepEffect, language: PageLanguage): Html {
  const { sent, delivered, registeredAfter, resetAfter } = effect;
  const say = effectWords[language];
  const clauses = [
    say.went(sent, delivered),
    // What follows goes to people who have registered.
    ...(isFollowUp(step) ? [] : [say.registered(registeredAfter, share(registeredAfter, sent))]),
    ...(resetAfter > 0 ? [say.reset(resetAfter)] : []),
  ];
  return html`<b>${text(stepLabelOf(step, stepWords[language]))}</b> ${text(`${clauses.join('; ')}.`)}`;
}
