import type { PersonLine } from '../../campaign/person-line.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { html, type Html } from '../../email/html.ts';
import type { PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  column,
  link,
  moment,
  named,
  pageHref,
  peopleQuery,
  segment,
  table,
  text,
  type PeopleFilter,
} from './page-parts.ts';
import { tickOf } from './people-ticks.ts';
import { listWords } from './words/people.ts';
import { placeInWords } from './words/places.ts';
import { stepWords } from './words/steps.ts';

/** What a list shows of one person. */
export type ListedPerson = Pick<PersonLine, 'userId' | 'name' | 'signInName' | 'place' | 'lastMail' | 'nextMail'>;

export interface ListedPeople {
  readonly people: readonly ListedPerson[];
  /** Where the list goes on: more people may follow. */
  readonly next: string | undefined;
}

/** A page of people, and the way to the next. An operator ticks some of them, where the page has the form around it. */
export function peopleTable(
  { people, next }: ListedPeople,
  filter: PeopleFilter,
  { clock, language }: PageShell,
  { isTicked = false } = {},
): Html {
  const say = listWords[language];
  if (people.length === 0 && next === undefined)
    return html`<p class="empty">${text(say.nobody(clock.time(clock.now)))}</p>`;
  const mail = (one: ListedPerson['lastMail']): Html =>
    one === undefined
      ? html`–`
      : html`${text(stepLabelOf(one.step, stepWords[language]))}<small>${moment(one.at, clock)}</small>`;
  const lines = people.map((one) => [
    html`${isTicked ? tick(one, language) : html``}${link(`people/${segment(one.userId)}`, named(one.name))}<small
        >${named(one.signInName ?? '')}</small
      >`,
    text(placeInWords(one.place, language)),
    mail(one.lastMail),
    mail(one.nextMail),
  ]);
  const columns = [column(say.name), column(say.stands), column(say.lastMail), column(say.nextMail)];
  const list =
    people.length === 0 ? html`<p class="empty">${text(say.nobodySoFar)}</p>` : table(say.people, columns, lines);
  return html`${list}${next === undefined ? html`` : nextLink({ ...filter, after: next }, language)}`;
}

const tick = ({ userId, name }: ListedPerson, language: PageLanguage): Html =>
  html`<input
    type="checkbox"
    class="tick"
    name="${text(tickOf(userId))}"
    value="yes"
    aria-label="${text(listWords[language].tick(name))}"
  />`;

const nextLink = (rest: PeopleFilter, language: PageLanguage): Html =>
  html`<p class="row">
    <a class="btn" href="${text(pageHref(`people${peopleQuery(rest)}`))}">${text(listWords[language].next)}</a>
  </p>`;
