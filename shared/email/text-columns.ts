/** Plain text stays readable in a terminal and survives every mail relay. https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 */
export const maximumColumns = 78;

const wideCharacter =
  /[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const withoutWidth = /[\p{M}\p{Cf}]/u;
// A line may not start with these in Chinese and Japanese text.
const closing = /^[、。，．：；！？）」』】〉》”’…ー々]/u;

/** The columns a text takes in a fixed-width font: East Asian characters take two, marks and controls none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (withoutWidth.test(character)) continue;
    columns += wideCharacter.test(character) ? 2 : 1;
  }
  return columns;
}

/** Breaks a paragraph into lines; words stay whole, but for East Asian text, which breaks between characters. */
export function wrapText(paragraph: string, columns: number = maximumColumns): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const word of unbreakableParts(paragraph)) {
    const trimmed = word.trimEnd();
    if (width > 0 && width + columnsOf(trimmed) > columns) {
      lines.push(line.trimEnd());
      line = '';
      width = 0;
    }
    line += word;
    width += columnsOf(word);
  }
  return [...lines, line.trimEnd()];
}

/** Each with the space that follows it. */
function unbreakableParts(paragraph: string): readonly string[] {
  const parts: string[] = [];
  for (const word of paragraph.match(/\S+\s*/gu) ?? []) {
    if (wideCharacter.test(word)) pushCharacters(parts, word);
    else parts.push(word);
  }
  return parts;
}

function pushCharacters(parts: string[], word: string): void {
  for (const [run] of word.matchAll(/[\x21-\x7E]+\s*|./gsu)) {
    const last = parts.length - 1;
    if ((closing.test(run) || run.trim() === '') && last >= 0) parts[last] += run;
    else parts.push(run);
  }
}
