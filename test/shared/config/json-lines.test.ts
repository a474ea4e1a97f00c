import { describe, expect, it } from 'vitest';
import { lineOf, linesOfJson } from '../../../shared/config/json-lines.ts';

const text = `{
  "name": "x",
  "waves": [
    { "name": "pilot" },
    {
      "name": "all \\"of\\" it",
      "startsOn": 7
    }
  ],
  "cadence": {}
}
`;

describe('the line of a fault', () => {
  it.each([
    ['name', 2],
    ['waves', 3],
    ['waves[0].name', 4],
    ['waves[1]', 5],
    ['waves[1].startsOn', 7],
    ['waves[1].groups', 5],
    ['cadence.timeZone', 10],
    ['organisation.displayName', 1],
    ['(document)', 1],
  ])('%s is %i', (path, line) => {
    const found = linesOfJson(text);
    expect([lineOf(found, path), found.brokenOn]).toEqual([line, undefined]);
  });

  it.each([
    ['a comma too many', text.replace('{}', '{},'), 11],
    ['a comma that is missing', text.replace('"x",', '"x"'), 3],
    ['a text without its end', text.replace('"x"', '"x'), 2],
    ['a bracket that is missing', text.replace('  ],', ''), 10],
    ['nothing', '', 1],
    ['something behind it', `${text}}`, 12],
  ])('that is no JSON by %s is where it breaks off', (_, broken, line) => {
    expect(() => JSON.parse(broken) as unknown).toThrow(/JSON/);
    expect(linesOfJson(broken).brokenOn).toBe(line);
  });
});
