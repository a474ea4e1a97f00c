import type { CampaignReport, StepEffect } from '../campaign/campaign-report.ts';
import type { EndReason } from '../campaign/place.ts';
import { actionsFor } from '../campaign/wave-actions.ts';
import type { Wave } from '../campaign/wave.ts';
import { compareSteps, isFollowUp, stepLabelOf, type Step } from '../delivery/steps.ts';
import { html, joinHtml, type Html } from '../email/html.ts';
import { stateMeaning, stopMeaning } from './dashboard-words.ts';
import { describeHeldLink } from './held-links.ts';
import { leftOutText } from './left-out-text.ts';
import {
  code,
  column,
  counted,
  day,
  figure,
  link,
  list,
  number,
  paragraph,
  share,
  table,
  text,
  type Column,
} from './page-parts.ts';

/** How fast the campaign may go. */
export interface Pace {
  readonly newRecipientsPerDay: number;
  readonly mailsPerHour: number;
}

/** What is still to come, by the campaign's own limits. The dry run of a wave foretells the hour. */
export function toCome({ tally: { places } }: CampaignReport, pace: Pace): Html {
  const { waits: waiting, onTheWay: open } = places;
  const { newRecipientsPerDay, mailsPerHour } = pace;
  const days = Math.ceil(waiting / newRecipientsPerDay);
  const waits =
    waiting === 0
      ? ['Nobody waits for a wave.']
      : [
          `${counted(waiting, 'person waits', 'people wait')} for a wave.`,
          `With places for ${number(newRecipientsPerDay)} a day, the last is enrolled ${counted(days, 'day', 'days')} after their wave begins.`,
        ];
  const isOpen =
    open === 0
      ? 'Nobody who is enrolled is owed anything more.'
      : `${counted(open, 'person who is enrolled is', 'people who are enrolled are')} on their way: a mail or a registration is still to come.`;
  return paragraph(...waits, isOpen, `At most ${counted(mailsPerHour, 'mail leaves', 'mails leave')} in an hour.`);
}

/** Everything that waits for a person's decision. */
export function questions(report: CampaignReport, poison: Readonly<Record<string, number>>): Html {
  const poisoned = Object.entries(poison).filter(([, count]) => count > 0);
  const { needsHuman, needsHumanCount } = report;
  const lines = [
    ...poisoned.map(
      ([queue, count]) =>
        html`${text(counted(count, 'message', 'messages'))} in the poison queue of ${code(queue)}: the log says why,
        docs/operations.md what to do.`,
    ),
    ...(needsHumanCount > 0
      ? [html`${text(counted(needsHumanCount, 'mail', 'mails'))} with an outcome that somebody has to look at.`]
      : []),
  ];
  const { heldLinks, heldLinksCount } = report;
  if (lines.length === 0 && heldLinks.length === 0) return paragraph('Nothing.');
  return joinHtml([
    ...(lines.length > 0 ? [list(lines)] : []),
    ...(needsHuman.length > 0 ? [questionTable(needsHuman), theFirst(needsHuman.length, needsHumanCount)] : []),
    ...(heldLinks.length > 0 ? [heldLinkTable(heldLinks), theFirst(heldLinks.length, heldLinksCount)] : []),
  ]);
}

const theFirst = (listed: number, all: number): Html =>
  all > listed ? paragraph(`The first ${listed} are listed.`) : html``;

/** Who registered and whose reset would fail: the link is sent by itself once that is mended. */
const heldLinkTable = (heldLinks: CampaignReport['heldLinks']): Html =>
  table(
    'SSPR links that wait, since a reset would fail',
    [column('Person'), column('Why'), column('Who can mend it')],
    heldLinks
      .map(describeHeldLink)
      .map(({ userId, because, meaning, ownerText }) => [
        link(`users/${encodeURIComponent(userId)}`, userId),
        html`${text(meaning)} ${code(because)}`,
        text(ownerText),
      ]),
  );

const questionTable = (needsHuman: CampaignReport['needsHuman']): Html =>
  table(
    'Mails that need a human',
    [column('Person'), column('Mail'), column('State'), column('What to do')],
    needsHuman.map(({ userId, step, state, because }) => [
      link(`users/${encodeURIComponent(userId)}`, userId),
      text(stepLabelOf(step)),
      text(because ? `${state}: ${because}` : state),
      text(stateMeaning(state)),
    ]),
  );

/** The waves, the newest first, and how to change them. */
export function waveTable(all: readonly Wave[]): Html {
  if (all.length === 0)
    return paragraph('None yet. Name them in the campaign document, or dry-run one: POST /api/waves.');
  const newest = all.toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
  const columns: readonly Column[] = [
    column('Wave'),
    column('State'),
    column('Starts'),
    figure('Enrolled'),
    column('People'),
    column('Can be asked to'),
  ];
  const lines = newest.map(({ waveId, name, state, startsAt, enrolledCount }) => {
    const path = `waves/${encodeURIComponent(waveId)}`;
    return [
      link(path, name),
      text(state),
      day(startsAt),
      text(enrolledCount),
      link(`${path}/recipients.csv`, 'CSV'),
      text(actionsFor(state).join(', ') || '–'),
    ];
  });
  return html`${table('Waves', columns, lines)}
    <p class="soft">
      An operator changes a wave with ${code('POST /api/waves/{wave}/{pause|resume|cancel}')}. This page only reads.
    </p>`;
}

/** What the mails brought about, as far as the audit log tells the time. */
export function effectTable(report: CampaignReport): Html {
  const { effects, registeredUnasked, registeredAtUnknownTime, holdout } = report;
  const notes = [
    `${counted(registeredUnasked, 'person', 'people')} registered before their first mail, ${number(registeredAtUnknownTime)} at a time the audit log does not tell.`,
    ...(holdout.people > 0
      ? [`Of ${number(holdout.people)} who are not nudged, ${number(holdout.capable)} registered by themselves.`]
      : []),
  ];
  const steps = (Object.entries(effects) as [Step, StepEffect][]).toSorted(([a], [b]) => compareSteps(a, b));
  if (steps.length === 0) return html`${paragraph('No mail has left yet.')}${paragraph(...notes)}`;
  const lines = steps.map(([step, { sent, delivered, registeredAfter }]) => [
    text(stepLabelOf(step)),
    text(sent),
    text(delivered),
    // What follows goes to people who have registered.
    text(isFollowUp(step) ? '–' : registeredAfter),
    text(isFollowUp(step) ? '–' : share(registeredAfter, sent)),
  ]);
  const heads = ['Sent', 'Delivered', 'Registered after it', 'Of those sent'].map(figure);
  return html`${table('What each mail brought about', [column('Mail'), ...heads], lines)}${paragraph(...notes)}`;
}

/** Who is left out, with the reason and the next step. */
export function exclusionTable({ tally }: CampaignReport): Html {
  const reasons = leftOutText(tally.places.leftOut);
  if (reasons.length === 0) return paragraph('Nobody.');
  return reasonTable(
    'Who is left out, and why',
    reasons.map(({ people, because, meaning }) => ({ people, because, meaning })),
  );
}

/** Who was enrolled, cannot reset, and is owed nothing more. */
export function stopTable({ tally }: CampaignReport): Html {
  const reasons = Object.entries(tally.places.ended) as [EndReason, number][];
  if (reasons.length === 0) return paragraph('Nobody yet.');
  return reasonTable(
    'Enrolled, and nothing more is to come',
    reasons
      .toSorted(([, a], [, b]) => b - a)
      .map(([because, people]) => ({ people, because, meaning: stopMeaning(because) })),
  );
}

const reasonTable = (
  name: string,
  reasons: readonly { readonly people: number; readonly because: string; readonly meaning: string }[],
): Html =>
  table(
    name,
    [column('Reason'), figure('People')],
    reasons.map(({ people, because, meaning }) => [html`${text(meaning)} ${code(because)}`, text(people)]),
  );

/** Where the page does not say enough. */
export const whereNext = (): Html =>
  list(
    [
      ['preflight', 'Preflight', 'every precondition, tried, with its remedy'],
      ['report.csv', 'The report as CSV', 'these figures for a spreadsheet'],
      ['audit', 'Audit trail', 'who changed what, and when'],
      ['campaign', 'Campaign', 'the document and its state'],
      ['emails/preview?kind=nudge&locale=en', 'The nudge', 'as people receive it'],
      ['openapi.json', 'OpenAPI', 'everything else the API can do'],
    ].map(([path, label, what]) => html`${link(path!, label!)}: ${text(what!)}`),
  );

/** Before the first pass nobody is known, and every figure would be a 0 that means nothing. */
export const emptyState = (): Html =>
  joinHtml([
    paragraph('Nobody is known yet: the tenant is read for the first time by the nightly refreshRegistrations.'),
    html`<p>
      To read it at once: ${code('POST /admin/functions/refreshRegistrations')} with the body ${code('{}')}, in Azure
      with the master key as ${code('x-functions-key')}. A large tenant takes a while; look at
      ${link('preflight', 'preflight')} meanwhile.
    </p>`,
  ]);
