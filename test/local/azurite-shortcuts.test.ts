import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { takeShortcuts } from '../../local/azurite-shortcuts.ts';

interface Collection {
  insert(row: object): void;
  find(query: object): readonly { readonly id: string }[];
  findAndRemove(query: object): void;
}
type Loki = new (name: string) => {
  addCollection(name: string, options: { readonly indices: readonly string[] }): Collection;
};

it('a row that is removed is gone, and the others are found as before', () => {
  takeShortcuts();
  const azurite = createRequire(createRequire(import.meta.url).resolve('azurite/package.json'));
  const rows = new (azurite('lokijs') as Loki)('').addCollection('rows', { indices: ['id'] });
  const ids = ['3', '1', '2', '2', '5', '4'];
  for (const id of ids) rows.insert({ id });
  const found = () => ['1', '2', '3', '4', '5'].map((id) => rows.find({ id }).length);

  rows.findAndRemove({ id: '3' });
  expect(found()).toEqual([1, 2, 0, 1, 1]);
  rows.findAndRemove({ id: '2' });
  expect(found()).toEqual([1, 0, 0, 1, 1]);
  rows.findAndRemove({ id: 'x' });
  rows.insert({ id: '2' });
  expect(found()).toEqual([1, 1, 0, 1, 1]);
});
