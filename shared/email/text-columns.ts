/** Plain text stays readable in a terminal and survives every mail relay. https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 */
export const maximumColumns = 78;

// East Asian letters, their punctuation, and emoji. https://www.unicode.org/reports/tr11/
const wideRanges: readonly (readonly [first: number, last: number])[] = [
  [0x3041, 0xa4cf],
  [0x2e80, 0x303e],
  [0x1100, 0x115f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];
const wideCharacter = new RegExp(`[${wideRanges.map(characterRange).join('')}]`, 'u');
const withoutWidth = /[\p{M}\p{Cf}]/u;
const firstMark = 0x300;
const oneColumnEach = /^[\x20-\xAC\xAE-\u{2FF}]*$/u;
// A line may not start with these in Chinese and Japanese text.
const closing = /^[、。，．：；！？）」』】〉》”’…ー々\p{M}\p{Cf}]/u;

/** The columns a text takes in a fixed-width font: East Asian characters take two, marks and controls none. */
export function columnsOf(text: string): number {
  if (oneColumnEach.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

function columnsOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (isWide(code)) return 2;
  return code >= firstMark && withoutWidth.test(character) ? 0 : 1;
}

function isWide(code: number): boolean {
  return wideRanges.some(([first, last]) => code >= first && code <= last);
}

function characterRange([first, last]: readonly [number, number]): string {
  return `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`;
}

/** Breaks a paragraph into lines; words stay whole, but for East Asian text, which breaks between characters. */
export function wrapText(paragraph: string, columns: number = maximumColumns): readonly string[] {
  const lines: string[] = [];
  const isPlain = oneColumnEach.test(paragraph);
  let line = '';
  let width = 0;
  for (const part of unbreakableParts(paragraph)) {
    const own = isPlain ? part.length : columnsOf(part);
    const space = part.endsWith(' ') ? 1 : 0;
    if (width > 0 && width + own - space > columns) {
      lines.push(line.trimEnd());
      line = '';
      width = 0;
    }
    line += part;
    width += own;
  }
  return [...lines, line.trimEnd()];
}

/** Each with the space that follows it. A no-break space is none to break at. */
function unbreakableParts(paragraph: string): readonly string[] {
  const words = paragraph.match(/[^ ]+ */gu) ?? [];
  return wideCharacter.test(paragraph) ? words.flatMap(partsOfWord) : words;
}

function partsOfWord(word: string): readonly string[] {
  const parts: string[] = [];
  let afterWide = true;
  for (const character of word) {
    const wide = isWide(character.codePointAt(0) ?? 0);
    const stays = parts.length > 0 && (character === ' ' || closing.test(character) || !(wide || afterWide));
    if (stays) parts[parts.length - 1] += character;
    else parts.push(character);
    afterWide = wide;
  }
  return parts;
}
