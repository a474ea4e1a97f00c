import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectAz, type RunAz } from '../../infra/entra/az.ts';
import { entra as runEntra } from '../../infra/entra/command.ts';
import { graphPermissions } from '../../infra/entra/permissions.ts';
import { roles } from '../../shared/api/roles.ts';
import { azCommand, azCommands, signedInUser } from './az/az-command.ts';
import { Directory, identityId, tenantId } from './directory.ts';
import { infraFolder } from './snapshots.ts';

const bin = mkdtempSync(path.join(tmpdir(), 'az-'));
let directory: Directory;
let origin: string;

beforeAll(() => {
  const script = path.join(import.meta.dirname, 'az/az.ts');
  writeFileSync(path.join(bin, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(path.join(bin, 'az'), 0o755);
});
afterAll(() => rmSync(bin, { recursive: true }));
beforeEach(async () => {
  directory = new Directory();
  origin = await directory.start();
});
afterEach(() => directory.stop());

async function run(program: string, args: readonly string[], searchPath = `${bin}:${process.env.PATH}`) {
  const env = { PATH: searchPath, AZ_DIRECTORY: origin, AZ_TENANT: tenantId };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** Each call of `az` would be a process, and there are some two hundred: here they are calls of the same function. */
const inProcess: RunAz = async (args) => {
  const answer = await azCommand(args, { directory: origin, tenantId });
  if (answer.code !== 0) throw Object.assign(new Error('az ended badly'), answer);
  return answer;
};

async function entra(...args: string[]) {
  let output = '';
  const write = (text: string) => void (output += `${text}\n`);
  try {
    return { code: await runEntra(args, () => connectAz(inProcess), { log: write, error: write }), output };
  } catch (error) {
    return { code: 1, output: `${output}${(error as Error).message}\n` };
  }
}

describe('entra.ts as a program', () => {
  const program = (...args: string[]) => run(process.execPath, [path.join(infraFolder, 'entra.ts'), ...args]);

  it('finds az on the PATH, does what is asked and ends with its code', async () => {
    expect(await program('grant', '--identity', identityId)).toMatchObject({ code: 0 });
    expect(directory.assignments.length).toBeGreaterThan(0);
  });

  it('tells a refusal in one line, without a stack', async () => {
    directory.isReadOnly = true;
    const { code, output } = await program('grant', '--identity', identityId);
    expect(code).toBe(1);
    expect(output).toContain('Privileged Role Administrator');
    expect(output).not.toContain('    at ');
  });
});

describe('entra.ts grant', () => {
  const base = graphPermissions.filter(({ parts }) => parts.includes('base'));

  it('gives the least, and the second run changes nothing', async () => {
    expect(await entra('grant', '--identity', identityId)).toMatchObject({ code: 0 });
    expect(directory.assignments).toHaveLength(base.length);
    const before = directory.changes.length;
    expect(await entra('grant', '--identity', identityId)).toMatchObject({ code: 0 });
    expect(directory.changes).toHaveLength(before);
  });

  it('gives what is opt-in only by its name', async () => {
    await entra('grant', '--identity', identityId, '--with', 'prepopulation');
    const wanted = graphPermissions.filter(({ parts }) => parts.includes('base') || parts.includes('prepopulation'));
    expect(directory.assignments).toHaveLength(wanted.length);
    expect(await entra('grant', '--identity', identityId, '--with', 'everything')).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no part "everything"') as unknown,
    });
  });

  it('completes a part that was given before', async () => {
    await entra('grant', '--identity', identityId);
    directory.assignments.shift();
    await entra('grant', '--identity', identityId);
    expect(directory.assignments).toHaveLength(base.length);
  });

  it('says which role is needed when the caller may not', async () => {
    directory.isReadOnly = true;
    const { code, output } = await entra('grant', '--identity', identityId);
    expect(code).toBe(1);
    expect(output).toContain('Insufficient privileges to complete the operation');
    expect(output).toContain('Privileged Role Administrator');
  });

  it('tells a client id from a principal id', async () => {
    const { code, output } = await entra('grant', '--identity', '99999999-0000-4000-8000-000000000000');
    expect(code).toBe(1);
    expect(output).toContain('give the principal id of the identity, not its client id');
  });
});

describe('entra.ts register', () => {
  const signIn = ['--url', 'https://func-x.azurewebsites.net', '--identity', identityId];

  it('makes an app for v2 tokens with every role of the API and assignment required; the second run changes nothing', async () => {
    const first = await entra('register');
    expect(first.code).toBe(0);
    const [app] = directory.apps;
    expect(first.output).toContain(`azd env set ADMIN_AUDIENCE ${app!.appId as string}`);
    expect(app).toMatchObject({
      api: { requestedAccessTokenVersion: 2 },
      identifierUris: [`api://${app!.appId as string}`],
    });
    expect((app!.appRoles as { value: string }[]).map(({ value }) => value)).toEqual(Object.values(roles));
    expect(directory.principals.find(({ appId }) => appId === app!.appId)).toMatchObject({
      appRoleAssignmentRequired: true,
    });
    const before = directory.changes.length;
    expect(await entra('register')).toEqual({ code: 0, output: expect.stringContaining('as it should be') as unknown });
    expect(directory.changes).toHaveLength(before);
  });

  it('lets the Azure CLI ask for a token in the name of whoever has a role, and keeps others that may (host)', async () => {
    await entra('register');
    const [app] = directory.apps;
    const api = app!.api as {
      oauth2PermissionScopes: { id: string; value: string }[];
      preAuthorizedApplications: unknown[];
    };
    const azureCli = {
      appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      delegatedPermissionIds: [api.oauth2PermissionScopes[0]!.id],
    };
    expect(api).toMatchObject({
      oauth2PermissionScopes: [{ value: 'user_impersonation' }],
      preAuthorizedApplications: [azureCli],
    });
    const another = { appId: 'another', delegatedPermissionIds: azureCli.delegatedPermissionIds };
    app!.api = { ...api, preAuthorizedApplications: [another] };
    expect(await entra('register')).toMatchObject({ code: 0 });
    expect(app!.api).toEqual({ ...api, preAuthorizedApplications: [another, azureCli] });
  });

  it('lets people sign in without a secret, and follows an identity that was made anew', async () => {
    await entra('register', ...signIn);
    expect(directory.apps[0]).toMatchObject({
      web: { redirectUris: ['https://func-x.azurewebsites.net/.auth/login/aad/callback'] },
    });
    const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`;
    expect(directory.credentials).toEqual([expect.objectContaining({ issuer, subject: identityId })]);
    directory.credentials[0]!.subject = 'another';
    await entra('register', ...signIn);
    expect(directory.credentials).toEqual([expect.objectContaining({ subject: identityId })]);
  });

  it('completes what is half there, and keeps what an admin added', async () => {
    await entra('register');
    const [app] = directory.apps;
    const own = { id: 'own', value: 'Own.Role' };
    app!.appRoles = [own, ...(app!.appRoles as unknown[]).slice(1)];
    const opened = app!.api;
    app!.api = { requestedAccessTokenVersion: null };
    directory.principals.splice(2);
    expect(await entra('register')).toMatchObject({ code: 0 });
    expect((app!.appRoles as { value: string }[]).map(({ value }) => value).toSorted()).toEqual(
      ['Own.Role', ...Object.values(roles)].toSorted(),
    );
    expect(app!.api).toEqual(opened);
    expect(directory.principals).toHaveLength(3);
  });
});

describe('entra.ts check', () => {
  it('changes nothing and prints commands that do what is missing', async () => {
    await entra('register');
    const before = directory.changes.length;
    const { code, output } = await entra('check', '--identity', identityId);
    expect(code).toBe(1);
    expect(directory.changes).toHaveLength(before);
    const commands = output.split('\n').filter((line) => line.startsWith('  az rest '));
    expect(commands).toHaveLength(4);
    for (const command of commands) expect(await run('/bin/bash', ['-c', command])).toMatchObject({ code: 0 });
    expect(await entra('check', '--identity', identityId)).toEqual({ code: 0, output: 'Nothing is missing.\n' });
  });

  it('says so when there is no Azure CLI', async () => {
    const { code, output } = await run(process.execPath, [path.join(infraFolder, 'entra.ts'), 'check'], '/nowhere');
    expect({ code, output }).toEqual({
      code: 1,
      output: 'There is no "az" here: install the Azure CLI, or use the Cloud Shell.\n',
    });
  });
});

describe('docs/own-tenant.md', () => {
  const guide = readFileSync(path.join(infraFolder, '../docs/own-tenant.md'), 'utf8');
  const commands = [...guide.split('## ')[2]!.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block!).join('');

  it('has commands that give whoever is signed in the role of an operator (host)', async () => {
    expect(commands).toMatch(/^node infra\/entra\.ts register\n/);
    await entra('register');
    const atDirectory = commands.replaceAll('https://graph.microsoft.com', origin).replace(/^node .*\n/, '');
    const { code, output } = await run('/bin/bash', ['-e', '-c', atDirectory]);
    expect(code, output).toBe(0);
    const { id } = (directory.apps[0]!.appRoles as { id: string; value: string }[]).find(
      ({ value }) => value === roles.operator,
    )!;
    expect(directory.assignments).toMatchObject([{ principalId: signedInUser, appRoleId: id }]);
  });

  it('names the roles with their ids (host)', async () => {
    await entra('register');
    const registered = directory.apps[0]!.appRoles as { id: string; value: string }[];
    const listed = [...guide.matchAll(/^\| `(Campaign\.\w+)` +\| `([\w-]+)`/gm)].map(([, value, id]) => ({
      value,
      id,
    }));
    expect(listed).toEqual(registered.map(({ value, id }) => ({ value, id })));
  });
});

describe('the az of the tests', () => {
  it('knows each command from a page of its reference', () => {
    const sources = Object.values(azCommands).map(({ source }) => source);
    expect(sources.filter((source) => !source.startsWith('https://learn.microsoft.com/cli/azure/'))).toEqual([]);
  });

  it.each([
    [['group', 'create'], "'group create' is misspelled"],
    [['rest', '--uri', 'x'], 'unrecognized arguments: --uri'],
  ])('refuses %j', async (args, why) => {
    const { code, stderr } = await azCommand(args, { directory: origin, tenantId });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });
});
