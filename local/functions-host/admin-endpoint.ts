import type { AppDefinition, FunctionDefinition } from './function-definition.ts';
import { jsonAnswer, type HttpAnswer } from './http-exchange.ts';
import type { RequestHandler } from './http-functions.ts';
import type { Invoker } from './invocation.ts';
import { queueInput, timerInput, type TriggerInput } from './trigger-input.ts';

type Given = { readonly input: TriggerInput } | { readonly refused: string };

/**
 * `POST /admin/functions/NAME` with `{"input": …}` runs a function now and answers 202 at once, whatever comes of it.
 *
 * https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
 */
export function adminEndpoint(app: AppDefinition, invoker: Invoker, now: () => Date): RequestHandler {
  return async ({ method, url, headers, body }) => {
    const [, name] = /^\/admin\/functions\/([^/]+)\/?$/i.exec(url.pathname) ?? [];
    if (name === undefined || method !== 'POST') return undefined;
    // A page in the developer's browser could reach loopback too; no page has business here.
    if (headers['origin'] !== undefined) return jsonAnswer(403, { error: 'not for web pages' });
    const definition = findFunction(app, name);
    if (!('trigger' in definition)) return definition;
    const given = readInput(definition, body.toString('utf8'), now());
    if ('refused' in given) return jsonAnswer(400, { error: given.refused });
    void invoker.invoke(definition, given.input);
    return { status: 202 };
  };
}

/** A function by its name, ignoring case; or a 404 that says which there are. */
function findFunction(app: AppDefinition, name: string): FunctionDefinition | HttpAnswer {
  const isNamed = (candidate: { name: string }) => candidate.name.toLowerCase() === name.toLowerCase();
  const found = app.functions.find(isNamed);
  if (found) return found;
  const reason = app.disabled.some(isNamed) ? `function "${name}" is disabled` : `there is no function "${name}"`;
  return jsonAnswer(404, { error: reason, functions: app.functions.map((definition) => definition.name) });
}

function readInput({ trigger }: FunctionDefinition, body: string, now: Date): Given {
  if (trigger.kind === 'http') return { refused: `it is called at its own route, ${trigger.route}` };
  const input = readInputProperty(body);
  if (input === MALFORMED) return { refused: 'the body must be a JSON object such as {"input": "…"}' };
  if (trigger.kind === 'timer') return { input: timerInput() };
  const text = typeof input === 'string' ? input : JSON.stringify(input ?? '');
  return { input: queueInput(trigger.queueName, text, {}, now) };
}

const MALFORMED = Symbol('malformed');

function readInputProperty(body: string): unknown {
  if (body.trim() === '') return undefined;
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return MALFORMED;
  return 'input' in parsed ? parsed.input : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return MALFORMED;
  }
}
