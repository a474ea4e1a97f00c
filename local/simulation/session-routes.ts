import { passOn } from '../pass-on.ts';
import { escapeHtml } from './html.ts';
import { type Answer, type Route, type SimulationRequest, text } from './http.ts';

/** Who may be signed in. `runOut`: an operator whose sign-in has run out. */
export const signIns = ['operator', 'reader', 'support', 'stranger', 'runOut'] as const;
export type SignIn = (typeof signIns)[number];

export interface Session {
  /** Where the functions answer, once they do. */
  readonly appUrl: () => string | undefined;
  /** What somebody is called. */
  readonly nameOf: (signIn: SignIn) => string;
  readonly token: (signIn: SignIn) => Promise<string>;
}

/** No path that is read is deeper; the page is the only one that takes forms. */
const PATHS = ['/api/{a}', '/api/{a}/{b}', '/api/{a}/{b}/{c}', '/api/{a}/{b}/{c}/{d}'];
const FORM_PATHS = ['{a}', '{a}/{b}', '{a}/{b}/{c}', '{a}/{b}/{c}/{d}'].map((path) => `/api/dashboard/${path}`);

const local = (name: string, answer: Route['answer']): Route => ({ name, area: 'local', answer });

/**
 * Stands in front of the functions as App Service authentication does: asks who somebody is, keeps that in a cookie, and
 * hands their token on in a header, which is verified like any other
 * (learn.microsoft.com/azure/app-service/configure-authentication-oauth-tokens).
 */
export function sessionRoutes(session: Session): Route[] {
  return [
    local('GET /.auth/login/aad', (request) => askWho(session, request)),
    local('POST /.auth/login/aad', signIn),
    local('GET /.auth/logout', () => leadTo('/.auth/login/aad', cookie('', 0))),
    ...PATHS.map((path) => local(`GET ${path}`, (request) => hand(session, request))),
    ...FORM_PATHS.map((path) => local(`POST ${path}`, (request) => hand(session, request))),
  ];
}

const cookieName = 'signedInAs';

const cookie = (value: string, seconds: number) => ({
  'set-cookie': `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}`,
});

const leadTo = (path: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 303,
  headers: { location: path, 'cache-control': 'no-store', ...headers },
});

const chosenIn = (value: string | undefined): SignIn | undefined => signIns.find((one) => one === value);

function signedIn({ headers }: SimulationRequest): SignIn | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return chosenIn(pairs.find(([name]) => name === cookieName)?.[1]);
}

/** Where somebody goes on, which is a page of the app and nothing else. */
const goOnAt = (path: string | null): string => (path && /^\/api\/[\w/?=&%.,-]*$/.test(path) ? path : '/api/dashboard');

function signIn({ body }: SimulationRequest): Answer {
  const form = new URLSearchParams(body);
  const chosen = chosenIn(form.get('as') ?? undefined);
  if (chosen === undefined) return text(400, 'Nobody of this name can sign in.\n');
  return leadTo(goOnAt(form.get('to')), cookie(chosen, 86_400));
}

const roleWords: Readonly<Record<SignIn, string>> = {
  operator: 'operator: may start, stop and correct',
  reader: 'reader: sees every page and list',
  support: 'help desk: finds one person and sees why a reset fails',
  stranger: 'without a role',
  runOut: 'operator, whose sign-in has run out',
};

function askWho({ nameOf }: Session, { url }: SimulationRequest): Answer {
  const to = goOnAt(url.searchParams.get('post_login_redirect_uri'));
  const buttons = signIns.map(
    (one) =>
      `<p><button type="submit" name="as" value="${one}">${escapeHtml(nameOf(one))}</button> ${escapeHtml(roleWords[one])}</p>`,
  );
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Who are you?</title><link rel="stylesheet" href="/mailbox/style.css"></head><body><main><h1>Who are you?</h1><p>In Azure, people sign in with their work account here. In this simulated organisation you choose.</p><form method="post" action="/.auth/login/aad"><input type="hidden" name="to" value="${escapeHtml(to)}">${buttons.join('')}</form><p><a href="/mailbox">The mailboxes of everybody</a></p></main></body></html>`;
  return text(200, page, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
    'cache-control': 'no-store',
  });
}

async function hand(session: Session, request: SimulationRequest): Promise<Answer> {
  const app = session.appUrl();
  if (app === undefined) return text(503, 'The functions have not started yet.\n');
  const { method, url, headers, body } = request;
  const who = signedIn(request);
  const added = who === undefined ? {} : { 'x-ms-token-aad-id-token': await session.token(who) };
  const answer = await passOn(app, { method, path: url.pathname + url.search, headers, body, session: added });
  return answer ?? text(502, `The functions do not answer at ${app}.\n`);
}
