import { formatNumber } from '../formats.ts';
import { words, type Piece, type RichText } from '../rich-text.ts';
import { label, personName } from '../safe-text.ts';
import type { Draft } from './draft.ts';
import type { Block, MailContent } from './mail-content.ts';
import { list, paragraphs, subheading } from './sections.ts';

/**
 * The mails to those who run the campaign and mend what is wrong are in the page's language, as what they quote of it is:
 * docs/decisions/0043.
 */
export const ownersRead = 'en';

export interface TroubleDigestFacts {
  /** Who can mend it, in words; undefined where that is nobody who has a mailbox, and whoever runs the campaign is told. */
  readonly owner: string | undefined;
  /** The path in the campaign document that names this mailbox. */
  readonly path: string;
  readonly people: number;
  readonly peopleBefore: number;
  /** It is the first to this mailbox: there is nothing to compare with. */
  readonly isFirst: boolean;
  /** Undefined where nobody can tell who is new: then the numbers are compared. */
  readonly moved: { readonly came: number; readonly left: number } | undefined;
  readonly causes: readonly { readonly meaning: string; readonly people: number; readonly came: number | undefined }[];
  /** Who came into trouble; undefined where the organisation has decided for no names. */
  readonly newPeople: { readonly names: readonly string[]; readonly more: number } | undefined;
  /** Where the list is, as one types it; undefined where the app does not know its own address. */
  readonly listAt: string | undefined;
}

/** To somebody who can help people whose reset does not work: how many they are, what has changed, and where to look. */
export function troubleDigest({ say, texts }: Draft, facts: TroubleDigestFacts): MailContent {
  return {
    subject: 'Password reset: people who cannot get through',
    title: facts.people === 0 ? 'Nobody is stuck any more' : 'People who cannot reset their password',
    blocks: [
      ...paragraphs([[words(standing(facts))]]),
      ...(facts.isFirst ? [] : paragraphs([[words(change(facts))]])),
      ...(facts.people > 0 ? [...reasons(facts), ...newNames(facts), ...whereToLook(facts)] : []),
      ...paragraphs([[words(often(facts))]]),
    ],
    footnotes: [because(facts), ...say(texts.footer.sender)],
  };
}

const number = (value: number): string => formatNumber(ownersRead, value);

const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

const peopleWords = (count: number): string => counted(count, 'person', 'people');

function standing({ people }: TroubleDigestFacts): string {
  if (people === 0) return 'Nobody is left on your list of people whose password reset does not work.';
  return `${peopleWords(people)} tried to reset a forgotten password and did not get through, or could reset it once and can no more.`;
}

const why = ({ owner }: TroubleDigestFacts): string =>
  owner === undefined
    ? 'You are told because whoever can mend this has no mailbox of their own in the campaign document.'
    : `This is for ${owner.charAt(0).toLowerCase()}${owner.slice(1)}.`;

function change({ moved, people, peopleBefore }: TroubleDigestFacts): string {
  if (moved === undefined)
    return `In the last of these emails there were ${number(peopleBefore)}, and now there are ${number(people)}.`;
  const { came, left } = moved;
  const parts = [
    ...(came > 0 ? [`${peopleWords(came)} came onto the list`] : []),
    ...(left > 0 ? [`${peopleWords(left)} left it: they got through, or it was mended, or their account is gone`] : []),
  ];
  return `Since the last of these emails ${parts.join(', and ')}.`;
}

function reasons({ causes, isFirst }: TroubleDigestFacts): readonly Block[] {
  if (causes.length === 0) return [];
  const items = causes.map(({ meaning, people, came = 0 }) => [
    words(`${peopleWords(people)}${came > 0 && !isFirst ? `, ${number(came)} of them new` : ''}: ${meaning}`),
  ]);
  return [...subheading([[words('Why it does not work')]]), ...list('bullets', items)];
}

function newNames({ newPeople }: TroubleDigestFacts): readonly Block[] {
  if (newPeople === undefined || newPeople.names.length === 0) return [];
  const { names, more } = newPeople;
  const items = names.map((raw): RichText => [nameOf(raw)]);
  const rest: readonly RichText[] = more > 0 ? [[words(`and ${number(more)} more`)]] : [];
  return [...subheading([[words('New on the list')]]), ...list('bullets', [...items, ...rest])];
}

const nameOf = (raw: string): Piece => {
  const text = personName(raw);
  return text === '' ? words('somebody whose name cannot be shown') : { kind: 'name', text };
};

function whereToLook(facts: TroubleDigestFacts): readonly Block[] {
  const what = 'The campaign’s page says under Trouble who they are, since when, what was tried and what to do.';
  const { listAt } = facts;
  const address: readonly RichText[] = listAt === undefined ? [] : [[{ kind: 'address', text: listAt }]];
  return [...subheading([[words('Where to look')]]), ...paragraphs([[words(`${why(facts)} ${what}`)]], address)];
}

const often = ({ newPeople }: TroubleDigestFacts): string =>
  `This email comes once a working day at the most, and only when something has changed.${newPeople === undefined ? ' It names nobody.' : ''}`;

const because = ({ path }: Pick<TroubleDigestFacts, 'path'>): RichText => [
  words('You receive this email because the campaign document names this mailbox as '),
  { kind: 'address', text: label(path) },
  words('.'),
];
