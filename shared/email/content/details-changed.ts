import type { DetailFacts } from '../mail-facts.ts';
import { words, type Piece, type RichText } from '../rich-text.ts';
import { label, mailAddress, phoneNumber, typeableAddress } from '../safe-text.ts';
import { needed, type Draft } from './draft.ts';
import type { Block, MailContent } from './mail-content.ts';
import { paragraphs, subheading } from './sections.ts';

/** What the help desk and the security team are told when somebody has changed what readers know our mails by. */
export function detailsChanged(draft: Draft): MailContent {
  const { say, texts, facts } = draft;
  const own = texts.detailsChanged;
  return {
    subject: own.subject,
    title: own.title,
    blocks: [
      ...paragraphs(say(own.opening)),
      ...needed(facts.changes, 'changes').flatMap((change) => changeBlocks(draft, change)),
      ...paragraphs(say(own.agreed), say(own.notAgreed)),
    ],
    footnotes: say(texts.footer.sender),
  };
}

/** By the path in the document, which is what one looks up, and in no language. */
function changeBlocks({ texts: { detailsChanged: own } }: Draft, change: DetailFacts): readonly Block[] {
  const { path, before, after } = change;
  const row = (title: string, value: string) => ({ label: [words(title)], value: shown(path, value) });
  return [
    ...subheading([[{ kind: 'address', text: path }]]),
    { kind: 'figures', rows: [row(own.before, before), row(own.after, after)] },
  ];
}

const nothing = words('–');

/** The value may be an attacker's: nothing of it becomes a link, and it is cleaned as in every other mail. */
function shown(path: string, value: string): RichText {
  if (path === 'waveNotices.to' || path.startsWith('owners.')) return addresses(value);
  if (path.endsWith('.phone')) return [piece('phone', phoneNumber(value), value)];
  if (path.endsWith('.url') || path.endsWith('.verifyAt')) return [piece('address', typeableAddress(value), value)];
  return [piece('name', undefined, value)];
}

const addresses = (value: string): RichText =>
  value.split(', ').flatMap((one, n) => [...(n > 0 ? [words(', ')] : []), piece('address', mailAddress(one), one)]);

function piece(kind: 'phone' | 'address' | 'name', cleaned: string | undefined, raw: string): Piece {
  if (cleaned !== undefined) return { kind, text: cleaned };
  const text = label(raw);
  return text === '' ? nothing : { kind: 'name', text };
}
