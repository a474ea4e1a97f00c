import { readFile } from 'node:fs/promises';
import type { BundledPackage } from './bundled-packages.ts';

interface Lock {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * A bill of materials in CycloneDX 1.6 of what is in the bundle, and of nothing that only builds or tests it. It holds no
 * date and no serial number, so that the same source makes the same bytes.
 * https://cyclonedx.org/docs/1.6/json/
 */
export async function sbomOf(packages: readonly BundledPackage[]): Promise<string> {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
  const bundled = new Map(packages.map((one) => [one.folder, one]));
  const root = { name: lock.name, version: lock.version, folder: '', dependencies: namesOf(lock.packages['']!) };
  const sbom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': refOf(root), name: root.name, version: root.version } },
    components: packages.map((one) => componentOf(one, lock.packages[one.folder]?.integrity)),
    dependencies: [root, ...packages].map((one) => ({ ref: refOf(one), dependsOn: dependenciesOf(one, bundled) })),
  };
  return `${JSON.stringify(sbom, null, 2)}\n`;
}

const namesOf = ({ dependencies = {} }: LockedPackage): string[] => Object.keys(dependencies);

/** https://github.com/package-url/purl-spec: the `@` of a scope is written `%40`. */
const refOf = ({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

function componentOf(one: BundledPackage, integrity: string | undefined) {
  const { name, version, license } = one;
  return {
    type: 'library',
    'bom-ref': refOf(one),
    name,
    version,
    purl: refOf(one),
    ...(license && { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }),
    ...(integrity && { hashes: [{ alg: 'SHA-512', content: sha512In(integrity) }] }),
  };
}

/** The lock file has it in base64, after its name. */
function sha512In(integrity: string): string {
  const base64 = /^sha512-(\S+)$/.exec(integrity)?.[1];
  if (base64 === undefined) throw new Error(`package-lock.json has a digest that is no SHA-512: ${integrity}`);
  return Buffer.from(base64, 'base64').toString('hex');
}

/** What Node.js finds under these names from the package's folder, as far as it was bundled. */
function dependenciesOf(
  { folder, dependencies }: Pick<BundledPackage, 'folder' | 'dependencies'>,
  bundled: ReadonlyMap<string, BundledPackage>,
): string[] {
  const found = dependencies.map((name) => nearest(folder, name, bundled)).filter((one) => one !== undefined);
  return [...new Set(found.map(refOf))].toSorted();
}

function nearest(
  folder: string,
  name: string,
  bundled: ReadonlyMap<string, BundledPackage>,
): BundledPackage | undefined {
  const here = bundled.get(`${folder}${folder && '/'}node_modules/${name}`);
  if (here !== undefined || folder === '') return here;
  const outer = folder.lastIndexOf('/node_modules/');
  return nearest(outer < 0 ? '' : folder.slice(0, outer), name, bundled);
}
