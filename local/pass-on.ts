import type { IncomingHttpHeaders } from 'node:http';
import { languageName } from '../shared/api/page/page-language.ts';

/** A request that somebody who has signed in makes, on its way to the app. */
export interface SignedInRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** What the platform adds for the session. */
  readonly session: Readonly<Record<string, string>>;
}

export interface PassedOn {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What belongs to a connection stays there. */
const ofConnection = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-encoding',
  'accept-encoding',
  'content-length',
  'date',
  'host',
];

/**
 * Hands a request on as App Service authentication does: what the platform itself says in headers cannot come from
 * outside, and a session's token is added. Undefined when the app does not answer.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
 */
export async function passOn(app: string, request: SignedInRequest): Promise<PassedOn | undefined> {
  const { method, path, body, session } = request;
  const own = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && isPassedOn(name) ? [[name, value] as const] : [],
  );
  const answer = await fetch(new URL(path, app), {
    method,
    headers: { ...Object.fromEntries(own), ...languageIn(request.headers.cookie), ...session },
    redirect: 'manual',
    ...(method !== 'GET' && { body }),
  }).catch(() => undefined);
  if (answer === undefined) return undefined;
  const headers = [...answer.headers].filter(([name]) => !ofConnection.includes(name));
  return { status: answer.status, headers: Object.fromEntries(headers), body: await answer.text() };
}

/** Of the cookies of this machine the app's own one is handed on: its other programs have theirs under the same name. */
function languageIn(cookies = ''): Readonly<Record<string, string>> {
  const own = cookies.split(';').find((one) => one.trim().startsWith(`${languageName}=`));
  return own === undefined ? {} : { cookie: own.trim() };
}

const isPassedOn = (name: string): boolean =>
  !ofConnection.includes(name) && !name.startsWith('x-ms-') && name !== 'cookie' && name !== 'authorization';
