import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, pack, packReport, unpack, unpackReport } from '../../../shared/registration/packed-rows.ts';
import { aRegistration, aUser, personId } from '../../builders/people.ts';

const guid = fc.uuid().map((id) => id.toLowerCase());
const registration = fc.record({
  isSsprEnabled: fc.boolean(),
  isSsprRegistered: fc.boolean(),
  isSsprCapable: fc.boolean(),
  isAdmin: fc.boolean(),
  methodsRegistered: fc.array(fc.oneof(fc.constantFrom('mobilePhone', 'email', 'fido2'), fc.string()), { maxLength: 4 }),
});

describe('packed rows', () => {
  it('come back as they were, with their header', () => {
    const rowsOf = (extraBytes: number) =>
      fc.array(fc.record({ id: guid, extra: fc.uint8Array({ minLength: extraBytes, maxLength: extraBytes }) }));
    const packed = fc.tuple(fc.record({ groupId: fc.string() }), fc.nat(9).chain(rowsOf));
    fc.assert(
      fc.property(packed, ([header, rows]) => {
        const read = unpack<typeof header>(pack(header, rows));
        expect(read.header).toEqual(header);
        expect(read.ids).toEqual(rows.map(({ id }) => id));
        expect(read.extras.map((extra) => [...extra])).toEqual(rows.map(({ extra }) => [...extra]));
      }),
    );
  });

  it('are read from the middle of a larger buffer too, as storage hands them out', () => {
    const packed = pack({ groupId: 'å' }, [{ id: personId(7), extra: Uint8Array.of(1, 2) }]);
    const larger = new Uint8Array(packed.length + 20).fill(255);
    larger.set(packed, 13);
    const read = unpack(larger.subarray(13, 13 + packed.length));
    expect(read).toMatchObject({ header: { groupId: 'å' }, ids: [personId(7)] });
  });

  it('take 16 bytes for an id, and ids in lower case come back for any spelling', () => {
    const one = pack({}, [{ id: personId(10), extra: new Uint8Array() }]);
    const two = pack({}, [10, 11].map((n) => ({ id: personId(n).toUpperCase(), extra: new Uint8Array() })));
    expect(two.length - one.length).toBe(16);
    expect(unpack(two).ids).toEqual([personId(10), personId(11)]);
  });
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
});

describe('the fingerprint of facts', () => {
  const facts = { user: aUser(), registration: aRegistration(), memberOf: ['group'] };

  it('is the same for the same facts, and eight bytes', () => {
    expect(fingerprint(structuredClone(facts))).toEqual(fingerprint(facts));
    expect(fingerprint(facts)).toHaveLength(8);
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
