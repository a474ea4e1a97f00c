import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** A zip has no way to say "no date"; the same one everywhere keeps the bytes the same. */
const noDate = '1980-01-01T12:00:00';
const unix = 3;
const readableFile = 0o100644 * 2 ** 16;

/** Zips a folder's files, in the order of their names. The same files make the same bytes, on whatever day and machine. */
export async function zipFolder(folder: string, file: string): Promise<{ bytes: number; files: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const zippable: Zippable = {};
  for (const one of paths.toSorted()) {
    const name = path.relative(folder, one).split(path.sep).join('/');
    zippable[name] = [await readFile(one), { level: 9, mtime: noDate, os: unix, attrs: readableFile }];
  }
  const zip = zipSync(zippable);
  await writeFile(file, zip);
  return { bytes: zip.length, files: paths.length };
}
