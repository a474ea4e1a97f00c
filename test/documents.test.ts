import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causesPage, withCauses } from '../scripts/cause-tables.ts';

const root = new URL('../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

/** What stands in backticks and looks like a file or folder of the project. */
function pathsIn(text: string): readonly string[] {
  const quoted = [...text.matchAll(/`(?:node )?([\w.-]+\/[\w./-]*)[^`]*`/g)].map(([, path = '']) => path);
  return quoted.filter((path) => /^(?:shared|functions|local|test|bench|scripts|docs|infra)\//.test(path));
}

describe('the documents', () => {
  it.each([
    ['the recipes of CONTRIBUTING.md', read('CONTRIBUTING.md').split('## Recipes')[1], 30],
    ['the ten minutes of ARCHITECTURE.md', read('ARCHITECTURE.md').split('## Ten minutes')[1], 7],
  ])('%s lead to files that are there', (_, text, atLeast) => {
    const paths = pathsIn(text ?? '');
    expect(paths.length).toBeGreaterThanOrEqual(atLeast);
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it('docs/causes.md has the tables of the code', async () => {
    expect(await withCauses(causesPage())).toBe(causesPage());
  });

  it('README.md counts the Graph permissions that docs/configuration.md lists', () => {
    const configuration = read('docs/configuration.md');
    const listed = (form: RegExp) => new Set([...configuration.matchAll(form)].map(([, name]) => name)).size;
    const [readOnly, more] = [
      listed(/^\| `((?!UserAuth)\w+\.Read\.All)`/gm),
      listed(/^\| `(UserAuthMethod-\w+\.ReadWrite\.All|RoleManagement\.Read\.Directory)`/gm),
    ];
    const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];
    expect(read('README.md')).toContain(`(${words[readOnly]}, all read-only; ${words[more]} more`);
  });
});
