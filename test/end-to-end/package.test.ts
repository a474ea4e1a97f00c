import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, projectFolder, startProgram } from './program.ts';

const work = mkdtempSync(path.join(tmpdir(), 'package-'));
const folder = path.join(work, 'first');

const makePackage = async (out: string, args: readonly string[] = [], env: Record<string, string> = {}) => {
  await using program = startProgram('scripts/package.ts', ['--out', out, ...args], env);
  return await outputOf(program);
};

const namesIn = async (entry: string, cwd: string): Promise<string[]> => {
  await using list = startProgram(path.join(projectFolder, 'test/end-to-end/list-functions.ts'), [entry], {}, { cwd });
  const found = JSON.parse(await outputOf(list)) as { name: string }[];
  return found.map(({ name }) => name).toSorted();
};

const filesOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.relative(root, path.join(one.parentPath, one.name)))
    .toSorted();

/** Every file that the entry point reaches, now or when a function is first called. Throws when one of them is not there. */
async function reachedIn(root: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: ['dist/functions.js'],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    outdir: 'unused',
    write: false,
    metafile: true,
    external: ['@azure/functions-core'],
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).toSorted();
}

beforeAll(() => makePackage(folder));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the package', () => {
  it('registers, from a folder with nothing else, every function that the sources register', async () => {
    const sources = await namesIn(path.join(projectFolder, 'functions/index.ts'), projectFolder);
    const { main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { main: string };
    expect(await namesIn(path.join(folder, main), folder)).toEqual(sources);
    expect(sources.length).toBeGreaterThanOrEqual(29);
  });

  it('holds the bundle and what the app reads, and no packages, sources, maps or settings', () => {
    const files = filesOf(folder);
    expect(files.filter((file) => !file.startsWith('dist/'))).toEqual([
      'NOTICE',
      'campaign.json',
      'host.json',
      'package.json',
    ]);
    expect(files.filter((file) => file.startsWith('dist/') && !file.endsWith('.js'))).toEqual([]);
  });

  it('has every chunk that any function may load, and no other', async () => {
    expect(await reachedIn(folder)).toEqual(filesOf(folder).filter((file) => file.startsWith('dist/')));
  });

  it('is found to lack a chunk, whichever it is, though the functions can still be listed', async () => {
    const broken = path.join(work, 'broken');
    await makePackage(broken);
    const lazy = readdirSync(path.join(broken, 'dist/chunks')).find((file) => file.startsWith('mailer-'))!;
    unlinkSync(path.join(broken, 'dist/chunks', lazy));
    await expect(reachedIn(broken)).rejects.toThrow(lazy);
  });

  it('names the licence of what it brings', () => {
    const notice = readFileSync(path.join(folder, 'NOTICE'), 'utf8');
    for (const name of ['@azure/functions', '@azure/identity', 'zod', 'date-holidays']) {
      expect(notice).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('is under 2 MB zipped, and the same bytes when made again, in another time zone', async () => {
    const again = path.join(work, 'again');
    await makePackage(again, [], { TZ: 'Asia/Tokyo' });
    expect(readFileSync(`${again}.zip`).equals(readFileSync(`${folder}.zip`))).toBe(true);
    expect(statSync(`${folder}.zip`).size).toBeLessThan(2 * 1024 ** 2);
  });
});

describe('the campaign document of a package', () => {
  it('may not be the example when it is to be deployed', async () => {
    const example = makePackage(path.join(work, 'refused'), ['--deploy', '--campaign', 'campaign.example.json']);
    await expect(example).rejects.toThrow('copy campaign.example.json to it and make it yours');
  });

  it('is refused with faults, each by its path', async () => {
    const file = path.join(work, 'faulty.json');
    writeFileSync(file, JSON.stringify({ name: 'Faulty', cadence: { quietHour: {} } }));
    const faulty = makePackage(path.join(work, 'refused'), ['--campaign', file]);
    await expect(faulty).rejects.toThrow(/faulty\.json has faults:[^]*cadence\.quietHour is not a field/);
  });

  it('is the one that was named', async () => {
    const file = path.join(work, 'own.json');
    const own = readFileSync(path.join(projectFolder, 'campaign.example.json'), 'utf8').replace('Contoso', 'Fabrikam');
    writeFileSync(file, own);
    await makePackage(path.join(work, 'own'), ['--deploy', '--campaign', file]);
    expect(readFileSync(path.join(work, 'own/campaign.json'), 'utf8')).toBe(own);
  });
});
