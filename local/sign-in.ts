import type { TokenCredential } from '@azure/identity';
import { decodeJwt } from 'jose';
import { isLoopback } from '../shared/config/loopback.ts';
import type { Settings } from '../shared/config/settings.ts';
import { causesOf } from '../shared/faults/causes.ts';

const mailScope = 'https://communication.azure.com/.default';
const isOnThisMachine = (endpoint: string): boolean => isLoopback(new URL(endpoint));

/** Tries to get the tokens that the app will need from this machine's sign-in. Answers what stands in the way, in words. */
export async function tryTokens(
  { graph, mail: { connection }, admin }: Settings,
  credential: TokenCredential,
): Promise<readonly string[]> {
  if (isOnThisMachine(graph.endpoint)) return [];
  const token = await tryToken(`${graph.endpoint}/.default`, credential);
  if ('fault' in token) return [noGraphToken(admin.tenantId, token.fault)];
  const found = tenantOf(token.text);
  const strange = found === undefined || found === admin.tenantId ? [] : [otherTenant(found, admin.tenantId)];
  if (connection.kind !== 'identity' || isOnThisMachine(connection.endpoint)) return strange;
  const forMail = await tryToken(mailScope, credential);
  return 'fault' in forMail ? [...strange, noMailToken(forMail.fault)] : strange;
}

const scopeOf = (audience: string): string => `api://${audience.replace(/^api:\/\//, '')}/.default`;

/** The token for the admin API of whoever is signed in to this machine, or what to run to get one. */
export async function tokenForApi(audience: string, credential: TokenCredential): Promise<Tried> {
  const tried = await tryToken(scopeOf(audience), credential);
  return 'fault' in tried ? { fault: noApiToken(audience, tried.fault) } : tried;
}

const noApiToken = (audience: string, fault: string): string =>
  `There is no token for the page. Run: az login --scope ${scopeOf(audience)}\nWhere Entra refuses it, the app registration ${audience} does not let the Azure CLI (04b07795-8ddb-461a-bbee-02f9e1bf7b46) ask for its tokens yet: node infra/entra.ts register\n(${fault})`;

type Tried = { readonly text: string } | { readonly fault: string };

async function tryToken(scope: string, credential: TokenCredential): Promise<Tried> {
  try {
    const token = await credential.getToken(scope);
    return token === null ? { fault: 'no credential is set up' } : { text: token.token };
  } catch (error) {
    return { fault: reasonIn(causesOf(error).map(({ message }) => message)) };
  }
}

/** Every credential that was tried has a line; the Azure CLI's is what somebody at a laptop can do something about. */
function reasonIn(messages: readonly string[]): string {
  const lines = messages.flatMap((message) => message.split('\n')).filter((line) => line.trim() !== '');
  return (lines.find((line) => /AADSTS|Azure CLI|az login/.test(line)) ?? lines[0] ?? 'no reason was given').trim();
}

/** An app-only or a user's token of Entra names its tenant. Undefined where it cannot be read. */
function tenantOf(token: string): string | undefined {
  try {
    const { tid } = decodeJwt(token);
    return typeof tid === 'string' ? tid.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}

const noGraphToken = (tenantId: string, fault: string): string =>
  `There is no token for Microsoft Graph, so nothing of the tenant can be read. Run: az login --tenant ${tenantId} --allow-no-subscriptions\n(${fault})`;

const otherTenant = (found: string, wanted: string): string =>
  `This machine is signed in to the tenant ${found}, and ADMIN_TENANT_ID is ${wanted}. Run: az login --tenant ${wanted} --allow-no-subscriptions`;

const noMailToken = (fault: string): string =>
  `There is no token for the mail service: Microsoft gives the Azure CLI none (AADSTS65002). Reading and dry runs need none. Before the first real mail from this machine set ACS_CONNECTION_STRING instead of ACS_ENDPOINT, to what this prints:\naz communication list-key --name RESOURCE --resource-group GROUP --query primaryConnectionString --output tsv\n(${fault})`;
