import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A package of which the bundle holds at least one file. */
export interface BundledPackage {
  /** As the lock file names it: `node_modules/a/node_modules/@b/c`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies: readonly string[];
}

type Manifest = Omit<BundledPackage, 'folder' | 'dependencies'> & {
  readonly dependencies?: Readonly<Record<string, string>>;
};

/** @param inputs paths of the files that were bundled, relative to the project, as esbuild's metafile has them */
export async function bundledPackages(inputs: readonly string[]): Promise<readonly BundledPackage[]> {
  const folders = new Set(inputs.map(packageFolderOf).filter((folder) => folder !== undefined));
  return Promise.all([...folders].toSorted().map(describe));
}

/** `node_modules/a/node_modules/@b/c/d.js` belongs to the package in `node_modules/a/node_modules/@b/c`. */
const packageFolderOf = (file: string): string | undefined => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

async function describe(folder: string): Promise<BundledPackage> {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, dependencies = {} } = manifest;
  return { folder, name, version, ...(license && { license }), dependencies: Object.keys(dependencies).toSorted() };
}
