import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makersIn, stateOf } from './module-state.ts';

const folder = path.resolve(import.meta.dirname, '../../shared');
const modules = globSync('**/*.ts', { cwd: folder }).map((file) => ({
  file,
  text: readFileSync(path.join(folder, file), 'utf8'),
}));
const makers = new Set(modules.flatMap(({ text }) => makersIn(text)));

describe('the modules of shared/', () => {
  it('hold no state, but for the composition root', () => {
    const found = modules
      .filter(({ file }) => file !== 'app.ts')
      .flatMap(({ file, text }) => stateOf(text, makers).map((state) => `${file}: ${state}`));
    expect(found).toEqual([]);
    expect(modules.length).toBeGreaterThan(200);
  });

  it('make closures with state only when they are asked', () => {
    expect([...makers]).toContain('loadOnce');
  });
});

describe('what is looked for', () => {
  it.each([
    ['a let', 'let clock = 1;', 'let clock'],
    ['a static field', 'class Reader { static count = 0; }', 'static count'],
    [
      'a cache',
      'const kept = new Map();\nconst read = (key) => kept.get(key) ?? kept.set(key, 1);',
      'a function writes to kept',
    ],
    ['a list', 'const seen = [];\nfunction see(one) { seen.push(one); }', 'a function writes to seen'],
    [
      'a field of an object',
      'const now = { at: 1 };\nexport const tick = () => { now.at += 1; };',
      'a function writes to now',
    ],
    [
      'an entry',
      'const counts = {};\nexport const count = (key) => { counts[key]++; };',
      'a function writes to counts',
    ],
    [
      'what another module has',
      "import { table } from './a.ts';\nexport const f = () => table.delete(1);",
      'a function writes to table',
    ],
    [
      'a method that writes',
      'const seen = new Set();\nclass A { see() { seen.add(1); } }',
      'a function writes to seen',
    ],
    ['a WeakMap', 'const byPolicy = new WeakMap();', 'a lasting new WeakMap()'],
    [
      'a pattern that is asked',
      'const words = /a/g;\nexport const has = (text) => words.test(text);',
      'words remembers its place',
    ],
    ['a closure', 'const once = memo(() => 1);', 'what memo made'],
    ['a closure in an object', 'const readers = { one: memo(() => 1) };', 'what memo made'],
    [
      'a closure that is made in place',
      'const next = (() => { let n = 0; return () => (n += 1); })();',
      'what a function called in place made',
    ],
  ])('finds %s', (_, text, state) => {
    expect(stateOf(text, new Set(['memo']))).toContain(state);
  });

  it.each([
    ['a constant table', 'const days = new Map([[1, 2]]);\nexport const day = (n) => days.get(n);'],
    [
      'a table that is filled while it is loaded',
      'const squares = new Map();\nfor (const n of [1, 2]) squares.set(n, n * n);',
    ],
    [
      'what a call keeps for itself',
      'export function f(all) { const seen = new Set(); for (const one of all) seen.add(one); return seen; }',
    ],
    ['a closure that is made when it is asked for', 'export const connect = () => ({ token: memo(() => 1) });'],
    ['a pattern that replaces', 'const words = /a/g;\nexport const f = (text) => text.replace(words, "");'],
    ['a constant of a class', 'class Reader { static readonly longest = 5; }'],
  ])('accepts %s', (_, text) => {
    expect(stateOf(text, new Set(['memo']))).toEqual([]);
  });

  it('takes for a maker whoever answers with a closure over a variable of its own', () => {
    const once = 'export function once(load) { let kept; return () => (kept ??= load()); }';
    const cache = 'const cache = () => { const kept = new Map(); return { set: (k, v) => kept.set(k, v) }; };';
    const sum = 'function sum(all) { let n = 0; all.forEach((one) => { n += one; }); return n; }';
    expect([once, cache, sum].map(makersIn)).toEqual([['once'], ['cache'], []]);
  });
});
