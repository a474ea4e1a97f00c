import type { Place } from '../../campaign/place.ts';
import { waveIdOf } from '../../campaign/wave.ts';
import type { CampaignDocument } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Foresight, Move } from '../../use-cases/foresee-document.ts';
import { listOfKey } from '../../recipient/named-list.ts';
import { code, column, counted, figure, named, number, table, text } from './page-parts.ts';
import { placeWords } from './words/places.ts';
import { leftOutWords, stopWords } from './words/reasons.ts';

interface Change {
  readonly before: CampaignDocument | undefined;
  readonly after: CampaignDocument;
  readonly foresight: Foresight | undefined;
}

/** What comes of a document: for people, groups and waves. */
export function consequencesOf({ before, after, foresight }: Change): Html {
  const sentences = [
    ...(before === undefined ? [] : waveSentences(before, after)),
    ...(foresight === undefined ? [] : groupSentences(foresight)),
  ];
  const list =
    sentences.length === 0
      ? html``
      : html`<ul class="says">
          ${joinHtml(sentences.map((sentence) => html`<li>${sentence}</li> `))}
        </ul>`;
  return html`${foresight === undefined ? html`` : movesTable(foresight)}${list}`;
}

function movesTable({ moves, lookedThrough, isWhole }: Foresight): Html {
  const whom = isWhole
    ? `all ${counted(lookedThrough, 'person', 'people')}`
    : `the first ${counted(lookedThrough, 'person', 'people')} by object id: everybody takes longer than you would wait`;
  const told = html`<p class="small soft">By what is known at this moment of ${text(whom)}.</p>`;
  if (moves.length === 0)
    return html`<p>Everybody stays where they are.</p>
      ${told}`;
  const lines = moves.map(({ from, to, people }: Move) => [placeCell(from), placeCell(to), text(people)]);
  const columns = [column('Who'), column('Then'), figure('People')];
  return html`${table('Who would stand elsewhere', columns, lines)} ${told}`;
}

function placeCell(place: Place): Html {
  if (!('because' in place)) return text(placeWords.en[place.kind]);
  const why = place.kind === 'leftOut' ? leftOutWords.en[place.because] : stopWords.en[place.because];
  return html`${text(placeWords.en[place.kind])} <small>${text(why)} ${code(place.because)}</small>`;
}

function groupSentences({ newGroups }: Foresight): readonly Html[] {
  if (newGroups.length === 0) return [];
  const groups = [
    ...kindsOf(
      newGroups.filter((key) => listOfKey(key) === undefined),
      'group is new',
      'groups are new',
    ),
    ...kindsOf(
      newGroups.filter((key) => listOfKey(key) !== undefined),
      'list is new',
      'lists are new',
    ),
  ].join(', ');
  return [
    html`${text(groups)}: a pass begins at once and reads who is in there. Until it has, everybody stays where they are.`,
  ];
}

const kindsOf = (some: readonly string[], one: string, many: string): readonly string[] =>
  some.length === 0 ? [] : [counted(some.length, one, many)];

/** A wave of the document is known by its name; one that has begun goes on whatever the document says. */
function waveSentences(before: CampaignDocument, after: CampaignDocument): readonly Html[] {
  const old = new Map(before.waves.map((wave) => [waveIdOf(wave.name), wave]));
  const now = new Map(after.waves.map((wave) => [waveIdOf(wave.name), wave]));
  const come = after.waves.flatMap((wave) => {
    const known = old.get(waveIdOf(wave.name));
    if (known === undefined) return [html`The wave ${named(wave.name)} is new and begins on ${text(wave.startsOn)}.`];
    if (known.startsOn === wave.startsOn) return [];
    return [
      html`The wave ${named(wave.name)} begins on ${text(wave.startsOn)} instead of ${text(known.startsOn)}, unless it
      has begun.`,
    ];
  });
  const gone = before.waves
    .filter(({ name }) => !now.has(waveIdOf(name)))
    .map(({ name }) => html`The wave ${named(name)} is dropped, unless it has begun.`);
  const [mailsBefore, mailsAfter] = [before, after].map(({ capacity }) => capacity.mailsPerHour);
  const pace =
    mailsBefore === mailsAfter
      ? []
      : [html`At most ${text(number(mailsAfter!))} mails leave in an hour instead of ${text(number(mailsBefore!))}.`];
  return [...come, ...gone, ...pace];
}
