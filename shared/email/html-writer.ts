import type { WebAddress } from './addresses.ts';
import { readableBrandColor } from './brand-color.ts';
import type { Block, Figure, MailContent } from './content/mail-content.ts';
// By the name `html`, the formatter would know it and put line breaks into what we write.
import { escapeHtml, html as markup, joinHtml, type Html } from './html.ts';
import type { MailFacts, OrganisationFacts } from './mail-facts.ts';
import { writingDirection, type MailLocale } from './mail-locales.ts';
import type { Piece, RichText } from './rich-text.ts';
import { label } from './safe-text.ts';
import * as parts from './templates/mail.generated.ts';

/** Writes the whole HTML document of a mail. */
export function writeHtml(content: MailContent, locale: MailLocale, facts: MailFacts, organisation: string): Html {
  const dir = writingDirection(locale);
  const start = dir === 'rtl' ? markup`right` : markup`left`;
  const title = escapeHtml(content.title);
  const write = (block: Block) => writeBlock(block, start, facts.links);
  return parts.frame({
    lang: escapeHtml(locale),
    dir: escapeHtml(dir),
    start,
    title,
    brand: escapeHtml(readableBrandColor(facts.organisation.brandColor)),
    band: writeBand(facts.organisation, organisation, start),
    body: joinHtml([parts.heading({ start, text: title }), ...content.blocks.map(write)]),
    footer: joinHtml(content.footnotes.map((note) => parts.footnote({ start, text: writeText(note) }))),
  });
}

function writeBand({ logo, displayName }: OrganisationFacts, fallback: string, start: Html): Html {
  const organisation = writeName(label(displayName) || fallback);
  if (logo === undefined) return parts.name({ start, organisation });
  return parts.logo({
    start,
    organisation: escapeHtml(label(displayName) || fallback),
    source: escapeHtml(`cid:${logo.contentId}`),
    width: escapeHtml(String(logo.widthPixels)),
    height: escapeHtml(String(logo.heightPixels)),
  });
}

function writeBlock(block: Block, start: Html, links: MailFacts['links']): Html {
  switch (block.kind) {
    case 'paragraph':
      return parts.paragraph({ start, text: writeText(block.text) });
    case 'subheading':
      return parts.subheading({ start, text: writeText(block.text) });
    case 'address':
      return writeAddressBox(block.label, block.address, start, links);
    case 'steps':
      return parts.steps({ start, items: writeItems(block.items) });
    case 'bullets':
      return parts.bullets({ start, items: writeItems(block.items) });
    case 'box':
      return parts.box({ start, heading: writeText(block.heading), items: writeItems(block.items) });
    case 'figures':
      return parts.figures({ start, rows: joinHtml(block.rows.map((row) => writeFigure(row, start))) });
    case 'quote':
      return parts.quote({ start, lines: writeQuote(block.subject, block.content) });
  }
}

function writeAddressBox(above: RichText, address: WebAddress, start: Html, links: MailFacts['links']): Html {
  // The short ones are to be read from a distance and never cut in two; the long one should fit on a line.
  const [size, length] = isShort(address.printed) ? [markup`26px`, markup`short`] : [markup`19px`, markup`long`];
  return parts.address({ start, size, length, label: writeText(above), address: writeWebAddress(address, links) });
}

function writeItems(items: readonly RichText[]): Html {
  return joinHtml(items.map((item) => markup`<li>${writeText(item)}</li>`));
}

function writeFigure({ label: title, value }: Figure, start: Html): Html {
  const heading = markup`<th scope="row" align="${start}" valign="top" style="padding:4px 0;font-weight:400;width:45%">${writeText(title)}</th>`;
  return markup`<tr>${heading}<td valign="top" style="padding:4px 0;font-weight:600">${writeText(value)}</td></tr>`;
}

/** A mail inside a mail: its words only, so that the outer one keeps its one h1. */
function writeQuote(subject: string, content: MailContent): Html {
  return joinHtml([
    quotedLine(markup`<strong>${escapeHtml(subject)}</strong>`),
    quotedLine(escapeHtml(content.title)),
    ...content.blocks.flatMap(quotedLines),
    ...content.footnotes.map((text) => quotedLine(writeText(text))),
  ]);
}

function quotedLine(text: Html): Html {
  return markup`<p>${text}</p>`;
}

function quotedLines(block: Block): readonly Html[] {
  switch (block.kind) {
    case 'paragraph':
      return [quotedLine(writeText(block.text))];
    case 'subheading':
      return [quotedHeading(block.text)];
    case 'address':
      return [quotedLine(writeText(block.label)), quotedHeading([{ kind: 'address', text: block.address.printed }])];
    case 'steps':
    case 'bullets':
      return block.items.map((item) => quotedLine(writeText(item)));
    case 'box':
      return [quotedHeading(block.heading), ...block.items.map((item) => quotedLine(writeText(item)))];
    case 'figures':
      return block.rows.map((row) => quotedLine(markup`${writeText(row.label)}: ${writeText(row.value)}`));
    case 'quote':
      return [];
  }
}

function quotedHeading(text: RichText): Html {
  return quotedLine(markup`<strong>${writeText(text)}</strong>`);
}

function writeText(text: RichText): Html {
  return joinHtml(text.map(writePiece));
}

function writePiece(piece: Piece): Html {
  switch (piece.kind) {
    case 'words':
      return withoutAutomaticLink(piece.text);
    case 'name':
      return writeName(piece.text);
    case 'otherLanguage':
      return markup`<span lang="${escapeHtml(piece.language)}" dir="${escapeHtml(writingDirection(piece.language))}">${escapeHtml(piece.text)}</span>`;
    case 'phone':
      return inOnePiece(withoutAutomaticLink(piece.text));
    case 'address':
      return writeInlineAddress(piece.text, piece.href);
  }
}

/** A short address that is cut in two at its slash reads as two. */
const isShort = (printed: string): boolean => printed.length <= 20;

function writeInlineAddress(printed: string, href: string | undefined): Html {
  const address = writeAddress(printed, href);
  return isShort(printed) ? inOnePiece(address) : markup`<span dir="ltr">${address}</span>`;
}

/** The name keeps its own direction and does not turn the sentence around it. */
function writeName(text: string): Html {
  return markup`<span dir="auto">${withoutAutomaticLink(text)}</span>`;
}

function writeWebAddress(address: WebAddress, links: MailFacts['links']): Html {
  return writeAddress(address.printed, links === 'clickable' ? address.href : undefined);
}

function writeAddress(printed: string, href: string | undefined): Html {
  if (href === undefined) return breakable(printed, withoutAutomaticLink, (sign) => markup`<span>${sign}</span>`);
  const address = breakable(printed, escapeHtml, (sign) => sign);
  return markup`<a href="${escapeHtml(href)}" class="link" style="color:#0b57a4;">${address}</a>`;
}

/**
 * A short address is not cut at all. A long one is cut before a dot or after a slash on a phone: not at a hyphen, which
 * would read as a divided word, and not so late that the full stop of the sentence stands alone.
 */
function breakable(printed: string, write: (text: string) => Html, mark: (sign: Html) => Html): Html {
  if (isShort(printed)) return write(printed);
  return joinHtml(
    printed.split(/([./])/u).map((piece) => {
      if (piece === '.') return markup`<wbr>${mark(escapeHtml(piece))}`;
      if (piece === '/') return markup`${mark(escapeHtml(piece))}<wbr>`;
      return piece.includes('-') && isShort(piece) ? inOnePiece(write(piece)) : write(piece);
    }),
  );
}

const inOnePiece = (text: Html): Html => markup`<span dir="ltr" style="white-space:nowrap;">${text}</span>`;

const linkMaking = /[./:@]/u;

/**
 * Many mail programs turn anything like an address into a link. An element around its punctuation keeps most of them
 * from it, and unlike an invisible character it is not copied along.
 */
function withoutAutomaticLink(text: string): Html {
  if (!linkMaking.test(text)) return escapeHtml(text);
  return joinHtml(
    text
      .split(/(?<=\S)([./:@])(?=\S)/u)
      .map((piece, at) => (at % 2 === 1 ? markup`<span>${escapeHtml(piece)}</span>` : escapeHtml(piece))),
  );
}
