import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from '../../scripts/bundle-options.ts';
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

interface Sbom {
  readonly metadata: { readonly component: { readonly 'bom-ref': string } };
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** Name and version of every package that the bundle takes a file from, by a bundling of our own. */
async function packagesOfSources(): Promise<string[]> {
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: [path.join(projectFolder, 'functions/main.ts')],
    absWorkingDir: projectFolder,
    splitting: true,
    outdir: 'unused',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const folders = Object.keys(metafile.inputs).map((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(folders.filter((one) => one !== undefined))].map((one) => {
    const manifest = readFileSync(path.join(projectFolder, one, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(manifest) as { name: string; version: string };
    return `${name} ${version}`;
  });
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

  it('names in NOTICE every package that it brings, with its licence (guard 14)', async () => {
    const notice = readFileSync(path.join(folder, 'NOTICE'), 'utf8');
    const named = [...notice.matchAll(/^(\S+ \S+)\nLicence: \S/gm)].map(([, name]) => name!);
    expect(named.toSorted()).toEqual((await packagesOfSources()).toSorted());
    expect(named.length).toBeGreaterThan(50);
  });

  it('gives the holidays the attribution that their licence asks for (guard 14)', () => {
    const notice = readFileSync(path.join(folder, 'NOTICE'), 'utf8');
    expect(notice).toContain('available under CC BY-SA 3.0');
    expect(notice).toContain('https://sv.wikipedia.org/wiki/Helgdagar_i_Sverige');
  });

  it('brings nothing for somebody at a screen: no browser, no program to open it, no colours (guard 14)', () => {
    const notice = readFileSync(path.join(folder, 'NOTICE'), 'utf8');
    expect(notice).not.toMatch(/^(open|wsl-utils|default-browser|run-applescript|is-wsl|is-docker|supports-color) \d/m);
  });

  it('has a bill of materials beside it, of these packages and no others (guard 14)', async () => {
    const sbom = JSON.parse(readFileSync(`${folder}.cdx.json`, 'utf8')) as Sbom;
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    const named = sbom.components.map(({ name, version }) => `${name} ${version}`);
    expect(named.toSorted()).toEqual((await packagesOfSources()).toSorted());
    const refs = [sbom.metadata.component, ...sbom.components].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(sbom.dependencies.map(({ ref }) => ref)).toEqual(refs);
    const reached = new Set(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn));
    expect(sbom.components.filter((one) => !reached.has(one['bom-ref']))).toEqual([]);
    for (const { purl, hashes } of sbom.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
      expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[\da-f]{128}$/) as string }]);
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
