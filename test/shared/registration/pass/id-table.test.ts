import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdTable } from '../../../../shared/registration/pass/id-table.ts';
import {
  FingerprintTable,
  MembershipTable,
  RegistrationTable,
} from '../../../../shared/registration/pass/join-tables.ts';
import {
  fingerprint,
  idBytes,
  openPacked,
  pack,
  packFingerprints,
  packReport,
} from '../../../../shared/registration/pass/packed-rows.ts';
import { aRegistration, capableRegistration, personId } from '../../../builders/people.ts';

function tableOf(ids: readonly string[], expectedRows = 0): IdTable {
  const table = new IdTable(1, expectedRows);
  const { bytes, firstAt } = openPacked(pack({}, ids));
  ids.forEach((_, n) => table.setValue(table.addPacked(bytes, firstAt + n * idBytes), 0, n));
  return table;
}

describe('a table of ids', () => {
  it('finds what a Map finds, whatever the ids and however many were expected', () => {
    const someIds = fc.array(fc.oneof(fc.uuid(), fc.nat(20).map(personId)), { maxLength: 200 });
    fc.assert(
      fc.property(someIds, someIds, fc.nat(300), (ids, others, expectedRows) => {
        const table = tableOf(ids, expectedRows);
        const map = new Map(ids.map((id, n) => [id, n]));
        expect(table.size).toBe(map.size);
        for (const id of [...ids, ...others]) {
          const row = table.rowOf(id.toUpperCase());
          expect(row < 0 ? undefined : table.value(row)).toBe(map.get(id));
          expect(row < 0 ? id : table.idOf(row)).toBe(id);
        }
      }),
    );
  });

  it('takes ids that were made in a row', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => personId(n));
    const table = tableOf(ids);
    expect(ids.every((id, n) => table.value(table.rowOf(id)) === n)).toBe(true);
    expect(table.rowOf(personId(20_000))).toBe(-1);
  });
});

describe('the tables that users are joined with', () => {
  it('hold the report over pages that number their sets of methods differently', () => {
    const table = new RegistrationTable();
    table.addPage(packReport([{ userId: personId(1), registration: aRegistration() }]));
    table.addPage(packReport([{ userId: personId(2), registration: capableRegistration }]));
    expect(table.of(personId(1))).toEqual(aRegistration());
    expect(table.of(personId(2).toUpperCase())).toEqual(capableRegistration);
    expect(table.of(personId(3))).toBeUndefined();
  });

  it('hold memberships of several groups, each once', () => {
    const table = new MembershipTable();
    const page = (groupId: string, people: readonly number[]) => table.addPage(pack({ groupId }, people.map(personId)));
    page('b', [1, 2]);
    page('a', [2, 3]);
    page('a', [2]);
    expect([0, 1, 2, 3].map((n) => table.of(personId(n)))).toEqual([[], ['b'], ['a', 'b'], ['a']]);
  });

  it('know who was there with the same facts, and who is missing', async () => {
    const table = new FingerprintTable();
    const ids = [1, 2, 3].map(personId);
    table.addPage(packFingerprints(ids, ids.map(fingerprint)));
    expect(table.matches(personId(1), fingerprint(personId(1)))).toBe(true);
    expect(table.matches(personId(1), fingerprint('other'))).toBe(false);
    expect(table.matches(personId(9), fingerprint(personId(9)))).toBe(false);
    table.replace(personId(1), fingerprint('other'));
    expect(table.matches(personId(1), fingerprint('other'))).toBe(true);
    async function* pages() {
      yield packFingerprints([personId(2), personId(7)], [fingerprint(2), fingerprint(7)]);
    }
    expect((await table.compareWith(pages())).missing).toEqual([personId(1), personId(3)]);
  });

  it('count each user once, by the first digit, known or not (engine 10)', async () => {
    const table = new FingerprintTable();
    const packed = (ids: readonly string[]) => packFingerprints(ids, ids.map(fingerprint));
    table.addPage(packed([1, 2, 3].map(personId)));
    async function* pages() {
      yield packed([personId(2), personId(7), personId(18)]);
      yield packed([personId(2), personId(7)]);
    }
    const expected = Array.from({ length: 16 }, (_, share) => (share === 2 ? 2 : share === 7 ? 1 : 0));
    expect((await table.compareWith(pages())).byShare).toEqual(expected);
  });
});
