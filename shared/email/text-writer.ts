import type { WebAddress } from './addresses.ts';
import type { Block, MailContent } from './content/mail-content.ts';
import type { MailFacts } from './mail-facts.ts';
import { writingDirection, type MailLocale } from './mail-locales.ts';
import type { Piece, RichText } from './rich-text.ts';
import { columnsOf, maximumColumns, wrapText } from './text-columns.ts';
import { isolated, isolatedByLine } from './directional-isolates.ts';

interface Writing {
  readonly direction: 'ltr' | 'rtl';
  readonly links: MailFacts['links'];
  readonly columns: number;
}

/** Writes the plain text part: the same words as the HTML, in lines of at most 78 columns. */
export function writePlainText(content: MailContent, locale: MailLocale, facts: MailFacts): string {
  const writing = { direction: writingDirection(locale), links: facts.links, columns: maximumColumns };
  return `${contentLines(content, writing).join('\n')}\n`;
}

function contentLines(content: MailContent, writing: Writing): readonly string[] {
  const title = wrapText(content.title, writing.columns);
  const underline = '='.repeat(Math.max(...title.map(columnsOf)));
  return [
    ...title,
    underline,
    ...content.blocks.flatMap((block) => ['', ...blockLines(block, writing)]),
    '',
    '-'.repeat(20),
    ...content.footnotes.flatMap((note, at) => [...(at > 0 ? [''] : []), ...lines(note, writing)]),
  ];
}

function blockLines(block: Block, writing: Writing): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return lines(block.text, writing);
    case 'subheading':
      return underlined(lines(block.text, writing));
    case 'address':
      return [...lines(block.label, writing), '', `${addressIndent}${webAddress(block.address, writing)}`];
    case 'steps':
      return block.items.flatMap((item, at) => hanging(`${at + 1}. `, item, writing));
    case 'bullets':
      return block.items.flatMap((item) => hanging('- ', item, writing));
    case 'box':
      return [
        ...underlined(lines(block.heading, writing)),
        '',
        ...block.items.flatMap((item) => hanging('- ', item, writing)),
      ];
    case 'figures':
      return block.rows.flatMap(({ label, value }) => hanging('', [...label, colon, ...value], writing));
    case 'quote':
      return quoted(block.subject, block.content, writing);
  }
}

const colon: Piece = { kind: 'words', text: ': ' };

function quoted(subject: string, content: MailContent, writing: Writing): readonly string[] {
  const inner = contentLines(content, { ...writing, columns: writing.columns - 2 });
  return [...wrapText(subject, writing.columns - 2), '', ...inner].map((line) => `> ${line}`.trimEnd());
}

function underlined(heading: readonly string[]): readonly string[] {
  return [...heading, '-'.repeat(Math.max(...heading.map(columnsOf)))];
}

function hanging(mark: string, item: RichText, writing: Writing): readonly string[] {
  const indent = ' '.repeat(mark.length);
  return wrap(item, writing, writing.columns - mark.length).map((line, at) => `${at === 0 ? mark : indent}${line}`);
}

const lines = (text: RichText, writing: Writing): readonly string[] => wrap(text, writing, writing.columns);

function wrap(text: RichText, { direction }: Writing, columns: number): readonly string[] {
  return isolatedByLine(wrapText(plain(text, direction), columns));
}

const addressIndent = '    ';

/** Mail programs make a link of an address with its scheme. One that is too long for a line is printed short. */
function webAddress(address: WebAddress, { links, columns }: Writing): string {
  const fits = columnsOf(address.href) + addressIndent.length <= columns;
  return links === 'clickable' && fits ? address.href : address.printed;
}

function plain(text: RichText, direction: 'ltr' | 'rtl'): string {
  return text.map((piece) => plainPiece(piece, direction)).join('');
}

function plainPiece(piece: Piece, direction: 'ltr' | 'rtl'): string {
  switch (piece.kind) {
    case 'words':
      return piece.text;
    case 'name':
      return isolated(withoutAutomaticLink(piece.text), direction);
    case 'phone':
      return isolated(piece.text.replaceAll(' ', noBreakSpace), direction);
    case 'address':
    case 'otherLanguage':
      return isolated(piece.text, direction);
  }
}

/** A number that is cut in two is easily misread. */
const noBreakSpace = '\u{A0}';

/** A word joiner after the dot: "Contoso.com" stays a name where a mail program would make it a link. */
function withoutAutomaticLink(name: string): string {
  return name.replaceAll(/\.(?=[\p{L}\p{N}])/gu, '.\u{2060}');
}
