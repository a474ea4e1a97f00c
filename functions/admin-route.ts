import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { z } from 'zod';
import { callerToken } from '../shared/api/caller-token.ts';
import type { Operation } from '../shared/api/operation.ts';
import { internalFault, othersStorage, problemAnswer, unavailable, type Answer } from '../shared/api/problem.ts';
import { isForm, isFromOwnPage } from '../shared/api/own-page.ts';
import { languageFor } from '../shared/api/page/page-language.ts';
import { problemPage } from '../shared/api/page/problem-page.ts';
import {
  longestBody,
  readBody,
  readForm,
  readQuery,
  readText,
  tooLarge,
  type BodyReading,
} from '../shared/api/request-body.ts';
import { forbidden, foreignForm, mayAct, unauthorised } from '../shared/api/roles.ts';
import { notAnObjectId } from '../shared/api/user-answer.ts';
import { documentUnreadable } from '../shared/api/campaign-answer.ts';
import { UnreadableDocument } from '../shared/config/unreadable-document.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import { isRefusal, noteRefusal } from './note-refusal.ts';
import { begin, type Invocation } from '../shared/app.ts';
import { logFailure } from './log-failure.ts';

export interface Caller {
  readonly objectId: string;
  /** What the person is called, where the token says so. */
  readonly name?: string | undefined;
  /** App roles that the token carries. */
  readonly roles: readonly string[];
  /** A person, not an app. */
  readonly isUser: boolean;
}

/** A request whose query and body have passed their schemas. */
export interface Input<Query, Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly header: (name: string) => string | null;
}

export type AdminHandler<Query, Body> = (input: Input<Query, Body>, run: Invocation, caller: Caller) => Promise<Answer>;

/** An operation with what answers it: the page makes its changes by the same handlers as the API. */
export interface Served<Query extends z.ZodType, Body extends z.ZodType> {
  readonly operation: Operation<Query, Body>;
  readonly handler: AdminHandler<z.output<Query>, z.output<Body>>;
}

export const served = <Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Query, Body>,
  handler: AdminHandler<z.output<Query>, z.output<Body>>,
): Served<Query, Body> => ({ operation, handler });

/**
 * What answers an operation: nothing of its handler runs before the token is verified in our own code and carries the
 * role, and the storage is known to be our own. What the platform says about the caller in headers is not believed, since
 * any client can send them.
 */
export function adminRoute<Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Query, Body>,
  handler: AdminHandler<z.output<Query>, z.output<Body>>,
): HttpHandler {
  return (request, context) => answer(operation, handler, request, context);
}

async function answer<Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Query, Body>,
  handler: AdminHandler<z.output<Query>, z.output<Body>>,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  try {
    const admitted = await admit(operation, request, context);
    const by = 'caller' in admitted ? admitted.caller.objectId : admitted.by;
    const given =
      'refusal' in admitted ? admitted.refusal : await answerAdmitted(operation, handler, request, admitted);
    if (isRefusal(operation, given)) await noteRefusal(operation, given, by, context);
    return asPage(given, request);
  } catch (error) {
    if (error instanceof UnreadableDocument)
      return asPage(problemAnswer(documentUnreadable(error.campaign.faults)), request);
    logFailure(error, context);
    return asPage(problemAnswer(internalFault(context.invocationId)), request);
  }
}

/** A problem for whoever looks at it in a browser is a page; for a program it is JSON. */
function asPage(given: Answer, request: HttpRequest): Answer {
  const isProblem = given.headers['content-type'] === 'application/problem+json';
  const isBrowser = /\btext\/html\b/.test(request.headers.get('accept') ?? '');
  if (!isProblem || !isBrowser) return given;
  const language = languageFor((name) => request.headers.get(name));
  return problemPage(given, new URL(request.url).pathname, language);
}

async function answerAdmitted<Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Query, Body>,
  handler: AdminHandler<z.output<Query>, z.output<Body>>,
  request: HttpRequest,
  { run, caller }: Admitted,
): Promise<Answer> {
  const input = await readInput(operation, request);
  return 'refusal' in input ? input.refusal : handler(input.input, run, caller);
}

interface Admitted {
  readonly run: Invocation;
  readonly caller: Caller;
}

interface Refused {
  readonly refusal: Answer;
  /** Of a caller whose token is good. */
  readonly by?: string;
}

async function admit(
  { name, role, method }: Operation,
  request: HttpRequest,
  context: InvocationContext,
): Promise<Admitted | Refused> {
  const header = (named: string) => request.headers.get(named);
  const isPage = name === 'changeByPage';
  const token = callerToken(header, isPage ? 'GET' : method);
  if (token === undefined) return refuse(problemAnswer(unauthorised('The request carries no bearer token')));
  const checked = await verify(token, context);
  if (checked === undefined) return refuse(problemAnswer(unavailable));
  const { run, verdict } = checked;
  if (!verdict.valid) return refuse(problemAnswer(unauthorised(verdict.because)));
  const isSession = header('authorization') === null;
  if (isPage && isSession && !(isFromOwnPage(header, request.url) && isForm(header)))
    return { refusal: problemAnswer(foreignForm), by: verdict.principal.objectId };
  if (!verdict.principal.isAccessToken && !isSession) return refuse(problemAnswer(unauthorised(noIdTokens)));
  if (role && !mayAct(verdict.principal.roles, role))
    return { refusal: problemAnswer(forbidden(role)), by: verdict.principal.objectId };
  // Health is what tells of it.
  const others = name === 'health' ? undefined : await run.ownStorage.refusal();
  if (others !== undefined) return refuse(problemAnswer(othersStorage(others)));
  return { run, caller: verdict.principal };
}

const noIdTokens = 'This is an ID token, which only says who has signed in: an access token for this API is needed';

/** Undefined when the app or the tenant's keys cannot be had: then nobody is let in, and the log says why. */
async function verify(token: string, context: InvocationContext) {
  try {
    const run = await begin(context);
    return { run, verdict: await run.accessTokens.verify(token, run.clock.now()) };
  } catch (error) {
    logFailure(error, context);
    return undefined;
  }
}

async function readInput<Query extends z.ZodType, Body extends z.ZodType>(
  operation: Operation<Query, Body>,
  request: HttpRequest,
): Promise<{ readonly input: Input<z.output<Query>, z.output<Body>> } | Refused> {
  const { route, query, body } = operation;
  const asked = query && readQuery(Object.fromEntries(request.query), query);
  if (asked && !asked.valid) return refuse(asked.answer);
  const sent = body && (await readSent(operation, body, request));
  if (sent && !sent.valid) return refuse(sent.answer);
  if (route.startsWith('users/{id}') && !isObjectId(request.params['id']?.toLowerCase() ?? ''))
    return refuse(problemAnswer(notAnObjectId));
  const header = (name: string) => request.headers.get(name);
  const read = { params: request.params, header, query: asked?.value, body: sent?.value };
  return { input: read as Input<z.output<Query>, z.output<Body>> };
}

async function readSent<Body extends z.ZodType>(
  { bodyType, bodyOptional = false, longestBody: longest = longestBody }: Operation,
  body: Body,
  request: HttpRequest,
): Promise<BodyReading<z.output<Body>>> {
  if (Number(request.headers.get('content-length')) > longest) return { valid: false, answer: tooLarge(longest) };
  const type = request.headers.get('content-type');
  if (bodyType === 'form') return readForm(new Uint8Array(await request.arrayBuffer()), type, body, longest);
  const text = await request.text();
  if (bodyType === 'text/csv') return readText(text, type, longest) as BodyReading<z.output<Body>>;
  return readBody(bodyOptional && text.trim() === '' ? '{}' : text, body);
}

const refuse = (refusal: Answer): Refused => ({ refusal });
