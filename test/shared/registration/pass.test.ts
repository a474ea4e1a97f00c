import { describe, expect, it } from 'vitest';
import type { PassCollection } from '../../../shared/registration/page-request.ts';
import { collectionAfter, doubtCount, doubtPeople } from '../../../shared/registration/pass.ts';
import { aPass } from '../../contracts/samples.ts';

/** Absence from a list is never registration: a pass that is cut short changes nobody's state. */
describe('the row count of a pass', () => {
  it.each([
    { rows: 0, before: undefined, isBelieved: true, because: 'there is nothing to compare with' },
    { rows: 0, before: 0, isBelieved: true, because: 'it was empty before' },
    { rows: 1000, before: 1000, isBelieved: true, because: 'nothing changed' },
    { rows: 5000, before: 1000, isBelieved: true, because: 'tenants grow' },
    { rows: 500, before: 1000, isBelieved: true, because: 'half is the limit' },
    { rows: 499, before: 1000, isBelieved: false, because: 'it is less than half' },
    { rows: 0, before: 1000, isBelieved: false, because: 'it is empty' },
    { rows: 1, before: 19, isBelieved: true, because: 'small tenants may halve' },
    { rows: 0, before: 19, isBelieved: false, because: 'not even small tenants vanish' },
    { rows: 0, before: 1, isBelieved: false, because: 'not even a single user vanishes' },
    { rows: 9, before: 20, isBelieved: false, because: 'twenty rows are no small tenant' },
  ])('$rows after $before: believed $isBelieved, since $because', ({ rows, before, isBelieved }) => {
    expect(doubtCount('report', rows, before) === undefined).toBe(isBelieved);
  });

  it('is doubted in words that name the collection and both numbers', () => {
    expect(doubtCount('users', 3, 100)).toBe('users: 3 rows after 100 in the last complete pass');
  });
});

describe('the people of a pass (engine 11)', () => {
  it.each([
    { named: 9, known: 0, before: 0, isBelieved: true, because: 'there is nobody to compare with' },
    { named: 0, known: 0, before: 9, isBelieved: true, because: 'an empty list is for the row count to doubt' },
    { named: 1000, known: 500, before: 1000, isBelieved: true, because: 'half is the limit' },
    { named: 1000, known: 499, before: 1000, isBelieved: false, because: 'it is less than half' },
    { named: 1000, known: 0, before: 40, isBelieved: false, because: 'they are strangers' },
    { named: 1000, known: 90, before: 100, isBelieved: true, because: 'tenants grow' },
    { named: 300, known: 290, before: 1000, isBelieved: true, because: 'the report is silent about disabled people' },
    { named: 9, known: 1, before: 19, isBelieved: true, because: 'small tenants may change' },
    { named: 3, known: 0, before: 3, isBelieved: false, because: 'not even small tenants change all their people' },
  ])('$known of $named known, of $before: believed $isBelieved, since $because', ({ isBelieved, ...people }) => {
    expect(doubtPeople('users', people) === undefined).toBe(isBelieved);
  });
});

describe('the order of a pass', () => {
  it('is groups, report, users, since users are joined with the others', () => {
    const after = (collection: PassCollection) => collectionAfter(aPass({ collection }), { asksMailboxes: false });
    expect([after('groups'), after('report'), after('users')]).toEqual(['report', 'users', undefined]);
  });

  it('ends with roles and methods where the tenant has no report (issue 17)', () => {
    const after = (collection: PassCollection) =>
      collectionAfter(aPass({ collection, registrationsFrom: 'methods' }), { asksMailboxes: false });
    expect([after('report'), after('users'), after('roles')]).toEqual(['users', 'roles', 'methods']);
    expect(after('methods')).toBeUndefined();
  });

  it.each([
    [{}, 'users'],
    [{ registrationsFrom: 'methods' }, 'methods'],
  ] as const)('ends with mailboxes where these are asked for: %j', (from, last) => {
    const after = (collection: PassCollection) =>
      collectionAfter(aPass({ collection, ...from }), { asksMailboxes: true });
    expect([after(last), after('mailboxes')]).toEqual(['mailboxes', undefined]);
  });
});
