import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHostOptions } from '../../local/host-options.ts';
import { ownSettings } from '../../local/own-settings.ts';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { settingsFor } from '../../local/simulation-settings.ts';
import { type Simulation, startSimulation } from '../../local/simulation/simulation.ts';
import { type Program, projectFolder, startProgram } from './program.ts';

/** Each mistake of somebody who tries the host on a tenant of their own, with nothing but the README. */

const folder = mkdtempSync(path.join(tmpdir(), 'own-tenant-'));
const documentFile = path.join(folder, 'campaign.json');
const never = '0 0 0 29 2 *';

let azurite: Azurite;
let simulation: Simulation;
let settings: Record<string, string>;
beforeAll(async () => {
  azurite = await startAzurite({ inMemory: true });
  simulation = await startSimulation({ users: 25, seed: 3, port: 0, startsAt: new Date() });
  writeFileSync(documentFile, JSON.stringify(simulation.campaignDocument()));
  settings = {
    PORT: '0',
    ...settingsFor(simulation, azurite.connectionString, documentFile),
    DRY_RUN: 'true',
    REFRESH_SCHEDULE: never,
    WATCH_SCHEDULE: never,
    PLAN_SCHEDULE: never,
    RELEASE_SCHEDULE: never,
    RECONCILE_SCHEDULE: never,
    FORGET_SCHEDULE: never,
    AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
  };
});
afterAll(async () => {
  await simulation.close();
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

const startHost = (change: Record<string, string> = {}, args: readonly string[] = []) =>
  startProgram(path.join(projectFolder, 'local/host.ts'), args, { ...settings, ...change }, { cwd: folder });

const whenStarted = async (host: Program): Promise<string> =>
  (await host.whenPrinted(/The functions answer at (http:\S+)\./))[1]!;

/** A PATH on which `az` is this script. */
function az(name: string, script: string): string {
  const bin = path.join(folder, name);
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'az'), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, 'az'), 0o755);
  return `${bin}:${process.env['PATH']}`;
}

const tokenOf = (claims: object): string =>
  [{ alg: 'none' }, claims, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

/** The commands that the host has printed after some words, as one would copy them into a shell. */
async function copied(output: string, after: string, searchPath: string): Promise<string> {
  const indented = /(?:\n {2}\S.*)+/.exec(output.slice(output.indexOf(after)))![0];
  const options = { cwd: folder, env: { PATH: searchPath } };
  return (await promisify(execFile)('bash', ['-e', '-c', indented], options)).stdout;
}

describe('npm run host, sign-in (host)', () => {
  const atMicrosoft = { GRAPH_ENDPOINT: 'https://graph.microsoft.com' };

  it('says at start that nobody has signed in, and runs all the same', async () => {
    const PATH = az('signed-out', `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`);
    await using host = startHost({ ...atMicrosoft, PATH });
    await whenStarted(host);
    expect(host.output()).toContain(
      `There is no token for Microsoft Graph, so nothing of the tenant can be read. Run: az login --tenant ${simulation.tenantId}`,
    );
  });

  it('says that somebody signed in to another tenant, and that the Azure CLI has no token for mail', async () => {
    const other = '9f2b1c3d-0000-4000-8000-000000000009';
    const token = JSON.stringify({ accessToken: tokenOf({ tid: other }), expires_on: 4_102_444_800 });
    const PATH = az(
      'elsewhere',
      `case "$*" in *communication*) echo "ERROR: AADSTS65002: Consent between first party applications" >&2; exit 1;; *) echo '${token}';; esac`,
    );
    const byIdentity = { ACS_CONNECTION_STRING: '', ACS_ENDPOINT: 'https://contoso.europe.communication.azure.com' };
    await using host = startHost({ ...atMicrosoft, ...byIdentity, PATH });
    await whenStarted(host);
    expect(host.output()).toContain(`This machine is signed in to the tenant ${other}`);
    expect(host.output()).toMatch(/no token for the mail service.*set ACS_CONNECTION_STRING instead of ACS_ENDPOINT/);
    expect(host.output()).toMatch(/\(.*AADSTS65002/);
  });
});

describe('npm run host, ports (host)', () => {
  it.each([
    ['npm run host', 'local/host.ts', '--port', []],
    ['npm start', 'local/start.ts', '--port', ['--mailbox', '0', '--users', '1']],
    ['npm start', 'local/start.ts', '--mailbox', ['--port', '0', '--users', '1']],
  ])('%s (%s) says %s where a port is taken', async (command, script, option, more) => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const args = [...more, option, `${port}`];
    await using program = startProgram(path.join(projectFolder, script), args, settings, { cwd: folder });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    other.close();
    expect(program.output()).toContain(
      `Port ${port} is taken by another program. Choose another: ${command} -- ${option}`,
    );
    expect(program.output()).not.toMatch(/\n\s+at /);
  });
});

describe('npm run host, storage (host)', () => {
  it('brings an Azurite where none answers, and goes on with its data', async () => {
    const emulated = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
    for (const _ of ['first', 'second']) {
      const host = startHost(emulated);
      const url = await whenStarted(host);
      expect((await fetch(`${url}/api/health`)).status).toBe(200);
      host.send('SIGINT');
      expect(await host.ended).toEqual({ code: 0, signal: null });
    }
  });
});

describe('npm run host, the campaign document (host)', () => {
  const good = () => ({ ...simulation.campaignDocument() }) as Record<string, unknown>;

  it('names each fault of the first document at start, and in preflight', async () => {
    const faulty = path.join(folder, 'faulty.json');
    writeFileSync(faulty, JSON.stringify({ ...good(), retentionDays: 0, audiance: {} }));
    const fresh = await startAzurite({ inMemory: true });
    await using host = startHost({ CAMPAIGN_DOCUMENT: faulty, AzureWebJobsStorage: fresh.connectionString });
    const url = await whenStarted(host);
    expect(host.output()).toMatch(/faulty\.json\) cannot be used\. No campaign runs until it is mended/);
    for (const fault of [/^ {2}retentionDays: /m, /^ {2}audiance: is not a field/m])
      expect(host.output()).toMatch(fault);
    const authorization = `Bearer ${await (await fetch(`${simulation.origin}/token?role=reader`)).text()}`;
    const preflight = await fetch(`${url}/api/preflight`, { headers: { authorization } });
    expect(preflight.status).toBe(200);
    expect(await preflight.text()).toMatch(/campaign document.*retentionDays.*audiance/);
    await fresh.stop();
  });

  it('prints what to look at after the first pass; a changed file is said, and what is printed loads it', async () => {
    const searchPath = az('token', `exec curl -sS '${simulation.origin}/token?role=operator'`);
    await using host = startHost();
    const url = await whenStarted(host);
    await copied(host.output(), 'Nobody of the tenant is known yet', searchPath);
    await host.whenPrinted(/dashboard\.html/);
    const shown = await copied(host.output(), 'The tenant has been read.', searchPath);
    expect(shown).toContain('"checks"');
    expect(shown).toContain('"people"');
    expect(readFileSync(path.join(folder, 'dashboard.html'), 'utf8')).toContain('<html');

    writeFileSync(documentFile, JSON.stringify({ ...good(), name: 'Another name' }));
    await using second = startHost();
    await whenStarted(second);
    const said = 'differs from the campaign in storage, and storage counts. To load the file into it:';
    expect(second.output()).toContain(said);
    expect(await copied(second.output(), said, searchPath)).toContain('Another name');

    await using third = startHost();
    await whenStarted(third);
    expect(third.output()).not.toContain('differs');
    expect(third.output()).toContain('The tenant has been read.');
    expect(url).toMatch(/^http/);
  });
});

it.each<[readonly string[], string | undefined, object]>([
  [[], undefined, { valid: true, options: { port: 7071, browse: false } }],
  [[], '0', { valid: true, options: { port: 0, browse: false } }],
  [['--port', '7072'], '0', { valid: true, options: { port: 7072, browse: false } }],
  [['--browse'], '0', { valid: true, options: { port: 0, browse: true } }],
  [['--port', 'x'], undefined, { valid: false, fault: '--port takes a whole number from 0 to 65535, not "x"' }],
  [['--prot', '1'], undefined, { valid: false, fault: expect.stringContaining("Unknown option '--prot'") as string }],
  [['--help'], undefined, { valid: 'help' }],
])('npm run host reads %j with PORT=%s (host)', (args, port, reading) => {
  expect(readHostOptions(args, port)).toEqual(reading);
});

it('npm run host ends with an error that says nothing of the settings when their file is no JSON (host)', () => {
  const file = path.join(folder, 'local.settings.json');
  writeFileSync(file, '{ "Values": {\n "KEY": "c2VjcmV0"\n "NEXT": 1 } }');
  expect(() => ownSettings(file, {})).toThrow(
    `${file} is no JSON (line 3 column 2): look for a comma or a quote there`,
  );
  writeFileSync(file, '{ "values": {} }');
  expect(() => ownSettings(file, {})).toThrow(`${file} has no "Values" with texts`);
  writeFileSync(file, '{ "Values": { "A": "1", "B": "2" } }');
  expect(ownSettings(file, { B: '3' })).toMatchObject({ A: '1', B: '3' });
});
