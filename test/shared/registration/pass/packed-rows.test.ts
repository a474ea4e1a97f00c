import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readId } from '../../../../shared/registration/pass/id-table.ts';
import {
  fingerprint,
  flagsIn,
  flagsOf,
  openPacked,
  pack,
  packReport,
} from '../../../../shared/registration/pass/packed-rows.ts';
import { aRegistration, aUser, personId } from '../../../builders/people.ts';

const guid = fc.uuid().map((id) => id.toLowerCase());
const registration = fc.record({
  isSsprEnabled: fc.boolean(),
  isSsprRegistered: fc.boolean(),
  isSsprCapable: fc.boolean(),
  isAdmin: fc.boolean(),
  methodsRegistered: fc.array(fc.oneof(fc.constantFrom('mobilePhone', 'email', 'fido2'), fc.string()), {
    maxLength: 4,
  }),
});

/** Reads packed rows back the plain way: each as its id and the bytes after it. */
function unpack<Header>(packed: Uint8Array) {
  const { header, bytes, firstAt, rowBytes } = openPacked<Header>(packed);
  const rows: { readonly id: string; readonly extra: readonly number[] }[] = [];
  for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
    const row = Array.from({ length: rowBytes }, (_, i) => bytes.getUint8(at + i));
    const hex = Buffer.from(row.slice(0, 16)).toString('hex');
    rows.push({ id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), extra: row.slice(16) });
  }
  return { header, rows };
}

function unpackReport(packed: Uint8Array) {
  const { header, rows } = unpack<readonly string[]>(packed);
  return rows.map(({ id, extra: [flags, low, high] }) => {
    const methodsRegistered = JSON.parse(header[low! | (high! << 8)]!) as readonly string[];
    return { userId: id, registration: { ...flagsIn(flags!), methodsRegistered } };
  });
}

describe('packed rows', () => {
  it('come back as they were, with their header', () => {
    const row = fc.record({ id: guid, extra: fc.tuple(fc.nat(255), fc.nat(255)) });
    fc.assert(
      fc.property(fc.record({ groupId: fc.string() }), fc.array(row), (header, rows) => {
        const ids = rows.map(({ id }) => id);
        const packed = pack(header, ids, 2, (bytes, at, n) => bytes.set(rows[n]!.extra, at));
        expect(unpack(packed)).toEqual({ header, rows });
      }),
    );
  });

  it('are read from the middle of a larger buffer too, as storage hands them out', () => {
    const packed = pack({ groupId: 'å' }, [personId(7)]);
    const larger = new Uint8Array(packed.length + 20).fill(255);
    larger.set(packed, 13);
    const read = unpack(larger.subarray(13, 13 + packed.length));
    expect(read).toEqual({ header: { groupId: 'å' }, rows: [{ id: personId(7), extra: [] }] });
  });

  it('take 16 bytes for an id, and ids in lower case come back for any spelling', () => {
    const one = pack({}, [personId(10)]);
    const two = pack({}, [personId(10).toUpperCase(), personId(11).toUpperCase()]);
    expect(two.length - one.length).toBe(16);
    expect(unpack(two).rows.map(({ id }) => id)).toEqual([personId(10), personId(11)]);
  });

  it.each(['', 'asa@contoso.com', personId(1).slice(1), `${personId(1)}0`, personId(1).replace('1', 'g')])(
    'take nothing but object ids: "%s"',
    (id) => {
      expect(() => pack({}, [id])).toThrow('An object id that is not a GUID');
      expect(() => readId(id, new Uint32Array(4))).toThrow('An object id that is not a GUID');
    },
  );
});

describe('packed report rows', () => {
  it('come back as they were: every flag and the set of methods in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ userId: guid, registration })), (rows) => {
        expect(unpackReport(packReport(rows))).toEqual(rows);
      }),
    );
  });

  it('survive a page of a thousand users with a thousand different sets of methods', () => {
    const rows = Array.from({ length: 1000 }, (_, n) => ({
      userId: personId(n),
      registration: aRegistration({ methodsRegistered: [`method-${n}`] }),
    }));
    expect(unpackReport(packReport(rows))).toEqual(rows);
  });

  it('fit a page of 999 users into 64 KiB', () => {
    const rows = Array.from({ length: 999 }, (_, n) => ({ userId: personId(n), registration: aRegistration() }));
    expect(packReport(rows).length).toBeLessThan(65_536);
  });

  it('keep the four flags apart', () => {
    const all = Array.from({ length: 16 }, (_, flags) => flags);
    expect(all.map((flags) => flagsOf({ ...flagsIn(flags), methodsRegistered: [] }))).toEqual(all);
  });
});

describe('the fingerprint of facts', () => {
  const facts = { user: aUser(), registration: aRegistration(), memberOf: ['group'] };

  it('is the same for the same facts, and a whole number', () => {
    expect(fingerprint(structuredClone(facts))).toBe(fingerprint(facts));
    expect(Number.isSafeInteger(fingerprint(facts))).toBe(true);
  });

  it.each([
    ['the address', { ...facts, user: aUser({ mail: 'new@contoso.com' }) }],
    ['whether the account is enabled', { ...facts, user: aUser({ accountEnabled: false }) }],
    ['the licences', { ...facts, user: aUser({ servicePlanIds: [] }) }],
    ['the registration', { ...facts, registration: aRegistration({ isSsprRegistered: true }) }],
    ['the report row at all', { ...facts, registration: undefined }],
    ['the groups', { ...facts, memberOf: [] }],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprint(changed)).not.toEqual(fingerprint(facts));
  });
});
