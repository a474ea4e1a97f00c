import { html, joinHtml, type Html } from '../../email/html.ts';
import { methodsIn, type ContactMethod } from '../../prepopulation/contact-details.ts';
import type { MethodOutcome, RowOutcome } from '../../use-cases/prepopulation-rows.ts';
import { meaningsOf } from '../prepopulate-answer.ts';
import { code, column, facts, link, segment, table, tag, text, type TagKind } from './page-parts.ts';

const methodLabels: Readonly<Record<ContactMethod, string>> = {
  mobilePhone: 'Mobile phone',
  alternateMobilePhone: 'Alternate mobile phone',
  email: 'Email',
};

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
export const contactRows = (rows: readonly RowOutcome[]): Html =>
  table(
    'Row by row',
    [column('Row'), column('Person'), column('What becomes of it')],
    rows.map((row) => [text(String(row.row)), personOf(row), outcomeOf(row)]),
  );

const personOf = (row: RowOutcome): Html =>
  row.kind === 'faulty' || row.userId === undefined ? html`–` : link(`people/${segment(row.userId)}`, code(row.userId));

function outcomeOf(row: RowOutcome): Html {
  if (row.kind === 'skipped') return html`${tag('warn', 'skipped')} ${code(row.because)}`;
  const items =
    row.kind === 'faulty'
      ? row.faults.map(({ column: at, message }) => html`${tag('fail', at)} ${text(message)}`)
      : methodsIn(row.methods).map((method) => {
          const outcome = row.methods[method]!;
          return html`${text(methodLabels[method])} ${tag(looks[outcome], outcome)}`;
        });
  return html`<ul>
    ${joinHtml(items.map((item) => html`<li>${item}</li> `))}
  </ul>`;
}

/** Each word that stands in the rows, once. */
export const wordsMeaning = (rows: readonly RowOutcome[]): Html => {
  const meanings = Object.entries(meaningsOf(rows));
  if (meanings.length === 0) return html`<p class="empty">Every row is faulty: its faults stand beside it.</p>`;
  return facts(meanings.map(([word, meaning]) => [word, text(meaning)]));
};
