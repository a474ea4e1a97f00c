import { escapeHtml } from '../email/html.ts';

/** A figure with its thousands apart. */
export const number = (value: number): string => value.toLocaleString('en');

/** A table of texts; what is in the cells is escaped. Wider than a phone, it scrolls by itself. */
export function table(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = lines.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`);
  const label = escapeHtml(heads.join(', '));
  return `<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>${body.join('\n')}</tbody>\n</table></div>`;
}
