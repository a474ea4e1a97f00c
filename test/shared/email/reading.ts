/** What a reader, a mail program or an attacker would find in a mail. */

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

export function tagsOf(html: string): readonly string[] {
  return html.match(/<[^>]*>/gu) ?? [];
}

/** The runs of text between tags, as a mail program looks through them for addresses. */
export function textNodesOf(html: string): readonly string[] {
  return bodyOf(html)
    .split(/<[^>]*>/u)
    .map((text) => text.replaceAll(/&(?:lt|gt|quot|nbsp|amp|#39);/gu, (entity) => entities[entity] ?? ''))
    .filter((text) => text.trim() !== '');
}

export function visibleTextOf(html: string): string {
  return textNodesOf(html).join('');
}

/** Values of the attributes that make a browser go somewhere or fetch something. */
export function targetsOf(html: string): readonly string[] {
  return [...html.matchAll(/(?:href|src|srcset|action|background|poster|data)="([^"]*)"/giu)].map(([, target = '']) =>
    target.replaceAll('&amp;', '&'),
  );
}

/** Anything that mail programs are known to turn into a link by themselves. */
export function linkableIn(text: string): readonly string[] {
  const suspects = text.split(/\s+/u).filter((word) => /[.:@]\S/u.test(word));
  return suspects.flatMap((word) => word.match(linkable) ?? []);
}

const linkable = /[\w+.-]+@[\w.-]+|\w+:\/\/\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/[\w/-]*)?/gu;

/** The letters only, to compare two forms of the same words. */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body')).replaceAll(/<!--.*?-->/gsu, '');
}
