import { escapeHtml, html, joinHtml, type Html } from '../email/html.ts';

/** A figure with its thousands apart. */
export const number = (value: number): string => value.toLocaleString('en');

export const text = (value: string | number): Html => escapeHtml(typeof value === 'number' ? number(value) : value);

/** `1 person`, `2 people`. */
export const counted = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** The share of a whole in full percent, or a dash where there is no whole. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;

/** Figures stand right, under each other. */
export interface Column {
  readonly head: string;
  readonly isFigure?: boolean;
}

export const column = (head: string): Column => ({ head });
export const figure = (head: string): Column => ({ head, isFigure: true });

/**
 * A table whose first column names its line. Wider than a phone, it scrolls by itself, and can be reached for that by
 * keyboard.
 */
export function table(name: string, columns: readonly Column[], lines: readonly (readonly Html[])[]): Html {
  const heads = columns.map((one) => html`<th scope="col" ${classOf(one)}>${text(one.head)}</th>`);
  const body = lines.map(
    (cells) =>
      html`<tr>
        ${joinHtml(cells.map((cell, i) => cellOf(cell, columns[i]!, i)))}
      </tr> `,
  );
  return html`<div class="scroll" role="region" aria-label="${text(name)}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${joinHtml(heads)}
        </tr>
      </thead>
      <tbody>
        ${joinHtml(body)}
      </tbody>
    </table>
  </div>`;
}

const classOf = ({ isFigure }: Column): Html => (isFigure ? html` class="figure"` : html``);

const cellOf = (cell: Html, one: Column, position: number): Html =>
  position === 0 ? html`<th scope="row" ${classOf(one)}>${cell}</th>` : html`<td${classOf(one)}>${cell}</td>`;

export const paragraph = (...sentences: readonly string[]): Html => html`<p>${text(sentences.join(' '))}</p>`;

export const list = (items: readonly Html[]): Html =>
  html`<ul>
    ${joinHtml(items.map((item) => html`<li>${item}</li>`))}
  </ul>`;

/** A link to another route of the API; relative, so that it holds behind any prefix. */
export const link = (path: string, label: string): Html => html`<a href="${text(path)}">${text(label)}</a>`;

export const code = (value: string): Html => html`<code>${text(value)}</code>`;

export const instant = (at: Date): Html =>
  html`<time datetime="${text(at.toISOString())}"
    >${text(`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`)}</time
  >`;

export const day = (at: Date): Html => {
  const written = text(at.toISOString().slice(0, 10));
  return html`<time datetime="${written}">${written}</time>`;
};

/** Days as people write them in a sentence: `3 Nov 2026`. */
export const dayInWords = (isoDate: string): string =>
  new Date(isoDate).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
