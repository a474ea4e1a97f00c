import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What differs between clouds, as the Azure CLI is set to. */
export interface Cloud {
  /** Origin of Graph, as in `https://graph.microsoft.com`. */
  readonly graph: string;
  /** Origin of the sign-in authority. */
  readonly authority: string;
  readonly tenantId: string;
}

/** A request to Graph that an admin can type as well. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** After the version, as in `/applications`. */
  readonly path: string;
  readonly body?: unknown;
}

export interface Az {
  readonly cloud: Cloud;
  /** Answers with what Graph answered, or with undefined where there is no such thing. Throws a `GraphRefusal`. */
  ask(request: GraphRequest): Promise<unknown>;
}

/** Graph said no: why, and what an admin can do. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly code: string;

  constructor(request: GraphRequest, code: string, message: string) {
    const hint = /Authorization_RequestDenied|Forbidden/.test(code)
      ? ' Sign in with a role that may: Application Administrator for register, Privileged Role Administrator for grant.'
      : '';
    super(`${request.method} ${request.path}: ${code || 'refused'}: ${message}${hint}`);
    this.code = code;
  }
}

/** Runs the Azure CLI; throws with what it wrote when it ends badly. */
export type RunAz = (args: readonly string[]) => Promise<{ readonly stdout: string }>;

const execute = promisify(execFile);
const azOnThePath: RunAz = (args) => execute('az', [...args], { maxBuffer: 64 * 1024 ** 2 });

/** The Azure CLI of whoever is signed in. Throws when it is not there or nobody is. */
export async function connectAz(run: RunAz = azOnThePath): Promise<Az> {
  const account = (await azJson(['account', 'show'], run)) as { tenantId: string };
  const { endpoints } = (await azJson(['cloud', 'show'], run)) as {
    endpoints: { activeDirectory: string; microsoftGraphResourceId: string };
  };
  const cloud = {
    graph: new URL(endpoints.microsoftGraphResourceId).origin,
    authority: new URL(endpoints.activeDirectory).origin,
    tenantId: account.tenantId,
  };
  return { cloud, ask: (request) => ask(request, cloud, run) };
}

/** The arguments of `az` for a request; `check` prints the same ones. */
export const restArguments = ({ method, path, body }: GraphRequest, { graph }: Cloud): readonly string[] => [
  'rest',
  '--method',
  method,
  '--url',
  `${graph}/v1.0${path}`,
  '--resource',
  `${graph}/`,
  ...(body === undefined ? [] : ['--headers', 'Content-Type=application/json', '--body', JSON.stringify(body)]),
];

async function ask(request: GraphRequest, cloud: Cloud, run: RunAz): Promise<unknown> {
  try {
    return await azJson(restArguments(request, cloud), run);
  } catch (error) {
    const { code, message } = graphErrorOf(error);
    if (code === 'Request_ResourceNotFound' && request.method === 'GET') return undefined;
    if (code === undefined) throw error;
    throw new GraphRefusal(request, code, message);
  }
}

/** `az rest` ends with "ERROR: Not Found({"error":{"code":…}})". */
function graphErrorOf(error: unknown): { readonly code?: string; readonly message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const [, json] = /\((\{[^]*\})\)/.exec(message) ?? [];
  if (json === undefined) return { message };
  const { error: inner } = JSON.parse(json) as { error: { code: string; message: string } };
  return { code: inner.code, message: inner.message };
}

async function azJson(args: readonly string[], run: RunAz): Promise<unknown> {
  try {
    const { stdout } = await run([...args, '--output', 'json']);
    return stdout.trim() === '' ? null : JSON.parse(stdout);
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT')
      throw new Error('There is no "az" here: install the Azure CLI, or use the Cloud Shell.', { cause: error });
    throw new Error(`az ${args[0]}: ${stderr?.trim() || String(error)}`, { cause: error });
  }
}
