import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';

/**
 * The licence texts of the packages that a bundle holds, which most of them ask to travel with it. That of `date-holidays`
 * carries the attribution that its data asks for.
 *
 * @throws when a package has neither a licence nor a text of one: it may not be shipped
 */
export async function noticeOf(packages: readonly BundledPackage[]): Promise<string> {
  const parts = await Promise.all(packages.map(describe));
  return [`This software contains the following packages.\n`, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

async function describe({ folder, name, version, license }: BundledPackage): Promise<string> {
  const file = (await readdir(folder)).toSorted().find((one) => /^(licen[cs]e|copying)(\.|-|$)/i.test(one));
  if (file === undefined && license === undefined)
    throw new Error(`${name} ${version} says no licence: do not ship it`);
  const text =
    file === undefined ? 'The package brings no text of it.' : await readFile(path.join(folder, file), 'utf8');
  return `${name} ${version}\nLicence: ${license ?? 'see its text'}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}
