import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { problemAnswer, type Answer } from '../shared/admin/problem.ts';
import { bearerToken, forbidden, mayAct, unauthorised, type Role } from '../shared/admin/roles.ts';
import { begin, type Invocation } from '../shared/app.ts';

export type AdminHandler = (
  request: HttpRequest,
  run: Invocation,
  caller: { readonly objectId: string },
) => Promise<Answer>;

/**
 * A route of the admin API: nothing of it runs before the token is verified in our own code and carries the role. What the
 * platform says about the caller in headers is not believed, since any client can send them.
 */
export function adminRoute(needed: Role, handler: AdminHandler): HttpHandler {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const run = await begin(context);
    const token = bearerToken(request.headers.get('authorization'));
    if (token === undefined) return problemAnswer(unauthorised('The request carries no bearer token'));
    const verdict = await run.accessTokens.verify(token, run.clock.now());
    if (!verdict.valid) return problemAnswer(unauthorised(verdict.because));
    if (!mayAct(verdict.principal.roles, needed)) return problemAnswer(forbidden(needed));
    return handler(request, run, verdict.principal);
  };
}
