import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGraphToken } from '../../shared/adapters/graph/graph-token.ts';
import { createAzureCredential } from '../../shared/adapters/system/azure-credential.ts';
import type { EmailConnection } from '../../shared/adapters/communication-services/email-clients.ts';
import type { Environment } from '../../shared/config/setting-reader.ts';
import type { LiveWorld } from './live-world.ts';
import { needs, type Need } from './needs.ts';
import { askHttp, connectGraphOf, connectMail, findCopies } from './services.ts';

/** What was set decides what is asked; nothing is asked of services by default. */
export function givenIn(env: Environment): ReadonlySet<Need> {
  const has = (...names: string[]) => names.every((name) => Boolean(env[name]));
  const isOn = (name: string) => env[name]?.toLowerCase() === 'true';
  const service = has('ACS_CONNECTION_STRING') || has('ACS_ENDPOINT');
  const mail = service && has('SENDER_ADDRESS', 'LIVE_RECIPIENT');
  const found: Readonly<Record<Need, boolean>> = {
    mail,
    mailbox: mail && isOn('LIVE_MAILBOX'),
    accessKey: has('ACS_CONNECTION_STRING'),
    flood: mail && isOn('LIVE_FLOOD'),
    graph: isOn('LIVE_GRAPH'),
    person: has('LIVE_PERSON'),
    az: has('LIVE_REGION'),
    session: has('LIVE_APP_URL', 'LIVE_APP_SESSION'),
  };
  return new Set((Object.keys(needs) as Need[]).filter((need) => found[need]));
}

const execute = promisify(execFile);

/** Microsoft's services, with what the environment names. Waits no longer at once than `patienceMs`. */
export function realWorld(env: Environment, patienceMs: number, say: (text: string) => void): LiveWorld {
  const credential = createAzureCredential(env['AZURE_CLIENT_ID']);
  const endpoint = env['GRAPH_ENDPOINT'] || 'https://graph.microsoft.com';
  const getToken = createGraphToken(endpoint, credential);
  const graph = connectGraphOf(endpoint, getToken);
  const recipient = env['LIVE_RECIPIENT'] ?? '';
  const connection: EmailConnection = env['ACS_CONNECTION_STRING']
    ? { kind: 'connectionString', connectionString: env['ACS_CONNECTION_STRING'] }
    : { kind: 'identity', endpoint: env['ACS_ENDPOINT'] || 'https://not.given', credential };
  const now = () => new Date();
  return {
    isSimulation: false,
    given: givenIn(env),
    now,
    async wait(ms) {
      if (ms > patienceMs) return false;
      await sleep(ms);
      return true;
    },
    newId: () => randomUUID(),
    mail: connectMail(connection, { sender: env['SENDER_ADDRESS'] ?? '', recipient }, now),
    copies: (subject) => findCopies(graph, recipient, subject),
    graph,
    graphRoles: async () => rolesIn(await getToken()),
    async askPersonToRegister() {
      say('Register a method at https://aka.ms/mysecurityinfo now, as the person of LIVE_PERSON.');
      return env['LIVE_PERSON']!.toLowerCase();
    },
    az: async (args) => (await execute('az', [...args])).stdout,
    region: env['LIVE_REGION'] ?? '',
    page: (path) =>
      askHttp(new URL(path, env['LIVE_APP_URL']), { cookie: `AppServiceAuthSession=${env['LIVE_APP_SESSION']}` }),
  };
}

/** Of an access token for Graph. Applications hold roles; somebody who has signed in has scopes. */
function rolesIn(token: string): readonly string[] | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  const { roles, scp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { roles?: string[]; scp?: string };
  return roles ?? scp?.split(' ');
}
