import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { jsonAnswer } from '../shared/api/problem.ts';
import { begin } from '../shared/app.ts';
import { checkHealth } from '../shared/use-cases/check-health.ts';
import { logFailure } from './log-failure.ts';

/** Whether the app is up and what is degraded; open to anyone, so it tells nothing about the tenant. */
export async function onHealth(_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const health = await checkHealth(async () =>
    begin(context).catch((error: unknown) => {
      logFailure(error, context);
      throw error;
    }),
  );
  return jsonAnswer(health.status === 'down' ? 503 : 200, health);
}
