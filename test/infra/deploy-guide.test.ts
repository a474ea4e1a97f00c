import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { azCommands } from './az/az-command.ts';
import { infraFolder } from './snapshots.ts';

const project = path.join(infraFolder, '..');
const guide = readFileSync(path.join(project, 'docs/deploy.md'), 'utf8');
const ownTenant = readFileSync(path.join(project, 'docs/own-tenant.md'), 'utf8');
const blocksIn = (text: string) => [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block!);
const blocks = blocksIn(guide);
const lines = blocks.flatMap((text) => text.trim().split('\n'));

/** Commands and flags of azd that the guide uses: https://learn.microsoft.com/azure/developer/azure-developer-cli/reference */
const azd: Readonly<Record<string, readonly string[]>> = {
  'azd auth login': [],
  'azd env new': [],
  'azd env set': [],
  'azd env get-values': [],
  'azd env get-value': [],
  'azd up': [],
  'azd provision': [],
  'azd deploy': ['--from-package'],
  'azd down': [],
};

/** Those of az are in the table that the az of the tests goes by; each has its source there. */
const known = {
  ...azd,
  ...Object.fromEntries(Object.entries(azCommands).map(([name, { flags }]) => [`az ${name}`, flags])),
};

const callsIn = (text: string) =>
  [...text.matchAll(/\b(azd?) ([a-z][^"|)\n]*(?:"[^"]*"[^"|)\n]*)*)/g)].map(([call]) => call);

describe.each([
  ['docs/deploy.md', blocks, 6, 15],
  ['docs/own-tenant.md', blocksIn(ownTenant), 4, 6],
])('%s', (_, texts, mostlyBlocks, mostlyCalls) => {
  it('has only commands that a shell can read', () => {
    expect(texts.length).toBeGreaterThan(mostlyBlocks);
    for (const text of texts) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  it('uses only commands and flags of az and azd that there are', () => {
    const calls = texts.flatMap(callsIn);
    expect(calls.length).toBeGreaterThan(mostlyCalls);
    const strange = calls.filter((call) => {
      const name = Object.keys(known)
        .filter((one) => call === one || call.startsWith(`${one} `))
        .toSorted((a, b) => b.length - a.length)[0];
      const flags = [...call.matchAll(/ (--[a-z-]+)/g)].map(([, flag]) => flag!);
      return name === undefined || flags.some((flag) => !known[name]!.includes(flag));
    });
    expect(strange).toEqual([]);
  });
});

describe('docs/deploy.md', () => {
  it('sets only what the template takes', () => {
    const parameters = readFileSync(path.join(infraFolder, 'main.parameters.json'), 'utf8');
    const set = lines.flatMap((line) => /^azd env set (\w+) /.exec(line)?.[1] ?? []);
    expect(set.length).toBeGreaterThan(5);
    expect(set.filter((name) => !parameters.includes(`\${${name}`))).toEqual([]);
  });

  it('names only outputs that the template has', () => {
    const main = readFileSync(path.join(infraFolder, 'main.bicep'), 'utf8');
    const used = [...guide.matchAll(/\$(APP_\w+|MAIL_\w+|AZURE_\w+)|get-value (\w+)/g)].map(([, a, b]) => a ?? b!);
    expect(used.filter((name) => !main.includes(`output ${name} `))).toEqual([]);
  });

  it('starts only scripts and copies only files that are there', () => {
    const files = lines.flatMap((line) => /^(?:node|cp) (\S+)/.exec(line)?.[1] ?? []);
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !existsSync(path.join(project, file)))).toEqual([]);
  });
});
