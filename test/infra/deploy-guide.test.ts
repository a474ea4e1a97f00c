import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { azCommands } from './az/az-command.ts';
import { azdCommand, azdCommands } from './az/azd-command.ts';
import { guide, projectFolder, steps } from './guide.ts';
import { infraFolder } from './snapshots.ts';

const blocks = steps.flatMap((step) => step.blocks);
const lines = blocks.flatMap((text) => text.trim().split('\n'));

/** Those of az are in the table that the az of the tests goes by; each has its source there. */
const known = {
  ...Object.fromEntries(Object.entries(azdCommands).map(([name, flags]) => [`azd ${name}`, flags])),
  ...Object.fromEntries(Object.entries(azCommands).map(([name, { flags }]) => [`az ${name}`, flags])),
};

const calls = lines.flatMap((line) =>
  [...line.matchAll(/\b(azd?) ([a-z][^"|)]*(?:"[^"]*"[^"|)]*)*)/g)].map(([text]) => text),
);

describe('docs/deploy.md', () => {
  it.each(steps.map(({ title, text }) => [title, text] as const))(
    '%s: says what one sees when it worked, and the three commonest faults',
    (_, text) => {
      expect(text).toContain('**It worked** when ');
      const [, faults = ''] = text.split(/Otherwise:\n/);
      const listed = faults.split(/\n(?!\n|- )/)[0]!.match(/^- .{40,}/gm) ?? [];
      expect(listed.length).toBeGreaterThanOrEqual(3);
    },
  );

  it('leads from before the first command to the end, by way of everything that an admin has to do in between', () => {
    const asked = [
      /before/i,
      /register/i,
      /azd up/,
      /read the tenant/,
      /dry run/,
      /own domain/,
      /pilot/i,
      /everyone.*stop/i,
    ];
    const after = [/update, and back/i, /another mail resource/i, /backup/i, /the end/i];
    expect(steps.map(({ title }) => title)).toEqual(
      [...asked, ...after].map((form) => expect.stringMatching(form) as string),
    );
    expect(guide).toMatch(/wait 20 hours/);
    expect(guide).toMatch(/or cancel the waves/);
    expect(guide).toMatch(/The change of sender changes no message's id/);
    expect(guide).toMatch(/azd deploy app --from-package/);
  });

  it('has all its commands in the numbered steps, and only such as a shell can read', () => {
    expect(guide.match(/```sh/g)).toHaveLength(blocks.length);
    expect(blocks.length).toBeGreaterThan(15);
    for (const text of blocks) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  it('uses only commands and flags of az and azd that there are', () => {
    expect(calls.length).toBeGreaterThan(25);
    const strange = calls.filter((call) => {
      const name = Object.keys(known)
        .filter((one) => call === one || call.startsWith(`${one} `))
        .toSorted((a, b) => b.length - a.length)[0];
      const flags = [...call.matchAll(/ (--[a-z-]+)/g)].map(([, flag]) => flag!);
      return name === undefined || flags.some((flag) => !known[name]!.includes(flag));
    });
    expect(strange).toEqual([]);
  });

  it('sets only what the template takes, in the words around the commands too', () => {
    const parameters = readFileSync(path.join(infraFolder, 'main.parameters.json'), 'utf8');
    const set = [...guide.matchAll(/azd env set (\w+) /g)].map(([, name]) => name!);
    expect(set.length).toBeGreaterThan(5);
    expect(set.filter((name) => !parameters.includes(`\${${name}`))).toEqual([]);
  });

  it('names only outputs that the template has', () => {
    const main = readFileSync(path.join(infraFolder, 'main.bicep'), 'utf8');
    const used = [...guide.matchAll(/\$(APP_\w+|MAIL_\w+|AZURE_\w+|STORAGE_\w+)|get-value (\w+)/g)].map(
      ([, a, b]) => a ?? b!,
    );
    expect(used.filter((name) => !main.includes(`output ${name} `))).toEqual([]);
  });

  it('starts only scripts and copies only files that are there', () => {
    const files = lines.flatMap((line) => /^(?:node|cp) (\S+)/.exec(line)?.[1] ?? []);
    expect(files.length).toBeGreaterThan(2);
    const ofTheProject = files.filter((file) => !file.startsWith('output/'));
    expect(ofTheProject.filter((file) => !existsSync(path.join(projectFolder, file)))).toEqual([]);
  });

  it('leads only to headings that there are', () => {
    const links = [...guide.matchAll(/\]\(([\w-]+\.md)(?:#([\w-]+))?\)/g)];
    expect(links.length).toBeGreaterThan(5);
    const broken = links.filter(([, file, anchor]) => {
      const target = path.join(projectFolder, 'docs', file!);
      return !existsSync(target) || (anchor !== undefined && !anchorsIn(readFileSync(target, 'utf8')).includes(anchor));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

describe('the azd of the tests', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'azd-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const template = { parameters: ['KNOWN', 'NEEDED'], required: ['NEEDED'], outputs: { APP_URL: 'https://x' } };
  const azd = (line: string) => azdCommand(line.split(' '), folder, template);

  it.each([
    ['before there is an environment', 'env set KNOWN 1', 'no environment exists'],
    ['what is no command', 'env sett KNOWN 1', 'unknown command'],
    ['what is no flag', 'up --yes-please', 'unknown flag: --yes-please'],
  ])('refuses %s', (_, line, why) =>
    expect(azd(line)).toMatchObject({ code: 1, stderr: expect.stringContaining(why) as string }),
  );

  it('refuses a variable that no parameter takes, and to deploy without what is needed or without a campaign', () => {
    azd('env new x');
    expect(azd('env set UNKNOWN 1').stderr).toContain('no parameter of the template takes UNKNOWN');
    expect(azd('up').stderr).toContain('missing required inputs: NEEDED');
    expect(azd('env set NEEDED 1').code).toBe(0);
    expect(azd('up').stderr).toContain('There is no campaign.json');
    expect(azd('env get-value APP_URL').code).toBe(1);
    writeFileSync(path.join(folder, 'campaign.json'), '{}');
    expect(azd('up').code).toBe(0);
    expect(azd('env get-value APP_URL')).toMatchObject({ code: 0, stdout: 'https://x\n' });
  });
});

const anchorsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
