import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raw } from '../../../../shared/adapters/graph/graph-values.ts';
import { isPlainRegistrationRow, registrationRow } from '../../../../shared/adapters/graph/registration-row.ts';
import { isPlainUserRow, userRow } from '../../../../shared/adapters/graph/user-row.ts';
import { fixture } from './graph-setup.ts';

const strange = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    'x',
    0,
    1,
    true,
    false,
    [],
    {},
    [null],
    [1],
    ['x'],
    [{}],
    '2027-02-30T00:00:00Z',
  ),
  fc.string(),
  fc.uuid(),
);

/** A row that Graph documents, with some of its fields replaced or missing. */
const damaged = (row: Raw) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(row)), strange, { maxKeys: 3 })
    .map((changes): Raw => ({ ...row, ...changes }));

describe('the quick look at a row', () => {
  it.each([
    ['users', 'users', isPlainUserRow, userRow],
    ['the report', 'user-registration-details', isPlainRegistrationRow, registrationRow],
  ] as const)(
    'takes what is documented of %s, and never a row that the schema does not take',
    async (_, name, isPlain, schema) => {
      const rows: readonly Raw[] = (await fixture(name)).value;
      expect(rows.filter((row) => !isPlain(row))).toEqual([]);
      let taken = 0;
      fc.assert(
        fc.property(fc.constantFrom(...rows).chain(damaged), (row) => {
          if (!isPlain(row)) return;
          taken += 1;
          expect(schema.safeParse(row).success).toBe(true);
        }),
        { numRuns: 10_000 },
      );
      expect(taken).toBeGreaterThan(100);
    },
  );
});
