import type { PersonLine } from '../../campaign/person-line.ts';
import type { Place } from '../../campaign/place.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { html, type Html } from '../../email/html.ts';
import type { PageShell } from './page-frame.ts';
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
import { placeWords } from './place-words.ts';

/** One person of a list. */
export interface ListedPerson {
  readonly userId: string;
  readonly name: string;
  readonly signInName: string | undefined;
  readonly place: Place | undefined;
  readonly lastMail: { readonly label: string; readonly at: Date } | undefined;
  readonly nextMail: { readonly label: string; readonly at: Date } | undefined;
}

export interface ListedPeople {
  readonly people: readonly ListedPerson[];
  /** Where the list goes on: more people may follow. */
  readonly next: string | undefined;
}

/** What a list shows of somebody. */
export function listedPerson({ userId, name, signInName, place, lastMail, nextMail }: PersonLine): ListedPerson {
  return { userId, name, signInName, place, lastMail: listedMail(lastMail), nextMail: listedMail(nextMail) };
}

const listedMail = (mail: PersonLine['lastMail']) => mail && { label: stepLabelOf(mail.step), at: mail.at };

/** A page of people, and the way to the next. An operator ticks some of them, where the page has the form around it. */
export function peopleTable(
  { people, next }: ListedPeople,
  filter: PeopleFilter,
  { clock }: Pick<PageShell, 'clock'>,
  { isTicked = false } = {},
): Html {
  if (people.length === 0 && next === undefined)
    return html`<p class="empty">Nobody is here. Looked ${text(clock.time(clock.now))}.</p>`;
  const mail = (one: ListedPerson['lastMail']): Html =>
    one === undefined ? html`–` : html`${text(one.label)}<small>${moment(one.at, clock)}</small>`;
  const lines = people.map((one) => [
    html`${isTicked ? tick(one) : html``}${link(`people/${segment(one.userId)}`, named(one.name))}<small
        >${named(one.signInName ?? '')}</small
      >`,
    text(placeWords(one.place)),
    mail(one.lastMail),
    mail(one.nextMail),
  ]);
  const columns = [column('Name'), column('Stands'), column('Last mail'), column('Next mail')];
  const list =
    people.length === 0
      ? html`<p class="empty">Nobody among those looked through so far.</p>`
      : table('People', columns, lines);
  return html`${list}${next === undefined ? html`` : nextLink(filter, next)}`;
}

const tick = ({ userId, name }: ListedPerson): Html =>
  html`<input
    type="checkbox"
    class="tick"
    name="${text(tickOf(userId))}"
    value="yes"
    aria-label="Tick ${text(name)}"
  />`;

const nextLink = (filter: PeopleFilter, after: string): Html =>
  html`<p class="row">
    <a class="btn" href="${text(pageHref(`people${peopleQuery({ ...filter, after })}`))}">Next people</a>
  </p>`;
