import { describe, expect, it } from 'vitest';
import { mostNames, readListFile } from '../../../shared/prepopulation/list-file.ts';
import { personId } from '../../builders/people.ts';

const [one, two] = [personId(1), personId(2)];

const read = (text: string) => {
  const file = readListFile(text);
  if (file.kind === 'faulty') throw new Error(JSON.stringify(file.faults));
  return file;
};

describe('a file of people (issue 17)', () => {
  it.each([
    ['a column id', `id\n${one}\n${two}\n`, [2, 3]],
    ['no header', `${one}\n${two}`, [1, 2]],
    [
      'a byte order mark, CRLF and capitals, as Excel writes it',
      `\uFEFFId\r\n${one.toUpperCase()}\r\n${two}\r\n`,
      [2, 3],
    ],
    [
      'more columns, as Entra exports members',
      `displayName;userPrincipalName;id\nA;a@b.c;${one}\nB;b@b.c;${two}`,
      [2, 3],
    ],
    ['empty rows', `id\n\n${one}\n\n${two}\n`, [3, 5]],
  ])('is read with %s', (_, text, rows) => {
    expect(read(text)).toMatchObject({ ids: [one, two], idRows: rows, names: [], doubles: [], faulty: [] });
  });

  it('takes sign-in names among ids, says doubles and what is neither, by row', () => {
    const text = `id\n${one}\nanna@contoso.com\nANNA@contoso.com\nAnna Berg\n${one.toUpperCase()}\nbo@contoso.com\n`;
    expect(read(text)).toMatchObject({
      ids: [one],
      names: [
        { row: 3, name: 'anna@contoso.com' },
        { row: 7, name: 'bo@contoso.com' },
      ],
      doubles: [4, 6].map((row) => ({ row, because: 'double' })),
      faulty: [{ row: 5, because: 'noId' }],
      rows: 6,
    });
  });

  it.each([
    ['names no column', 'displayName\nAnna Berg\n', /row 1: names neither a column id/],
    ['is empty', '', /names nobody/],
    ['has a header only', 'id\n', /names nobody/],
    ['is not UTF-8', 'id\n\uFFFD', /is not UTF-8/],
    ['has an open quotation mark', `id\n"${one}\n`, /quotation mark/],
    [
      'has too many sign-in names',
      `upn\n${Array.from({ length: mostNames + 1 }, (_, n) => `p${n}@contoso.com`).join('\n')}`,
      /2001 sign-in names, and 2000/,
    ],
  ])('is refused when it %s', (_, text, why) => {
    const file = readListFile(text);
    const faults = file.kind === 'faulty' ? file.faults : [];
    expect(faults.map(({ path, message }) => `${path}: ${message}`).join()).toMatch(why);
  });

  it('of 200,000 rows is read in a second or two, and takes what its ids take', () => {
    const ids = Array.from({ length: 200_000 }, (_, n) => personId(n));
    const text = `id\n${ids.join('\n')}\n${ids.slice(0, 1_000).join('\n')}`;
    const before = process.memoryUsage().heapUsed;
    const startedAt = performance.now();
    const file = read(text);
    expect([file.ids.length, file.doubles.length]).toEqual([200_000, 1_000]);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1_048_576);
  });
});
