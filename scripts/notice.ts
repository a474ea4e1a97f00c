import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The licence texts of the packages that a bundle holds, which most of them ask to travel with it.
 *
 * @param inputs paths of the files that were bundled, relative to the project
 * @throws when a package has neither a licence nor a text of one: it may not be shipped
 */
export async function noticeOf(inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.map(packageFolderOf).filter((folder) => folder !== undefined));
  const parts = await Promise.all([...folders].toSorted().map(describe));
  return [`This software contains the following packages.\n`, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/a/node_modules/@b/c/d.js` belongs to the package in `node_modules/a/node_modules/@b/c`. */
const packageFolderOf = (file: string): string | undefined => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

async function describe(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = (await readdir(folder)).toSorted().find((one) => /^(licen[cs]e|copying)(\.|-|$)/i.test(one));
  if (file === undefined && license === undefined)
    throw new Error(`${name} ${version} says no licence: do not ship it`);
  const text =
    file === undefined ? 'The package brings no text of it.' : await readFile(path.join(folder, file), 'utf8');
  return `${name} ${version}\nLicence: ${license ?? 'see its text'}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}
