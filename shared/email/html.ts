declare const escaped: unique symbol;

/**
 * Text that is safe inside an HTML element or a double-quoted attribute.
 *
 * Only this module and the compiled templates make such values, so nothing a person typed reaches a mail unescaped.
 */
export type Html = string & { readonly [escaped]: true };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const special = /[&<>"']/u;

/** Makes any text inert HTML. */
export function escapeHtml(text: string): Html {
  return (special.test(text) ? text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '') : text) as Html;
}

/** Marks our own constant markup; the template literal tag takes no text that is not already `Html`. */
export function html(markup: TemplateStringsArray, ...values: readonly Html[]): Html {
  let text = markup[0] ?? '';
  for (const [at, value] of values.entries()) text += value + (markup[at + 1] ?? '');
  return text as Html;
}

/** Puts pieces of HTML one after the other. */
export function joinHtml(pieces: readonly Html[]): Html {
  return pieces.join('') as Html;
}
