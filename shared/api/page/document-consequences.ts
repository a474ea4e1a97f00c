import type { Place } from '../../campaign/place.ts';
import { waveIdOf } from '../../campaign/wave.ts';
import type { CampaignDocument } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Foresight, Move } from '../../use-cases/foresee-document.ts';
import { listOfKey } from '../../recipient/named-list.ts';
import type { PageLanguage } from './page-language.ts';
import { amount, code, column, figure, named, table, text } from './page-parts.ts';
import { consequenceWords } from './words/document.ts';
import { placeWords } from './words/places.ts';
import { leftOutWords, stopWords } from './words/reasons.ts';

interface Change {
  readonly before: CampaignDocument | undefined;
  readonly after: CampaignDocument;
  readonly foresight: Foresight | undefined;
}

/** What comes of a document: for people, groups and waves. */
export function consequencesOf({ before, after, foresight }: Change, language: PageLanguage): Html {
  const sentences = [
    ...(before === undefined ? [] : waveSentences(before, after, language)),
    ...(before === undefined ? [] : paceSentences(before, after, language)),
    ...(foresight === undefined ? [] : groupSentences(foresight, language)),
  ];
  const list =
    sentences.length === 0
      ? html``
      : html`<ul class="says">
          ${joinHtml(sentences.map((sentence) => html`<li>${sentence}</li> `))}
        </ul>`;
  return html`${foresight === undefined ? html`` : movesTable(foresight, language)}${list}`;
}

function movesTable({ moves, lookedThrough, isWhole }: Foresight, language: PageLanguage): Html {
  const say = consequenceWords[language];
  const whom = isWhole ? say.ofAll(lookedThrough) : say.ofTheFirst(lookedThrough);
  const told = html`<p class="small soft">${text(whom)}</p>`;
  if (moves.length === 0)
    return html`<p>${text(say.nobodyMoves)}</p>
      ${told}`;
  const lines = moves.map(({ from, to, people }: Move) => [
    placeCell(from, language),
    placeCell(to, language),
    amount(people, language),
  ]);
  const columns = [column(say.who), column(say.thereafter), figure(say.people)];
  return html`${table(say.table, columns, lines)} ${told}`;
}

function placeCell(place: Place, language: PageLanguage): Html {
  const where = text(placeWords[language][place.kind]);
  if (!('because' in place)) return where;
  const why = place.kind === 'leftOut' ? leftOutWords[language][place.because] : stopWords[language][place.because];
  return html`${where} <small>${text(why)} ${code(place.because)}</small>`;
}

function groupSentences({ newGroups }: Foresight, language: PageLanguage): readonly Html[] {
  if (newGroups.length === 0) return [];
  const say = consequenceWords[language];
  const lists = newGroups.filter((key) => listOfKey(key) !== undefined).length;
  const groups = newGroups.length - lists;
  const what = [...(groups > 0 ? [say.groups(groups)] : []), ...(lists > 0 ? [say.lists(lists)] : [])];
  return [text(say.passBegins(what.join(', ')))];
}

/** A wave of the document is known by its name; one that has begun goes on whatever the document says. */
function waveSentences(before: CampaignDocument, after: CampaignDocument, language: PageLanguage): readonly Html[] {
  const say = consequenceWords[language];
  const old = new Map(before.waves.map((wave) => [waveIdOf(wave.name), wave]));
  const now = new Set(after.waves.map(({ name }) => waveIdOf(name)));
  const come = after.waves.flatMap(({ name, startsOn }) => {
    const known = old.get(waveIdOf(name));
    if (known === undefined) return [say.waveIsNew(named(name), text(startsOn))];
    return known.startsOn === startsOn ? [] : [say.waveMoves(named(name), text(startsOn), text(known.startsOn))];
  });
  const gone = before.waves.filter(({ name }) => !now.has(waveIdOf(name)));
  return [...come, ...gone.map(({ name }) => say.waveIsDropped(named(name)))];
}

function paceSentences(before: CampaignDocument, after: CampaignDocument, language: PageLanguage): readonly Html[] {
  const [old, now] = [before.capacity.mailsPerHour, after.capacity.mailsPerHour];
  return old === now ? [] : [text(consequenceWords[language].pace(now, old))];
}
