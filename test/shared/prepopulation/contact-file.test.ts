import { describe, expect, it } from 'vitest';
import { mostRows, readContactFile, type ContactFile } from '../../../shared/prepopulation/contact-file.ts';
import { personId } from '../../builders/people.ts';

const anna = { user: 'anna@contoso.com', details: { mobilePhone: '+46 701234567' } };
const annaAndMail = { ...anna, details: { ...anna.details, email: 'anna@example.com' } };

const rowsOf = (file: ContactFile) => (file.kind === 'read' ? file.rows : file);
const faultsOf = (file: ContactFile) =>
  file.kind === 'faulty'
    ? file.faults.map(({ path, message }) => `${path}: ${message}`)
    : file.faultyRows.flatMap(({ row, faults }) => faults.map(({ column, message }) => `${row} ${column} ${message}`));

describe('a file of contact details', () => {
  it.each([
    ['commas', 'userPrincipalName,mobilePhone\nanna@contoso.com,+46 70 123 45 67\n', [{ row: 2, ...anna }]],
    [
      'semicolons, CRLF and a byte order mark, as Excel writes it',
      '\uFEFFuserPrincipalName;mobilePhone;email\r\nanna@contoso.com;+46 70-123 45 67;anna@example.com\r\n',
      [{ row: 2, ...annaAndMail }],
    ],
    ['tabs', 'userPrincipalName\tmobilePhone\nanna@contoso.com\t+46 (0)70 123 45 67\n', [{ row: 2, ...anna }]],
    ['quotation marks', '"userPrincipalName","mobilePhone"\n"anna@contoso.com","+46701234567"', [{ row: 2, ...anna }]],
    [
      'blanks around cells',
      'userPrincipalName , mobilePhone\n anna@contoso.com , +46701234567 ',
      [{ row: 2, ...anna }],
    ],
    [
      'heads in other spelling',
      'User principal name,MOBILE_PHONE\nanna@contoso.com,+46701234567',
      [{ row: 2, ...anna }],
    ],
    [
      'the apostrophe of a spreadsheet',
      "userPrincipalName,mobilePhone\nanna@contoso.com,'+46701234567",
      [{ row: 2, ...anna }],
    ],
    [
      'empty lines, which count as rows',
      'userPrincipalName;mobilePhone\r\n\r\n;\r\nanna@contoso.com;+46701234567\r\n',
      [{ row: 4, ...anna }],
    ],
    [
      'the name of a guest',
      'userPrincipalName,email\nanna_example.com#EXT#@contoso.onmicrosoft.com,anna@example.com',
      [
        {
          row: 2,
          user: 'anna_example.com#EXT#@contoso.onmicrosoft.com',
          details: { email: 'anna@example.com' },
        },
      ],
    ],
    [
      'object ids and an empty cell',
      `id,mobilePhone,email\n${personId(1)},,anna@example.com`,
      [{ row: 2, user: personId(1), details: { email: 'anna@example.com' } }],
    ],
    [
      'empty columns at the right, as a spreadsheet writes what was used once (truth 13)',
      'userPrincipalName;mobilePhone;;\r\nanna@contoso.com;+46 70 123 45 67;;\r\n',
      [{ row: 2, ...anna }],
    ],
    [
      'empty columns in the header only, or in rows only (truth 13)',
      'userPrincipalName;mobilePhone;;\nanna@contoso.com;+46701234567\n',
      [{ row: 2, ...anna }],
    ],
    [
      'more empty cells than heads (truth 13)',
      `id,email\n${personId(1)},anna@example.com,,\n`,
      [{ row: 2, user: personId(1), details: { email: 'anna@example.com' } }],
    ],
    [
      'an empty column between others (truth 13)',
      'userPrincipalName,,mobilePhone\nanna@contoso.com,,+46701234567\n',
      [{ row: 2, ...anna }],
    ],
    [
      'a first line that names the sign between cells, which is no row (truth 13)',
      '\uFEFFsep=;\r\nuserPrincipalName;mobilePhone\r\nanna@contoso.com;+46701234567\r\n',
      [{ row: 2, ...anna }],
    ],
    [
      'that line as a spreadsheet writes it again (truth 13)',
      '"sep=;"\r\nuserPrincipalName;mobilePhone\r\nanna@contoso.com;+46701234567\r\n',
      [{ row: 2, ...anna }],
    ],
    [
      'direction marks of an address book (truth 13)',
      'userPrincipalName,mobilePhone\n\u202Aanna@contoso.com\u202C,\u202D+46 70 123 45 67\u202C\n',
      [{ row: 2, ...anna }],
    ],
    [
      'both phones',
      'userPrincipalName,alternateMobilePhone,mobilePhone\nanna@contoso.com,+442079460958,+46701234567',
      [{ row: 2, ...anna, details: { ...anna.details, alternateMobilePhone: '+44 2079460958' } }],
    ],
  ])('is read with %s', (_, text, rows) => {
    const file = readContactFile(text);
    expect(rowsOf(file)).toEqual(rows);
    expect(faultsOf(file)).toEqual([]);
  });

  it.each([
    ['nothing', '', [/^\(file\): is empty: it needs a header/]],
    ['blanks', ' \n\r\n ', [/is empty/]],
    ['a header alone', 'userPrincipalName,mobilePhone\n', [/has a header and no rows/]],
    ['no person', 'mobilePhone\n+46701234567', [/^header: needs either userPrincipalName or id/]],
    ['a person by two names', 'id,userPrincipalName,email\n', [/^header: needs either/]],
    ['no method', 'userPrincipalName\nanna@contoso.com', [/^header: needs one or more of mobilePhone/]],
    ['a column twice', 'id,email,email\n', [/^email: is there twice/]],
    ['an unknown column', 'id,email,officePhone\n', [/^column 3: "officePhone" is none of userPrincipalName, id/]],
    ['a quotation mark that is not closed', 'id,email\nx,"a', [/^row 2: has a quotation mark that is not closed/]],
    [
      'a quotation mark within a cell',
      'id,email\na"b,x',
      [/^row 2: has a quotation mark that is not closed, or within/],
    ],
    ['UTF-16', 'i\u0000d\u0000', [/is not UTF-8: save it as "CSV UTF-8"/]],
    ['Windows-1252', 'userPrincipalName,email\n\uFFFDsa@contoso.com,a@example.com', [/is not UTF-8/]],
    ['too many rows', `id,email\n${'x,y\n'.repeat(mostRows + 1)}`, [/has 201 rows: send at most 200 at a time/]],
  ])('with %s is refused as a whole', (_, text, faults) => {
    const found = faultsOf(readContactFile(text));
    expect(found).toEqual(faults.map((fault) => expect.stringMatching(fault) as string));
  });

  it('names what stands where there is no head, and reads the other rows (truth 13)', () => {
    const text =
      'userPrincipalName;;email;\nanna@contoso.com;x;anna@example.com;\neva@contoso.com;;eva@example.com;y\nada@contoso.com;;ada@example.com;';
    const file = readContactFile(text);
    expect(rowsOf(file)).toEqual([{ row: 4, user: 'ada@contoso.com', details: { email: 'ada@example.com' } }]);
    expect(faultsOf(file)).toEqual([
      '2 userPrincipalName has something in column 2 of its row, which has no head',
      '3 userPrincipalName has 4 cells in its row, the header has 3',
    ]);
  });

  it('without its header is refused and not repeated', () => {
    const found = faultsOf(readContactFile('anna@contoso.com,+46701234567'));
    expect(found[0]).toMatch(/is the header missing\?/);
    expect(found.join()).not.toMatch(/anna|701234567/);
  });

  it('names every fault by row and column, and reads the other rows', () => {
    const text = [
      'userPrincipalName,mobilePhone,email',
      'anna@contoso.com,070-123 45 67,nobody',
      'bo,+46701234567,',
      'eva@contoso.com,+46701234567,',
      'eva@contoso.com,+46701234568,',
      'ulf@contoso.com,,',
      'ada@contoso.com,+46701234567',
    ].join('\n');
    const file = readContactFile(text);
    expect(rowsOf(file)).toEqual([{ row: 4, user: 'eva@contoso.com', details: anna.details }]);
    expect(faultsOf(file)).toEqual([
      expect.stringMatching(/^2 mobilePhone has no country code: write \+46 70 123 45 67/),
      '2 email is not an address such as anna@example.com',
      '3 userPrincipalName is not a user principal name such as anna@contoso.com',
      '5 userPrincipalName is in row 4 already',
      '6 mobilePhone is empty, and so is every other: nothing to add',
      '7 userPrincipalName has 2 cells in its row, the header has 3',
    ]);
  });
});
