import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphPermissions } from '../../infra/entra/permissions.ts';
import { routes } from '../../shared/api/routes.ts';
import { waveRequest } from '../../shared/api/wave-request.ts';
import { Directory, identityId, tenantId } from './directory.ts';
import type { AzdTemplate } from './az/azd-command.ts';
import { projectFolder, steps } from './guide.ts';
import { compiledTemplate } from './snapshots.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'guide-'));
const bin = path.join(folder, 'bin');
const curlLog = path.join(folder, 'curl.log');
const directory = new Directory();
let origin = '';

const appUrl = 'https://func-x.azurewebsites.net';
const template = (): AzdTemplate => {
  const parameters = readFileSync(path.join(projectFolder, 'infra/main.parameters.json'), 'utf8');
  const named = (form: RegExp) => [...parameters.matchAll(form)].map(([, name]) => name!);
  const { outputs } = compiledTemplate() as { outputs: Record<string, unknown> };
  const values = Object.fromEntries(Object.keys(outputs).map((name) => [name, `of-${name.toLowerCase()}`]));
  return {
    parameters: named(/\$\{(\w+)=?/g),
    // azd asks for name and region itself.
    required: named(/\$\{(\w+)\}/g).filter((name) => name !== 'AZURE_ENV_NAME' && name !== 'AZURE_LOCATION'),
    outputs: { ...values, APP_URL: appUrl, APP_IDENTITY_PRINCIPAL_ID: identityId },
  };
};

/** Programs that the guide calls and that are not ours: they note what they were asked, and find everything well. */
const programs = {
  az: `exec "${process.execPath}" "${path.join(import.meta.dirname, 'az/az.ts')}" "$@"`,
  azd: `exec "${process.execPath}" "${path.join(import.meta.dirname, 'az/azd.ts')}" "$@"`,
  node: `exec "${process.execPath}" "$@"`,
  npm: '[ "$1" = ci ]',
  git: '[ "$1" = pull ]',
  curl: `printf '%s\\0' "$@" >> "${curlLog}"; printf '\\n' >> "${curlLog}"`,
};

beforeAll(async () => {
  origin = await directory.start();
  mkdirSync(bin);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/bin/bash\n${text}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  symlinkSync(path.join(projectFolder, 'infra'), path.join(folder, 'infra'));
  cpSync(path.join(projectFolder, 'campaign.example.json'), path.join(folder, 'campaign.example.json'));
});
afterAll(async () => {
  await directory.stop();
  rmSync(folder, { recursive: true });
});

/** A terminal of its own: nothing is known from the one before but what stands in files. */
async function terminal(script: string) {
  const env = {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: folder,
    AZ_DIRECTORY: origin,
    AZ_TENANT: tenantId,
    AZD_TEMPLATE: JSON.stringify(template()),
  };
  const child = spawn('/bin/bash', ['-euo', 'pipefail', '-s'], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(script);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describe('docs/deploy.md, done from top to bottom by somebody who does only what it says', { sequential: true }, () => {
  it.each(steps.map((step) => [step.title, step] as const))(
    'step %s',
    async (_, { text, blocks }) => {
      const { code, output } = await terminal(blocks.join(''));
      expect({ code, output }).toEqual({ code: 0, output: expect.any(String) as string });
      const [toRun = 'true'] = text.includes('run that line')
        ? (/azd env set ADMIN_AUDIENCE \S+/.exec(output) ?? ['false'])
        : [];
      expect(await terminal(toRun)).toMatchObject({ code: 0 });
      expect(output).toContain(text.includes('`check` says') ? 'Nothing is missing.' : '');
    },
    240_000,
  );

  it('leaves the identity with the least permissions, and an app registration that signs people in', () => {
    const base = graphPermissions.filter(({ parts }) => parts.includes('base'));
    expect(directory.assignments).toHaveLength(base.length);
    expect(directory.apps).toHaveLength(1);
    expect(directory.apps[0]).toMatchObject({ web: { redirectUris: [`${appUrl}/.auth/login/aad/callback`] } });
  });

  it('has asked the API only for what there is, in words that it takes', () => {
    const asked = readFileSync(curlLog, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\0').slice(0, -1));
    expect(asked.length).toBeGreaterThan(8);
    for (const words of asked) {
      const url = words.at(-1)!;
      expect(url).toMatch(/^https:\/\/func-x\.azurewebsites\.net\/api\//);
      const data = words.includes('--data') ? words[words.indexOf('--data') + 1]! : '{}';
      const method = words.includes('POST') || words.includes('--data') ? 'POST' : 'GET';
      const route = url.replace(`${appUrl}/api/`, '').replace(/^campaign\/(pause|resume)$/, 'campaign/{action}');
      expect(Object.values(routes)).toContainEqual(expect.objectContaining({ method, route }));
      const body = JSON.parse(data) as unknown;
      expect(route === 'waves' ? waveRequest.safeParse(body).error : undefined).toBeUndefined();
    }
  });
});
