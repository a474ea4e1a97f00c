import { describe, expect, it } from 'vitest';
import { packBytes, packJson, type Columns } from '../../../../shared/adapters/tables/cells.ts';
import { idsIn, isKeyedBy, withIdsReplaced } from '../../../../shared/adapters/tables/ids-in-row.ts';
import type { Row } from '../../../../shared/adapters/tables/rows.ts';
import { pack, packFingerprints, packedIds } from '../../../../shared/registration/pass/packed-rows.ts';
import { userId } from '../../../contracts/samples.ts';

const hash = '99999999-9999-4999-8999-999999999999';
const packedMembers = (...ids: readonly string[]) => Buffer.from(ids.join('').replaceAll('-', ''), 'hex');
const filler = Array.from({ length: 2_000 }, (_, n) => userId(n + 100));

const rowOf = (columns: Columns): Row => ({ partitionKey: 'p', rowKey: 'r', etag: 'e', ...columns });

/** What a restore, an erasure and an export all rest on: that no form in which an id is stored is missed. */
describe('an object id in a row (guard 13)', () => {
  it.each<[string, Columns]>([
    ['its key', { rowKey: `due|2026-12-01T12:00:00.000Z|${userId(1)}|nudge` }],
    ['an encoded key', { rowKey: `Recipients=7c${userId(1)}=7ce` }],
    ['a text in capital letters', { mailboxOf: userId(1).toUpperCase() }],
    ['JSON', packJson('document', { needsHuman: { [JSON.stringify([userId(1), 'nudge'])]: 1 } })],
    ['JSON that was deflated', packJson('document', { users: [...filler, userId(1)] })],
    ['the members of a wave', packBytes('ids', packedMembers(userId(2), userId(1)))],
    ['a page of a pass', packBytes('rows', packFingerprints([userId(2), userId(1)], [5, 6]))],
    ['a page of a group', packBytes('rows', pack({ groupId: userId(3) }, [userId(1)]))],
  ])('is found in %s', (_, columns) => {
    expect(idsIn(rowOf(columns))).toContain(userId(1));
  });

  it.each<[string, Columns]>([
    ['text', { mailboxOf: userId(1) }],
    ['JSON', packJson('document', { seen: { [userId(1)]: 'x' } })],
    ['JSON that was deflated', packJson('document', { users: [...filler, userId(1)] })],
    ['the members of a wave', packBytes('ids', packedMembers(userId(2), userId(1)))],
    ['a page of a pass', packBytes('rows', packFingerprints([userId(2), userId(1)], [5, 6]))],
  ])('gives way to the hash in %s, and to nobody else’s', (_, columns) => {
    const before = rowOf(columns);
    const after = rowOf(withIdsReplaced(before, (id) => (id === userId(1) ? hash : undefined)));
    const others = [...idsIn(before)].filter((id) => id !== userId(1));
    expect([...idsIn(after)].toSorted()).toEqual([...others, hash].toSorted());
  });

  it('leaves nothing of the facts on a page of a pass', () => {
    const page = packFingerprints([userId(2), userId(1)], [5, 6], [7, 8]);
    const { rows0 } = withIdsReplaced(rowOf(packBytes('rows', page)), (id) => (id === userId(1) ? hash : undefined));
    const bytes = rows0 as Uint8Array;
    expect(packedIds(bytes)).toEqual([userId(2), hash]);
    expect(Array.from(bytes.slice(-16))).toEqual(Array.from({ length: 16 }, () => 0));
  });

  it('in the key makes the row one of this person alone', () => {
    expect(isKeyedBy(rowOf({ rowKey: userId(1) }), (id) => id === userId(1))).toBe(true);
    expect(isKeyedBy(rowOf({ other: userId(1) }), (id) => id === userId(1))).toBe(false);
  });

  it('is not looked for in what cannot be read', () => {
    expect([...idsIn(rowOf({ document: '', documentParts: 1, document0: Buffer.from('x') }))]).toEqual([]);
  });
});
