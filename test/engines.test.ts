import { readFileSync } from 'node:fs';
import semver from 'semver';
import { describe, expect, it } from 'vitest';

interface Package {
  readonly engines?: { readonly node?: string };
  /** npm leaves it out where it does not fit, and says nothing. */
  readonly optional?: boolean;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const { engines } = read('package.json') as { engines: { node: string } };
const { packages } = read('package-lock.json') as { packages: Record<string, Package> };

/** What npm warns of as EBADENGINE on one version that we say is enough. */
const unfit = (ours: string): string[] =>
  Object.entries(packages)
    .filter(([, { optional = false }]) => !optional)
    .filter(([, { engines: theirs }]) => theirs?.node !== undefined && !semver.subset(ours, theirs.node))
    .map(([folder, { engines: theirs }]) => `${folder} ${theirs!.node}`);

describe('the versions of Node.js that package.json names (guard 15)', () => {
  it('are versions that every package takes, so that npm ci warns of nothing', () => {
    expect(unfit(engines.node)).toEqual([]);
  });

  it('are those of the lock file too', () => {
    expect(packages['']!.engines).toEqual(engines);
  });

  it('would be found to be too wide', () => {
    expect(unfit('>=20')).not.toEqual([]);
  });
});
