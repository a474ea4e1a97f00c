import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalSnapshot, differingResources } from '../../scripts/canonical-snapshot.ts';
import { infraFolder, parameterSets } from './snapshots.ts';

const snapshotOf = (set: string) => readFileSync(path.join(infraFolder, `snapshots/${set}.snapshot.json`), 'utf8');

describe('the snapshots of what would be deployed', () => {
  it.each(parameterSets)('%s stands in its one form, so that a diff shows what a change deploys', (set) => {
    expect(canonicalSnapshot(snapshotOf(set))).toBe(snapshotOf(set));
  });

  it('have the same form in whatever order the compiler came by them', () => {
    const { predictedResources, ...rest } = JSON.parse(snapshotOf('first-run')) as { predictedResources: object[] };
    const reversed = predictedResources
      .toReversed()
      .map((resource) => Object.fromEntries(Object.entries(resource).toReversed()));
    expect(canonicalSnapshot(JSON.stringify({ predictedResources: reversed, ...rest }))).toBe(snapshotOf('first-run'));
  });

  it('name the resources in which they differ: a changed one, a new one, one that is gone', () => {
    const resources = { a: { id: 'a', x: 1 }, b: { id: 'b' }, c: { id: 'c', x: 1 }, d: { id: 'd' } };
    const of = (...some: object[]) => JSON.stringify({ predictedResources: some });
    const before = of(resources.a, resources.b, resources.c);
    const after = of({ x: 1, id: 'c' }, { id: 'a', x: 2 }, resources.d);
    expect(differingResources(before, after)).toEqual(['a', 'b', 'd']);
  });
});
