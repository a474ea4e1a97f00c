import { defaultGoal, goalLabels, goalMeanings, goals, type Goal } from '../../delivery/goal.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { MethodsForecast } from '../../campaign/methods-forecast.ts';
import type { WaveAnswer } from '../../use-cases/launch-wave.ts';
import type { FirstMail } from '../../use-cases/preview-first-mail.ts';
import { leftOutText } from '../left-out-text.ts';
import type { Answer } from '../problem.ts';
import { groupSearch, type GroupSearch } from './group-search.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import {
  bar,
  code,
  column,
  counted,
  day,
  facts,
  figure,
  lead,
  link,
  moment,
  named,
  notice,
  number,
  pageHref,
  section,
  segment,
  table,
  text,
} from './page-parts.ts';

/** What stands in the form of a plan: texts, as they were typed. */
export interface PlanFields {
  readonly name: string;
  readonly goal: string;
  readonly groups: string;
  readonly users: string;
  readonly limit: string;
  readonly startsOn: string;
}

export const noPlanFields: PlanFields = { name: '', goal: defaultGoal, groups: '', users: '', limit: '', startsOn: '' };

/** Above this many people the number is typed before it is launched. */
export const typedAbove = 1_000;

const crumbs = [['waves', 'Waves']] as const;

/** Where a wave is described. Nothing is sent by it: it leads to the plan. */
export function planFormPage(
  shell: PageShell,
  fields: PlanFields,
  faults: readonly string[] = [],
  search?: GroupSearch,
): Answer {
  const list = faults.map((fault) => html`<li>${text(fault)}</li>`);
  const main = html`${
      faults.length === 0
        ? html``
        : notice(
            'warn',
            html`<h2>This cannot be planned yet.</h2>
              <ul>
                ${joinHtml(list)}
              </ul>`,
          )
    }
    <h1>Plan a wave.</h1>
    ${lead(html`A plan sends nothing: it says who would be written to, when, and who is left out.`)}
    ${postForm(
      shell,
      'waves/plan',
      html`${field('name', 'Name', fields.name, html` maxlength="60" required`)} ${goalField(fields.goal)}
        ${area('groups', 'Object ids of groups, one in a line', fields.groups)}
        ${area('users', 'Or people: object ids or sign-in names, one in a line', fields.users)}
        <p class="small soft">With neither groups nor people it is for everyone in the audience.</p>
        ${field('limit', 'At most so many people', fields.limit, html` inputmode="numeric" pattern="[0-9]{0,7}"`)}
        <div class="field">
          <label for="startsOn">Starts on; empty: at once</label
          ><input type="date" id="startsOn" name="startsOn" value="${text(fields.startsOn)}" />
        </div>
        <div class="row"><button class="btn go" type="submit">Show the plan</button></div>
        ${groupSearch(search)}`,
      faults.length === 0 && search === undefined ? 'typed' : 'already',
    )}`;
  return campaignPage(
    shell,
    { title: 'Plan a wave', main, crumbs, here: 'Plan a wave' },
    faults.length === 0 ? 200 : 400,
  );
}

const field = (name: string, label: string, value: string, more: Html): Html =>
  html`<div class="field">
    <label for="${text(name)}">${text(label)}</label
    ><input type="text" id="${text(name)}" name="${text(name)}" value="${text(value)}" ${more} />
  </div>`;

const goalField = (chosen: string): Html =>
  html`<div class="field">
    <label for="goal">Goal</label
    ><select id="goal" name="goal">
      ${joinHtml(goals.map((goal) => html`<option value="${text(goal)}" ${goal === chosen ? html`selected` : html``}>${text(goalLabels[goal])}</option>`))}
    </select>
    <ul class="small soft">
      ${joinHtml(goals.map((goal) => html`<li><b>${text(goalLabels[goal])}</b>: ${text(goalMeanings[goal])}</li>`))}
    </ul>
  </div>`;

const area = (name: string, label: string, value: string): Html =>
  html`<div class="field">
    <label for="${text(name)}">${text(label)}</label
    ><textarea id="${text(name)}" name="${text(name)}" rows="4">${text(value)}</textarea>
  </div>`;

/** The plan as it was described, for the form that goes on with it. */
export const hiddenFields = (fields: object): Html =>
  joinHtml(
    Object.entries(fields as Record<string, string>).map(
      ([name, value]) => html`<input type="hidden" name="${text(name)}" value="${text(value)}" />`,
    ),
  );

type DryRun = Extract<WaveAnswer, { kind: 'dryRun' }>;

/** The plan with its reasons: it is what a launch confirms. */
export function planPage(shell: PageShell, fields: PlanFields, answer: DryRun, first: FirstMail | undefined): Answer {
  const { plan, outlook, existing } = answer;
  const reasons = leftOutText(plan.leftOut);
  const left = reasons.reduce((sum, { people }) => sum + people, 0);
  const chosen = plan.selected.length;
  const main = html`<h1>
      The wave ${named(fields.name)} would write to ${text(chosen)} of ${text(chosen + left)} people.
    </h1>
    ${lead(whenWords(shell, answer))}
    <p class="soft">This is a plan. Nothing was sent or changed. It holds until people come or go.</p>
    ${
      existing === undefined
        ? html``
        : notice(
            'warn',
            html`<h2>A wave of this name is there already: it is ${text(existing.state)}.</h2>
              <p>Choose another name: this plan cannot be launched.</p>`,
          )
    }
    ${section('wave', html`The wave`, planFacts(shell, fields, answer))}
    ${section('hours', html`By day`, daysTable(shell, answer))}
    ${section('left', html`${text(left)} are left out`, leftTable(reasons))}
    <div class="cols even">
      ${section('languages', html`By language`, languageTable(outlook.languages))}
      ${section('sample', html`Some of them`, sampleTable(outlook.sample))}
    </div>
    ${first === undefined ? html`` : section('first', html`As the first of them will read it`, firstMail(first))}
    ${launchSection(shell, fields, answer)}`;
  return campaignPage(shell, { title: `Plan of ${fields.name}`, main, crumbs, here: 'Plan a wave' });
}

function whenWords({ clock }: PageShell, { outlook: { forecast } }: DryRun): Html {
  const { firstMailAt, lastMailAt } = forecast;
  if (firstMailAt === undefined || lastMailAt === undefined) return html`Nobody would get a mail.`;
  return html`First mails leave from <b>${day(firstMailAt, clock)}</b> to <b>${day(lastMailAt, clock)}</b>.`;
}

const limits = {
  workingHours: 'Working hours',
  newRecipientsPerDay: 'The places for new people of each day',
  mailQuota: 'The mail quota, shared with the other waves',
} as const;

function planFacts({ clock }: PageShell, fields: PlanFields, { goal, outlook: { forecast, methods } }: DryRun): Html {
  const whom = [...linesIn(fields.groups), ...linesIn(fields.users)];
  return facts([
    ['Goal', html`${text(goalLabels[goal])}: ${text(goalMeanings[goal])}`],
    [
      'For',
      whom.length === 0
        ? html`everyone in the audience`
        : text(counted(whom.length, 'group or person', 'groups or people')),
    ],
    ['Limit', text(fields.limit === '' ? 'none' : fields.limit)],
    ['First mail', forecast.firstMailAt ? moment(forecast.firstMailAt, clock) : html`none`],
    ['What limits it', text(limits[forecast.limitedBy])],
    ...(methods ? [['Requests for methods', text(methodsWords(methods))] as const] : []),
  ]);
}

const methodsWords = ({ placing, placingLeft, hours, mails, total }: MethodsForecast): string =>
  `${total}: ${placing} to place everyone${placingLeft > 0 ? ` (${placingLeft} still to come, in ${hours.atLeast} to ${hours.atMost} hours)` : ''}, and up to ${mails}, one before each mail`;

/** The lines of a text, without empty ones. */
export const linesIn = (lines: string): readonly string[] =>
  lines
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const mostDays = 30;

/** First mails by the day in the campaign's zone; the API has them by the hour. */
function daysTable({ clock }: PageShell, { outlook: { forecast } }: DryRun): Html {
  const days = new Map<string, { readonly at: Date; mails: number }>();
  for (const { hour, mails } of forecast.hours) {
    const known = days.get(clock.isoDay(hour)) ?? { at: hour, mails: 0 };
    days.set(clock.isoDay(hour), { ...known, mails: known.mails + mails });
  }
  if (days.size === 0) return html`<p class="empty">No mail would leave.</p>`;
  const all = [...days.values()];
  const most = Math.max(...all.map(({ mails }) => mails));
  const lines = all
    .slice(0, mostDays)
    .map(({ at, mails }) => [html`${day(at, clock)}${bar(mails, most)}`, text(mails)]);
  const rest = all.slice(mostDays).reduce((sum, { mails }) => sum + mails, 0);
  const after = rest === 0 ? html`` : html`<p class="small soft">${text(rest)} more after these days.</p>`;
  return html`${table('First mails by day', [column('Day'), figure('First mails')], lines, { isBrief: true })}${after}`;
}

function leftTable(reasons: ReturnType<typeof leftOutText>): Html {
  if (reasons.length === 0) return html`<p class="empty">Nobody is left out.</p>`;
  const lines = reasons.map(({ because, people, meaning }) => [html`${text(meaning)} ${code(because)}`, text(people)]);
  return table('Who is left out', [column('Reason'), figure('People')], lines, { isBrief: true });
}

function languageTable(languages: Readonly<Record<string, number>>): Html {
  const sorted = Object.entries(languages).toSorted(([, a], [, b]) => b - a);
  if (sorted.length === 0) return html`<p class="empty">Nobody.</p>`;
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const most = sorted[0]![1];
  const lines = sorted.map(([tag, count]) => [html`${text(names.of(tag) ?? tag)}${bar(count, most)}`, text(count)]);
  return table('By language', [column('Language'), figure('People')], lines, { isBrief: true });
}

function sampleTable(sample: DryRun['outlook']['sample']): Html {
  if (sample.length === 0) return html`<p class="empty">Nobody.</p>`;
  const lines = sample.map(({ userId, userPrincipalName, locale }) => [
    link(`people/${segment(userId)}`, named(userPrincipalName)),
    text(locale),
  ]);
  return table('Some of them', [column('Person'), column('Language')], lines, { isBrief: true });
}

const whatTheyGet: Readonly<Record<Goal, string>> = {
  register: 'a first mail, reminders, and the link to keep once they have registered',
  knowTheLink: 'the link to keep',
  outlastPhones: 'one mail about another way than the phone',
};

const firstMail = ({ userId, locale, subject, text: body }: FirstMail): Html =>
  html`<div class="mail">
    ${facts([
      ['To', link(`people/${segment(userId)}`, code(userId))],
      ['Language', text(locale)],
      ['Subject', html`<b>${named(subject)}</b>`],
    ])}
    <pre tabindex="0">${text(body)}</pre>
  </div>`;

function launchSection(shell: PageShell, fields: PlanFields, { goal, confirm, plan }: DryRun): Html {
  const change = html`<a class="btn" href="${text(pageHref('waves/new'))}">Plan another one</a>`;
  if (confirm === undefined) return html`<p class="row">${change}</p>`;
  const count = plan.selected.length;
  const hidden = hiddenFields({ ...fields, confirm, count: String(count) });
  const typed =
    count > typedAbove
      ? html`<div class="field">
          <label for="typed">Type ${text(String(count))} to launch</label
          ><input
            type="text"
            class="short"
            id="typed"
            name="typed"
            data-unlocks="${text(String(count))}"
            inputmode="numeric"
            autocomplete="off"
            required
          />
        </div>`
      : html``;
  const button = html`<button class="btn go" type="submit">
    Launch for ${text(counted(count, 'person', 'people'))}
  </button>`;
  const form = postForm(
    shell,
    'waves/launch',
    html`${hidden}${typed}
      <div class="row">${button}${change}</div>`,
  );
  return section(
    'launch',
    html`Launch`,
    html`<p>
        ${text(number(count))} people get ${text(whatTheyGet[goal])}. You can pause the wave at any moment; what has
        been sent stays sent.
      </p>
      ${form}`,
  );
}
