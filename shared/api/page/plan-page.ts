import { defaultGoal, goals } from '../../delivery/goal.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Wave } from '../../campaign/wave.ts';
import type { MethodsForecast } from '../../campaign/methods-forecast.ts';
import type { WaveAnswer } from '../../use-cases/launch-wave.ts';
import type { FirstMail } from '../../use-cases/preview-first-mail.ts';
import type { LeftOutReason } from '../../campaign/candidacy.ts';
import type { Fault } from '../../config/campaign-document.ts';
import type { Answer } from '../problem.ts';
import { groupSearch, type GroupSearch } from './group-search.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  amount,
  bar,
  code,
  column,
  day,
  facts,
  faultLine,
  figure,
  lead,
  link,
  moment,
  named,
  notice,
  pageHref,
  section,
  segment,
  table,
  text,
} from './page-parts.ts';
import { goalMeaningWords, goalWords } from './words/goals.ts';
import {
  launchWords,
  planFactWords,
  planFormWords,
  planLimitWords,
  planTableWords,
  planWords,
  whatTheyGet,
} from './words/plan.ts';
import { leftOutWords } from './words/reasons.ts';
import { storedStateWords, wavesWords } from './words/waves.ts';

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

const crumbsOf = (language: PageLanguage) => [['waves', wavesWords[language].title]] as const;

/** What is wrong with a plan as it was described: by the API's words, or by those of the page. */
export type PlanFault =
  Fault | { readonly kind: 'groupNameMissing' } | { readonly kind: 'noSuchGroup'; readonly groupId: string };

/** Where a wave is described. Nothing is sent by it: it leads to the plan. */
export function planFormPage(
  shell: PageShell,
  fields: PlanFields,
  faults: readonly PlanFault[] = [],
  search?: GroupSearch,
): Answer {
  const say = planFormWords[shell.language];
  const isFaulty = faults.length > 0;
  const main = html`${isFaulty ? faultNotice(faults, shell.language) : html``}
    <h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))}
    ${postForm(
      shell,
      'waves/plan',
      html`${field('name', say.name, fields.name, html` maxlength="60" required`)}
        ${goalField(fields.goal, shell.language)} ${area('groups', say.groups, fields.groups)}
        ${area('users', say.users, fields.users)}
        <p class="small soft">${text(say.everyone)}</p>
        ${field('limit', say.limit, fields.limit, html` inputmode="numeric" pattern="[0-9]{0,7}"`)}
        <div class="field">
          <label for="startsOn">${text(say.startsOn)}</label
          ><input type="date" id="startsOn" name="startsOn" value="${text(fields.startsOn)}" />
        </div>
        <div class="row"><button class="btn go" type="submit">${text(say.show)}</button></div>
        ${groupSearch(search, shell.language)}`,
      isFaulty || search !== undefined ? 'already' : 'typed',
    )}`;
  const crumbs = crumbsOf(shell.language);
  return campaignPage(shell, { title: say.title, main, crumbs, here: say.title }, isFaulty ? 400 : 200);
}

const faultNotice = (faults: readonly PlanFault[], language: PageLanguage): Html =>
  notice(
    'warn',
    html`<h2>${text(planFormWords[language].faulty)}</h2>
      <ul>
        ${joinHtml(faults.map((fault) => html`<li>${faultWords(fault, language)}</li>`))}
      </ul>`,
  );

function faultWords(fault: PlanFault, language: PageLanguage): Html {
  if (!('kind' in fault)) return faultLine(fault);
  const say = planFormWords[language];
  return fault.kind === 'noSuchGroup' ? say.noSuchGroup(code(fault.groupId)) : text(say.groupNameMissing);
}

const field = (name: string, label: string, value: string, more: Html): Html =>
  html`<div class="field">
    <label for="${text(name)}">${text(label)}</label
    ><input type="text" id="${text(name)}" name="${text(name)}" value="${text(value)}" ${more} />
  </div>`;

function goalField(chosen: string, language: PageLanguage): Html {
  const [labels, meanings] = [goalWords[language], goalMeaningWords[language]];
  return html`<div class="field">
    <label for="goal">${text(planFormWords[language].goal)}</label
    ><select id="goal" name="goal">
      ${joinHtml(goals.map((goal) => html`<option value="${text(goal)}" ${goal === chosen ? html`selected` : html``}>${text(labels[goal])}</option>`))}
    </select>
    <ul class="small soft">
      ${joinHtml(goals.map((goal) => html`<li><b>${text(labels[goal])}</b>: ${text(meanings[goal])}</li>`))}
    </ul>
  </div>`;
}

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
  const { language } = shell;
  const say = planWords[language];
  const reasons = leftOutIn(plan.leftOut);
  const left = reasons.reduce((sum, [, people]) => sum + people, 0);
  const chosen = plan.selected.length;
  const main = html`<h1>${say.heading(named(fields.name), chosen, chosen + left)}</h1>
    ${lead(whenWords(shell, answer))}
    <p class="soft">${text(say.isPlan)}</p>
    ${existing === undefined ? html`` : takenNotice(existing, language)}
    ${section('wave', text(say.wave), planFacts(shell, fields, answer))}
    ${section('hours', text(say.byDay), daysTable(shell, answer))}
    ${section('left', text(say.leftOut(left)), leftTable(reasons, language))}
    <div class="cols even">
      ${section('languages', text(say.byLanguage), languageTable(outlook.languages, language))}
      ${section('sample', text(say.sample), sampleTable(outlook.sample, language))}
    </div>
    ${first === undefined ? html`` : section('first', text(say.first), firstMail(first, language))}
    ${launchSection(shell, fields, answer)}`;
  const here = planFormWords[language].title;
  return campaignPage(shell, { title: say.title(fields.name), main, crumbs: crumbsOf(language), here });
}

type LeftOut = readonly (readonly [LeftOutReason, number])[];

/** The reasons with the most people first. */
const leftOutIn = (leftOut: DryRun['plan']['leftOut']): LeftOut =>
  (Object.entries(leftOut) as [LeftOutReason, number][]).toSorted(([, a], [, b]) => b - a);

const takenNotice = ({ state }: Pick<Wave, 'state'>, language: PageLanguage): Html =>
  notice(
    'warn',
    html`<h2>${planWords[language].taken(text(storedStateWords[language][state]))}</h2>
      <p>${text(planWords[language].takenHow)}</p>`,
  );

function whenWords({ clock, language }: PageShell, { outlook: { forecast } }: DryRun): Html {
  const say = planWords[language];
  const { firstMailAt, lastMailAt } = forecast;
  if (firstMailAt === undefined || lastMailAt === undefined) return text(say.nobodyMailed);
  return say.when(html`<b>${day(firstMailAt, clock)}</b>`, html`<b>${day(lastMailAt, clock)}</b>`);
}

function planFacts({ clock, language }: PageShell, fields: PlanFields, { goal, outlook }: DryRun): Html {
  const { forecast, methods, mailboxes } = outlook;
  const say = planFactWords[language];
  const whom = [...linesIn(fields.groups), ...linesIn(fields.users)];
  return facts([
    [say.goal, html`${text(goalWords[language][goal])}: ${text(goalMeaningWords[language][goal])}`],
    [say.for, text(whom.length === 0 ? say.everyone : say.named(whom.length))],
    [say.limit, text(fields.limit === '' ? say.none : fields.limit)],
    [say.firstMail, forecast.firstMailAt ? moment(forecast.firstMailAt, clock) : text(say.noMail)],
    [say.limitedBy, text(planLimitWords[language][forecast.limitedBy])],
    ...(methods ? [[say.methods, text(methodsIn(methods, language))] as const] : []),
    ...(mailboxes ? [[say.mailboxes, text(say.mailboxesNeeded(mailboxes.requests))] as const] : []),
  ]);
}

function methodsIn(methods: MethodsForecast, language: PageLanguage): string {
  const { placing, placingLeft, hours, mails, total } = methods;
  const say = planFactWords[language];
  return placingLeft > 0
    ? say.methodsToCome(total, placing, mails, placingLeft, hours.atLeast, hours.atMost)
    : say.methodsNeeded(total, placing, mails);
}

/** The lines of a text, without empty ones. */
export const linesIn = (lines: string): readonly string[] =>
  lines
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const mostDays = 30;

/** First mails by the day in the campaign's zone; the API has them by the hour. */
function daysTable({ clock, language }: PageShell, { outlook: { forecast } }: DryRun): Html {
  const say = planTableWords[language];
  const days = new Map<string, { readonly at: Date; mails: number }>();
  for (const { hour, mails } of forecast.hours) {
    const known = days.get(clock.isoDay(hour)) ?? { at: hour, mails: 0 };
    days.set(clock.isoDay(hour), { ...known, mails: known.mails + mails });
  }
  if (days.size === 0) return html`<p class="empty">${text(say.noMail)}</p>`;
  const all = [...days.values()];
  const most = Math.max(...all.map(({ mails }) => mails));
  const lines = all
    .slice(0, mostDays)
    .map(({ at, mails }) => [html`${day(at, clock)}${bar(mails, most)}`, amount(mails, language)]);
  const rest = all.slice(mostDays).reduce((sum, { mails }) => sum + mails, 0);
  const after = rest === 0 ? html`` : html`<p class="small soft">${text(say.more(rest))}</p>`;
  return html`${table(say.days, [column(say.day), figure(say.firstMails)], lines, { isBrief: true })}${after}`;
}

function leftTable(reasons: LeftOut, language: PageLanguage): Html {
  const say = planTableWords[language];
  if (reasons.length === 0) return html`<p class="empty">${text(say.nobodyLeftOut)}</p>`;
  const lines = reasons.map(([because, people]) => [
    html`${text(leftOutWords[language][because])} ${code(because)}`,
    amount(people, language),
  ]);
  return table(say.leftOut, [column(say.reason), figure(say.people)], lines, { isBrief: true });
}

function languageTable(languages: Readonly<Record<string, number>>, language: PageLanguage): Html {
  const say = planTableWords[language];
  const sorted = Object.entries(languages).toSorted(([, a], [, b]) => b - a);
  if (sorted.length === 0) return html`<p class="empty">${text(say.nobody)}</p>`;
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const most = sorted[0]![1];
  const lines = sorted.map(([tag, count]) => [
    html`${text(names.of(tag) ?? tag)}${bar(count, most)}`,
    amount(count, language),
  ]);
  return table(say.languages, [column(say.language), figure(say.people)], lines, { isBrief: true });
}

function sampleTable(sample: DryRun['outlook']['sample'], language: PageLanguage): Html {
  const say = planTableWords[language];
  if (sample.length === 0) return html`<p class="empty">${text(say.nobody)}</p>`;
  const lines = sample.map(({ userId, userPrincipalName, locale }) => [
    link(`people/${segment(userId)}`, named(userPrincipalName)),
    text(locale),
  ]);
  return table(say.sample, [column(say.person), column(say.language)], lines, { isBrief: true });
}

function firstMail({ userId, locale, subject, text: body }: FirstMail, language: PageLanguage): Html {
  const say = planTableWords[language];
  return html`<div class="mail">
    ${facts([
      [say.to, link(`people/${segment(userId)}`, code(userId))],
      [say.language, text(locale)],
      [say.subject, html`<b>${named(subject)}</b>`],
    ])}
    <pre tabindex="0" lang="${text(locale)}">${text(body)}</pre>
  </div>`;
}

function launchSection(shell: PageShell, fields: PlanFields, { goal, confirm, plan }: DryRun): Html {
  const { language } = shell;
  const say = launchWords[language];
  const change = html`<a class="btn" href="${text(pageHref('waves/new'))}">${text(say.another)}</a>`;
  if (confirm === undefined) return html`<p class="row">${change}</p>`;
  const count = plan.selected.length;
  const form = postForm(
    shell,
    'waves/launch',
    html`${hiddenFields({ ...fields, confirm, count: String(count) })}${count > typedAbove ? typedField(count, language) : html``}
      <div class="row"><button class="btn go" type="submit">${text(say.button(count))}</button>${change}</div>`,
  );
  return section(
    'launch',
    text(say.title),
    html`<p>${text(say.says(count, whatTheyGet[language][goal]))}</p>
      ${form}`,
  );
}

/** Typed as it is shown, without a sign between its thousands. */
const typedField = (count: number, language: PageLanguage): Html =>
  html`<div class="field">
    <label for="typed">${text(launchWords[language].typed(String(count)))}</label
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
  </div>`;
