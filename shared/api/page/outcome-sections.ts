import type { StepEffect } from '../../campaign/campaign-report.ts';
import type { EndReason } from '../../campaign/place.ts';
import type { PlaceCounts, Tally } from '../../campaign/tally.ts';
import { compareSteps, isFollowUp, stepLabelOf, type Step } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { DatedReport } from '../../use-cases/report-campaign.ts';
import { bar, code, column, counted, figure, number, people, share, table, text } from './page-parts.ts';
import { stopMeaning } from './stop-words.ts';

/**
 * How far those who were enrolled have come: a bar in each line, so that it is read without seeing it. What is counted has
 * happened, and stays so whatever becomes of the people; who can reset now is a share, and on the lists by name.
 */
export function funnelTable({ enrolled, nudged, capable, linked, resetAfterMail }: Tally): Html {
  const steps: readonly (readonly [label: string, part: number, count: Html])[] = [
    ['Enrolments', enrolled, text(enrolled)],
    ['First mails that have left', nudged, text(nudged)],
    ['Of the enrolled, can reset by now', capable, html``],
    ['Links to keep that have left', linked, text(linked)],
    ['First resets after a mail of ours', resetAfterMail, text(resetAfterMail)],
  ];
  const lines = steps.map(([label, part, count]) => [
    html`${text(label)}${bar(part, enrolled)}`,
    count,
    text(share(part, enrolled)),
  ]);
  return table('How far the enrolled have come', [column('Step'), figure('Happened'), figure('Of enrolments')], lines);
}

/** Who was enrolled, cannot reset, and is owed nothing more. */
export function endsTable({ ended }: PlaceCounts): Html {
  const reasons = Object.entries(ended) as [EndReason, number][];
  if (reasons.length === 0) return html`<p class="empty">Nobody has dropped out yet.</p>`;
  const lines = reasons
    .toSorted(([, a], [, b]) => b - a)
    .map(([because, count]) => [
      html`${text(stopMeaning(because))} ${code(because)}`,
      people(count, { place: 'ended', reason: because }, 'en'),
    ]);
  return table('Nothing more is owed', [column('How it ended'), figure('People')], lines, { isBrief: true });
}

/** What the mails brought about, as far as the audit log tells the time. */
export function effectSentences(report: DatedReport): Html {
  const { effects, registeredUnasked, registeredAtUnknownTime, holdout, tally, profile } = report;
  const steps = (Object.entries(effects) as [Step, StepEffect][]).toSorted(([a], [b]) => compareSteps(a, b));
  if (steps.length === 0) return html`<p class="empty">No mail has left yet.</p>`;
  const before = `${counted(registeredUnasked, 'person', 'people')} registered before their first mail, ${number(registeredAtUnknownTime)} at a time the audit log does not tell.`;
  const { succeeded } = profile.resets;
  const resets = `${counted(tally.resetAfterMail, 'of those enrolled has', 'of those enrolled have')} reset their password after a mail of ours; ${counted(succeeded, 'reset', 'resets')} got through in the whole tenant.`;
  const compared =
    holdout.people > 0
      ? html`<p class="small soft">
          Of ${text(holdout.people)} who are held out for comparison, ${text(holdout.capable)} registered by themselves.
        </p>`
      : html``;
  return html`<ul class="says">
      ${joinHtml(steps.map(([step, effect]) => html`<li>${sentenceOf(step, effect)}</li> `))}
    </ul>
    <p class="small soft">${text(before)}</p>
    <p class="small soft">${text(resets)}</p>
    ${compared}`;
}

function sentenceOf(step: Step, { sent, delivered, registeredAfter, resetAfter }: StepEffect): Html {
  const went = `went to ${counted(sent, 'person', 'people')}, ${number(delivered)} delivered`;
  // What follows goes to people who have registered.
  const registered = isFollowUp(step)
    ? ''
    : `; ${number(registeredAfter)} registered after it (${share(registeredAfter, sent)})`;
  const reset = resetAfter > 0 ? `; ${number(resetAfter)} then reset their password` : '';
  const after = `${registered}${reset}.`;
  return html`<b>${text(stepLabelOf(step))}</b> ${text(went)}${text(after)}`;
}
