import type { MailLocale } from './mail-locales.ts';

/**
 * A piece of a sentence. Only `words` and what is in another language are ours; the rest was typed by someone or must
 * stay left to right.
 */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string }
  | { readonly kind: 'otherLanguage'; readonly text: string; readonly language: MailLocale }
  | { readonly kind: 'address'; readonly text: string; readonly href?: string | undefined };

/** A sentence or paragraph, free of any markup: the writers decide what it looks like. */
export type RichText = readonly Piece[];

export type PlaceholderValues = Readonly<Record<string, Piece | undefined>>;

export function words(text: string): Piece {
  return { kind: 'words', text };
}

/**
 * Puts the values in the place of `{placeholders}`.
 *
 * Undefined when one of the values is missing: a sentence whose fact we do not have is not said.
 * Values are never read for placeholders themselves.
 */
export function fillPlaceholders(message: string, values: PlaceholderValues): RichText | undefined {
  const pieces: Piece[] = [];
  for (const [at, part] of message.split(/\{(\w+)\}/u).entries()) {
    const isPlaceholder = at % 2 === 1;
    const piece = isPlaceholder ? values[part] : words(part);
    if (piece === undefined) return undefined;
    if (piece.text !== '') pieces.push(pieces.length === 0 ? startingSentence(piece) : piece);
  }
  return pieces;
}

/** Words of ours that stand in for a name, such as "your employer", may come first; a name is written as it is. */
function startingSentence(piece: Piece): Piece {
  return piece.kind === 'words' ? words(piece.text.charAt(0).toUpperCase() + piece.text.slice(1)) : piece;
}
