import { type Answer, type Route, type SimulationRequest, text } from './http.ts';

export interface Session {
  /** Where the functions answer, once they do. */
  readonly appUrl: () => string | undefined;
  /** The token of the reader who is signed in. */
  readonly token: () => Promise<string>;
}

/** No path of the admin API is deeper. */
const PATHS = ['/api/{one}', '/api/{one}/{two}', '/api/{one}/{two}/{three}'];

/**
 * Stands in front of the functions as App Service authentication does, with somebody signed in: hands the token on in a
 * header, which is verified like any other and may only read
 * (learn.microsoft.com/azure/app-service/configure-authentication-oauth-tokens).
 */
export function sessionRoutes(session: Session): Route[] {
  return PATHS.map((path) => ({
    name: `GET ${path}`,
    area: 'local',
    answer: (request) => passOn(session, request),
  }));
}

async function passOn({ appUrl, token }: Session, { url }: SimulationRequest): Promise<Answer> {
  const app = appUrl();
  if (app === undefined) return text(503, 'The functions have not started yet.\n');
  const headers = { 'x-ms-token-aad-id-token': await token() };
  const answer = await fetch(new URL(url.pathname + url.search, app), { headers }).catch(() => undefined);
  if (answer === undefined) return text(502, `The functions do not answer at ${app}.\n`);
  return { status: answer.status, headers: headersOf(answer), body: await answer.text() };
}

/** What belongs to the connection to the functions stays there; the body is one piece here, and decoded. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length', 'date'];

const headersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OF_CONNECTION.includes(name)));
