import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { jsonAnswer } from '../shared/api/problem.ts';
import { begin } from '../shared/app.ts';
import { checkHealth, type Health } from '../shared/use-cases/check-health.ts';
import { logFailure } from './log-failure.ts';

async function lookOrDown(context: InvocationContext): Promise<Health> {
  try {
    const run = await begin(context);
    return await run.health.read(() => checkHealth(async () => run));
  } catch (error) {
    logFailure(error, context);
    return checkHealth(() => Promise.reject(error));
  }
}

/** Whether the app is up and what is degraded; open to anyone, so it tells nothing about the tenant and looks once in ten seconds. */
export async function onHealth(_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const health = await lookOrDown(context);
  return jsonAnswer(health.status === 'down' ? 503 : 200, health);
}
