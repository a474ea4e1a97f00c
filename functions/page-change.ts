import type { z } from 'zod';
import { unreadablePage } from '../shared/api/page/unreadable-page.ts';
import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { readQuery, readText, takeBody } from '../shared/api/request-body.ts';
import type { Operation } from '../shared/api/operation.ts';
import { forbidden, mayAct } from '../shared/api/roles.ts';
import type { Invocation } from '../shared/app.ts';
import type { Caller, Input, Served } from './admin-route.ts';
import type { OpenPage, PageOpening } from './page-shell.ts';

/** A form as it was sent, by somebody who may send it. */
export interface Sent {
  readonly fields: Readonly<Record<string, string>>;
  /** The segments of the path that the form takes any of. */
  readonly given: readonly string[];
  readonly header: Input<unknown, unknown>['header'];
  readonly open: () => Promise<PageOpening>;
  readonly run: Invocation;
  readonly caller: Caller;
}

/** A page, or the path of the page that says what happened. */
export type Result = Answer | { readonly goTo: string };

interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly header?: Input<unknown, unknown>['header'];
}

/** What the operation answers: with its role, its schema, its audit trail. What it refuses is shown as it says it. */
export async function answerOf<Query extends z.ZodType, Body extends z.ZodType>(
  { run, caller, header }: Sent,
  { operation, handler }: Served<Query, Body>,
  { params, query, body, header: own }: Asked,
): Promise<Answer> {
  const { role } = operation;
  if (role !== undefined && !mayAct(caller.roles, role)) return problemAnswer(forbidden(role));
  const asked = operation.query && readQuery(query ?? {}, operation.query);
  if (asked && !asked.valid) return asked.answer;
  const read = operation.body && takeBody(body, operation.body);
  if (read && !read.valid) return read.answer;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- undefined where the operation has no such schema
  const input = { params, query: asked?.value, body: read?.value, header: own ?? header } as Input<
    z.output<Query>,
    z.output<Body>
  >;
  return handler(input, run, caller);
}

/** Does what the operation does, and leads to the page that says what happened. */
export async function change<Query extends z.ZodType, Body extends z.ZodType>(
  sent: Sent,
  by: Served<Query, Body>,
  { goTo, ...asked }: Asked & { readonly goTo: string },
): Promise<Result> {
  const answer = await answerOf(sent, by, asked);
  return answer.status < 400 ? { goTo } : answer;
}

export const reasonIn = ({ fields }: Sent): { readonly because?: string } => {
  const because = (fields['because'] ?? '').trim();
  return because === '' ? {} : { because };
};

/** The file of a form, held to what the operation takes. A browser does not say what it is; that it is UTF-8 is known. */
export const fileIn = ({ fields }: Sent, { longestBody }: Pick<Operation, 'longestBody'>) =>
  readText(fields['file'] ?? '', 'text/csv', longestBody);

/** The page behind a form, where there is a campaign to show. */
export async function withPage(sent: Sent, show: (page: OpenPage) => Promise<Result>): Promise<Result> {
  const page = await sent.open();
  return 'unreadable' in page ? unreadablePage(page.shell, page.unreadable.faults) : show(page);
}
