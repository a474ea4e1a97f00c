import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphPermissions } from '../../infra/entra/permissions.ts';

interface Thing {
  id: string;
  [field: string]: unknown;
}

const graphId = '11111111-0000-4000-8000-00000000000a';
export const identityId = '22222222-0000-4000-8000-00000000000b';
export const tenantId = '33333333-0000-4000-8000-00000000000c';

/** The part of a tenant's directory that infra/entra.ts works on. It answers in Graph's shapes and keeps its rules. */
export class Directory {
  readonly apps: Thing[] = [];
  readonly principals: Thing[] = [{ id: identityId, appId: randomUUID() }];
  readonly credentials: Thing[] = [];
  readonly assignments: Thing[] = [];
  /** Refuses every change, as for a caller without the role. */
  isReadOnly = false;
  /** Requests that changed something, as `POST /applications`. */
  readonly changes: string[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor() {
    const appRoles = graphPermissions.map(({ value }) => ({
      id: randomUUID(),
      value,
      allowedMemberTypes: ['Application'],
    }));
    this.principals.push({ id: graphId, appId: '00000003-0000-0000-c000-000000000000', appRoles });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const path = decodeURIComponent(request.url!.split('?')[0]!).replace('/v1.0', '');
    const [status, answer] = this.#answer(
      request.method!,
      path,
      text === '' ? {} : (JSON.parse(text) as Partial<Thing>),
    );
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  #answer(method: string, path: string, body: Partial<Thing>): [number, unknown] {
    if (method !== 'GET') {
      if (this.isReadOnly)
        return refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
      this.changes.push(`${method} ${path}`);
    }
    const found =
      /^\/(applications|servicePrincipals)(?:\((?<named>[^)]+)\)|\/(?<id>[^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(
        path,
      );
    if (found === null) return refusal(400, 'BadRequest', `Resource not found for the segment '${path}'.`);
    const [, collection = '', , , child, childKey] = found;
    const key = found.groups!.named ?? found.groups!.id;
    const things = collection === 'applications' ? this.apps : this.principals;
    if (key === undefined) return method === 'POST' ? this.#create(collection, things, body) : [200, { value: things }];
    const thing = things.find((one) => matches(one, key));
    if (thing === undefined) return refusal(404, 'Request_ResourceNotFound', `Resource '${key}' does not exist.`);
    if (child !== undefined) return this.#child(method, thing, child, childKey, body);
    if (method === 'GET') return [200, thing];
    const stranger = unknownScope(thing, body);
    if (stranger !== undefined)
      return refusal(
        400,
        'Request_BadRequest',
        'Property api.preAuthorizedApplications.delegatedPermissionIds has a Permission Id that cannot be found in the AppPermissions sets.',
      );
    Object.assign(thing, body);
    return [204, undefined];
  }

  #create(collection: string, things: Thing[], body: Partial<Thing>): [number, unknown] {
    const twin = things.find((one) =>
      ['uniqueName', 'appId'].some((field) => body[field] !== undefined && one[field] === body[field]),
    );
    if (twin !== undefined)
      return refusal(
        400,
        'Request_MultipleObjectsWithSameKeyValue',
        'Another object with the same value already exists.',
      );
    const appId =
      collection === 'applications' ? { appId: randomUUID(), identifierUris: [], web: { redirectUris: [] } } : {};
    const made: Thing = { ...appId, ...body, id: randomUUID() };
    things.push(made);
    return [201, made];
  }

  #child(
    method: string,
    thing: Thing,
    child: string,
    key: string | undefined,
    body: Partial<Thing>,
  ): [number, unknown] {
    if (child === 'appRoleAssignments')
      return [200, { value: this.assignments.filter(({ principalId }) => principalId === thing.id) }];
    if (child === 'appRoleAssignedTo') {
      const isHeld = this.assignments.some(
        (one) => one.principalId === body.principalId && one.appRoleId === body.appRoleId,
      );
      if (isHeld) return refusal(400, 'Request_BadRequest', 'Permission being assigned already exists on the object');
      this.assignments.push({ ...body, id: randomUUID() });
      return [201, body];
    }
    const own = this.credentials.filter(({ of }) => of === thing.id);
    if (method === 'GET') return [200, { value: own }];
    if (method === 'POST') this.credentials.push({ ...body, id: randomUUID(), of: thing.id });
    else
      Object.assign(
        own.find(({ id }) => id === key)!,
        body,
      );
    return [method === 'POST' ? 201 : 204, undefined];
  }
}

interface Api {
  readonly oauth2PermissionScopes?: readonly { readonly id: string }[];
  readonly preAuthorizedApplications?: readonly { readonly delegatedPermissionIds: readonly string[] }[];
}

/** A scope that is named before it is there: https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2044 */
function unknownScope({ api: before }: Thing, { api: after }: Partial<Thing>): string | undefined {
  const known = ((before as Api | undefined)?.oauth2PermissionScopes ?? []).map(({ id }) => id);
  const named = ((after as Api | undefined)?.preAuthorizedApplications ?? []).flatMap(
    ({ delegatedPermissionIds }) => delegatedPermissionIds,
  );
  return named.find((id) => !known.includes(id));
}

const refusal = (status: number, code: string, message: string): [number, unknown] => [
  status,
  { error: { code, message } },
];

/** `uniqueName='x'` and `appId='x'` are keys, too. */
function matches(thing: Thing, key: string): boolean {
  const [, field = 'id', value = key] = /^(\w+)='(.*)'$/.exec(key) ?? [];
  return thing[field] === value;
}
