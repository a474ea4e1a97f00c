import { html, joinHtml, type Html } from '../../email/html.ts';
import { methodsIn } from '../../prepopulation/contact-details.ts';
import type { MethodOutcome, RowOutcome } from '../../use-cases/prepopulation-rows.ts';
import { meaningsOf } from '../prepopulate-answer.ts';
import type { PageLanguage } from './page-language.ts';
import {
  code,
  codeTag,
  column,
  facts,
  inEnglish,
  link,
  section,
  segment,
  table,
  tag,
  text,
  type TagKind,
} from './page-parts.ts';
import { contactMethodWords, contactOutcomeWords, contactRowWords } from './words/contacts.ts';

const looks: Readonly<Record<MethodOutcome, TagKind>> = {
  add: 'pass',
  added: 'pass',
  sameThere: 'pass',
  otherThere: 'warn',
  needsMobilePhone: 'warn',
  ownMailbox: 'warn',
  notPlanned: 'warn',
  adminNow: 'warn',
  takenOut: 'warn',
  rejected: 'fail',
  leftWithAdmin: 'fail',
  unknown: 'open',
  notPermitted: 'open',
  rolesUnreadable: 'open',
  notReached: 'open',
};

/** Every row of a file by its number: whom it is about, and what becomes of it. Nothing of what stands in it. */
export function contactRows(rows: readonly RowOutcome[], language: PageLanguage): Html {
  const say = contactRowWords[language];
  const lines = rows.map((row) => [text(String(row.row)), personOf(row), outcomeOf(row, language)]);
  const list = table(say.title, [say.row, say.person, say.becomes].map(column), lines);
  return html`${section('rows', text(say.title), list)}
  ${section('words', text(say.words), wordsMeaning(rows, language))}`;
}

const personOf = (row: RowOutcome): Html =>
  row.kind === 'faulty' || row.userId === undefined ? html`–` : link(`people/${segment(row.userId)}`, code(row.userId));

function outcomeOf(row: RowOutcome, language: PageLanguage): Html {
  if (row.kind === 'skipped') return html`${tag('warn', contactRowWords[language].skipped)} ${code(row.because)}`;
  const items =
    row.kind === 'faulty'
      ? row.faults.map(({ column: at, message }) => html`${codeTag('fail', at)} ${inEnglish(message)}`)
      : methodsIn(row.methods).map((method) => {
          const outcome = row.methods[method]!;
          return html`${text(contactMethodWords[language][method])} ${codeTag(looks[outcome], outcome)}`;
        });
  return html`<ul>
    ${joinHtml(items.map((item) => html`<li>${item}</li> `))}
  </ul>`;
}

/** Each word that stands in the rows, once. */
function wordsMeaning(rows: readonly RowOutcome[], language: PageLanguage): Html {
  const meanings = Object.entries(meaningsOf(rows, contactOutcomeWords[language]));
  if (meanings.length === 0) return html`<p class="empty">${text(contactRowWords[language].allFaulty)}</p>`;
  return facts(meanings.map(([word, meaning]) => [word, text(meaning)]));
}
