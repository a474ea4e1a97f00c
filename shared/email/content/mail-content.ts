import type { WebAddress } from '../addresses.ts';
import type { RichText } from '../rich-text.ts';

/** A part of a mail. Both the HTML and the plain text are written from these, so they say the same. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: RichText }
  | { readonly kind: 'subheading'; readonly text: RichText }
  | { readonly kind: 'address'; readonly label: RichText; readonly address: WebAddress }
  | { readonly kind: 'steps' | 'bullets'; readonly items: readonly RichText[] }
  | { readonly kind: 'box'; readonly heading: RichText; readonly items: readonly RichText[] }
  | { readonly kind: 'figures'; readonly rows: readonly Figure[] }
  | { readonly kind: 'quote'; readonly subject: string; readonly content: MailContent };

export interface Figure {
  readonly label: RichText;
  readonly value: RichText;
}

/** What a mail says, before it has a form. */
export interface MailContent {
  readonly subject: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly footnotes: readonly RichText[];
}
