import { escapeHtml, html, joinHtml, type Html } from '../../email/html.ts';
import type { PageClock } from './page-clock.ts';
import type { PageLanguage } from './page-language.ts';
import { figuresIn } from './words/figures.ts';

/** A figure with its thousands apart. */
const number = (value: number): string => value.toLocaleString('en');

export const text = (value: string | number): Html => escapeHtml(typeof value === 'number' ? number(value) : value);

/** A figure by itself, as the reader's language writes it. */
export const amount = (value: number, language: PageLanguage): Html => figuresIn[language].amount(value);

/** The share of a whole in full percent, or a dash where there is no whole. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;

/** What somebody is called: written in either direction, and never taken for part of the sentence around it. */
export const named = (name: string): Html => html`<bdi>${text(name)}</bdi>`;

/** What is English in every language: what a service said, what was stored as a sentence. */
export const inEnglish = (sentence: string): Html => html`<span lang="en">${text(sentence)}</span>`;

export const code = (value: string): Html => html`<code>${text(value)}</code>`;

/** What is wrong at a place of a document or a file. It is said as the API says it, and may quote what somebody wrote. */
export const faultLine = ({ path, message }: { readonly path: string; readonly message: string }): Html =>
  html`${code(path)} ${toldInEnglish(message)}`;

/** What is told in English everywhere, and may quote what somebody wrote. */
export const toldInEnglish = (words: string): Html => html`<bdi lang="en">${text(words)}</bdi>`;

/** Where all pages are. */
export const pageRoot = '/api/dashboard';

/** The address of another page: `waves/pilot`. */
export const pageHref = (path: string): string => (path === '' ? pageRoot : `${pageRoot}/${path}`);

export const link = (path: string, label: Html): Html => html`<a href="${text(pageHref(path))}">${label}</a>`;

/** A link to an operation of the API that is no page: a CSV file, say. */
export const apiLink = (route: string, label: string): Html =>
  html`<a href="${text(`/api/${route}`)}">${text(label)}</a>`;

export const segment = (value: string): string => encodeURIComponent(value);

/** A moment in the campaign's zone. */
export const moment = (at: Date, clock: PageClock): Html =>
  html`<time datetime="${text(at.toISOString())}">${text(clock.moment(at))}</time>`;

/** A day in the campaign's zone. */
export const day = (at: Date, clock: PageClock): Html =>
  html`<time datetime="${text(clock.isoDay(at))}" class="nowrap">${text(clock.day(at))}</time>`;

/** Which people: each part narrows it. */
export interface PeopleFilter {
  readonly place?: string;
  readonly reason?: string;
  readonly wave?: string;
  readonly after?: string;
}

/** What stands behind the path of a list: the closed words and ids that are given, or nothing. */
export function queryOf(filter: Readonly<Partial<Record<string, string | undefined>>>): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export const peopleQuery = (filter: PeopleFilter): string => queryOf({ ...filter });

/** A number of people, which leads to exactly those people. Nobody is not led to. */
export const people = (count: number, filter: PeopleFilter, language: PageLanguage, classes = ''): Html => {
  if (count === 0) return html`<span class="${text(classes)}">0</span>`;
  const href = pageHref(`people${peopleQuery(filter)}`);
  const classed = classes === '' ? html`` : html` class="${text(classes)}"`;
  return html`<a href="${text(href)}" ${classed}>${amount(count, language)}</a>`;
};

/** Figures stand right, under each other. */
export interface Column {
  readonly head: string;
  readonly isFigure?: boolean;
}

export const column = (head: string): Column => ({ head });
export const figure = (head: string): Column => ({ head, isFigure: true });

export interface TableOptions {
  /** On a phone: words left and the figure right, without labels. */
  readonly isBrief?: boolean;
  readonly foot?: readonly Html[];
}

/** A table whose first column names its line; on a phone each line becomes a block of labels and values. */
export function table(
  name: string,
  columns: readonly Column[],
  lines: readonly (readonly Html[])[],
  { isBrief = false, foot }: TableOptions = {},
): Html {
  const heads = columns.map((one) =>
    one.head === '' ? html`<td></td>` : html`<th scope="col" ${classOf(one)}>${text(one.head)}</th>`,
  );
  return html`<table${isBrief ? html` class="brief"` : html``}>
<caption class="hide">${text(name)}</caption>
<thead><tr>${joinHtml(heads)}</tr></thead>
<tbody>
${joinHtml(lines.map((cells) => lineOf(cells, columns)))}</tbody>
${
  foot === undefined
    ? html``
    : html`<tfoot>
        ${lineOf(foot, columns)}
      </tfoot>`
}</table>`;
}

const lineOf = (cells: readonly Html[], columns: readonly Column[]): Html =>
  html`<tr>
    ${joinHtml(cells.map((cell, i) => cellOf(cell, columns[i]!, i)))}
  </tr> `;

const classOf = ({ isFigure }: Column): Html => (isFigure ? html` class="num"` : html``);

const cellOf = (cell: Html, one: Column, position: number): Html =>
  position === 0
    ? html`<th scope="row" ${classOf(one)}>${cell}</th>`
    : html`<td${classOf(one)}${one.head === '' ? html`` : html` data-label="${text(one.head)}"`}>${cell}</td>`;

/** Labels and values under each other. */
export const facts = (pairs: readonly (readonly [string, Html])[]): Html =>
  html`<dl class="kv">
    ${joinHtml(
      pairs.map(
        ([label, value]) =>
          html`<dt>${text(label)}</dt>
            <dd>${value}</dd>`,
      ),
    )}
  </dl>`;

/** A state: a word with a sign, never colour alone. */
export type TagKind = 'pass' | 'warn' | 'fail' | 'open';
export const tag = (kind: TagKind, word: string): Html => html`<span class="tag ${text(kind)}">${text(word)}</span>`;

/** A state by its code, which is the same in every language. */
export const codeTag = (kind: TagKind, value: string): Html =>
  html`<span class="tag ${text(kind)}" lang="en">${text(value)}</span>`;

export interface SectionOptions {
  /** What stands right beside the title. */
  readonly beside?: Html;
}

export const section = (id: string, title: Html, body: Html, { beside }: SectionOptions = {}): Html => {
  const heading = html`<h2 id="${text(id)}">${title}</h2>`;
  const head = beside === undefined ? heading : html`<div class="head">${heading}${beside}</div>`;
  return html`<section aria-labelledby="${text(id)}">${head} ${body}</section> `;
};

/** What happened, why, what to do. `stop`: mail is stopped, or something failed. */
export const notice = (kind: 'warn' | 'stop', body: Html): Html =>
  html`<div class="${text(kind === 'stop' ? 'notice stop' : 'notice')}">${body}</div> `;

export const lead = (sentence: Html): Html => html`<p class="lead">${sentence}</p>`;

/** The bar of one line: a part of the longest. Somebody is never shown as nobody. */
export function bar(part: number, whole: number): Html {
  const width = part === 0 || whole === 0 ? 0 : Math.min(100, Math.max(0.5, Math.round((part / whole) * 1_000) / 10));
  return html`<svg class="bar" aria-hidden="true">
    <rect class="left" width="100%" height="100%" />
    <rect class="done" width="${text(String(width))}%" height="100%" />
  </svg>`;
}

/** Several lists of words in one sentence. */
export const joined = (parts: readonly Html[], between: string): Html =>
  joinHtml(parts.flatMap((part, i) => (i === 0 ? [part] : [text(between), part])));
