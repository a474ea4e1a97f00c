import { functionsWith, type AppDefinition } from './function-definition.ts';
import { fromRpcHttp, toRpcHttp, type HttpAnswer, type HttpRequest } from './http-exchange.ts';
import type { Invoker } from './invocation.ts';
import { compareRoutes } from './routes.ts';

/** Answers a request that is its own, undefined when it is not. */
export type RequestHandler = (request: HttpRequest) => Promise<HttpAnswer | undefined>;

/**
 * Answers the app's HTTP functions, the most specific route first. A route that is right with a method that is wrong is
 * not found, and a function that throws is a 500 without a body: both as in the real host. Function keys are not asked
 * for, as under Core Tools.
 */
export function httpFunctions(app: AppDefinition, invoker: Invoker): RequestHandler {
  const functions = functionsWith(app, 'http').toSorted((a, b) => compareRoutes(a.trigger.route, b.trigger.route));
  return async (request) => {
    for (const definition of functions) {
      const { match, methods } = definition.trigger;
      const parameters = match(request.url.pathname);
      if (parameters === undefined || (methods.length > 0 && !methods.includes(request.method))) continue;
      const result = await invoker.invoke(definition, { data: { http: toRpcHttp(request, parameters) }, metadata: {} });
      return result.succeeded ? fromRpcHttp(result.returnValue) : { status: 500 };
    }
    return undefined;
  };
}
