import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { callerToken } from '../shared/api/caller-token.ts';
import { metaOperations } from '../shared/api/meta-operations.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { begin, type Invocation } from '../shared/app.ts';
import { checkHealth, type Health } from '../shared/use-cases/check-health.ts';
import { adminRoute } from './admin-route.ts';
import { logFailure } from './log-failure.ts';

const look = (run: Invocation): Promise<Health> => run.health.read(() => checkHealth(async () => run));

const statusCodeOf = ({ status }: Health): number => (status === 'down' ? 503 : 200);

const details = adminRoute({ ...metaOperations.health, role: 'reader' }, async (_input, run) => {
  const health = await look(run);
  return jsonAnswer(statusCodeOf(health), health);
});

async function lookOrDown(context: InvocationContext): Promise<Health> {
  try {
    return await look(await begin(context));
  } catch (error) {
    logFailure(error, context);
    return checkHealth(() => Promise.reject(error));
  }
}

/**
 * Whether the app is up; open to anyone, so it tells nothing more and looks once in ten seconds. What is degraded is for
 * whoever shows the token of a reader.
 */
export async function onHealth(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const token = callerToken((name) => request.headers.get(name), 'GET');
  if (token !== undefined) return details(request, context);
  const health = await lookOrDown(context);
  return jsonAnswer(statusCodeOf(health), { status: health.status });
}
