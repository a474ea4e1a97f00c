import type { MaskedEntry } from '../../registration/masked-entry.ts';
import { words, type Piece } from '../rich-text.ts';
import { maskedText } from '../safe-text.ts';
import { needed, type Draft } from './draft.ts';
import type { Figure, MailContent } from './mail-content.ts';
import { ownDetails } from './resetting.ts';
import { footnotes, greeting, howToCheck, paragraphs, questions, subheading } from './sections.ts';

/** The security notice to somebody for whom an operator entered security info: what it was, and what to do if it is wrong. */
export function securityInfoEntered(draft: Draft): MailContent {
  const { say, texts, facts } = draft;
  const own = texts.securityInfoEntered;
  const { correct, notYou } = texts.ssprLinkPrepopulated;
  const rows = needed(facts.entries, 'entries').map((entry) => rowOf(draft, entry));
  return {
    subject: own.subject,
    title: own.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(own.opening)),
      ...subheading(say(own.heading)),
      { kind: 'figures', rows },
      ...paragraphs(say(own.partly), say(own.right), say(notYou), say(correct, ownDetails(draft))),
      ...howToCheck(draft, 'securityInfoPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'entered'),
  };
}

const rowOf = ({ texts: { securityInfoEntered: own } }: Draft, { method, masked }: MaskedEntry): Figure => ({
  label: [words(own[method])],
  value: [valueOf(maskedText(masked))],
});

/** Left to right in every language. */
const valueOf = (text: string): Piece => (text === '' ? words('–') : { kind: 'phone', text });
