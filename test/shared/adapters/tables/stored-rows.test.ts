import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dumpRows,
  readOneOfEach,
  restoreRows,
  rowFiles,
  rowsOf,
  writeOneOfEach,
  type StoredRows,
} from './one-of-each.ts';
import { freshTables } from './azurite-tables.ts';

const folder = new URL('../../../fixtures/stored-rows/', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const ownFile = new URL(`${version}.json`, folder);

/** `STORED_ROWS=write npx vitest run test/shared/adapters/tables/stored-rows.test.ts` writes those of this version. */
describe('the rows of this version (engine 9)', () => {
  it('are those that are kept for it: after a change of what is stored they are written anew before the release', async () => {
    const tables = await freshTables();
    await writeOneOfEach(tables);
    const now: StoredRows = { rows: await dumpRows(tables), read: await readOneOfEach(tables) };
    if (process.env['STORED_ROWS'] === 'write') writeFileSync(ownFile, `${JSON.stringify(now, undefined, 2)}\n`);
    expect(existsSync(ownFile), `There are no rows of version ${version}`).toBe(true);
    expect(now).toEqual(rowsOf(`${version}.json`));
  });
});

describe('the rows of a release (engine 9)', () => {
  it.each(rowFiles)('%s: are read as that release read them, and none is set aside', async (file) => {
    const { rows, read } = rowsOf(file);
    const tables = await freshTables();
    await restoreRows(rows, tables);
    expect(await readOneOfEach(tables)).toMatchObject(read as object);
  });
});
