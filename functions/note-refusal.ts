import type { InvocationContext } from '@azure/functions';
import type { Operation } from '../shared/api/operation.ts';
import type { Answer } from '../shared/api/problem.ts';
import { begin } from '../shared/app.ts';

/** Whoever is not let in, and every change that was asked for and not made. Looking for what is not there is neither. */
export const isRefusal = ({ method }: Operation, { status }: Answer): boolean =>
  status === 401 || status === 403 || (method !== 'GET' && status >= 400 && status < 500);

/** Writes a refusal into the log. Without the app there is no log of ours, and the platform has the request. */
export async function noteRefusal(
  { route, name }: Operation,
  answer: Answer,
  by: string | undefined,
  context: InvocationContext,
): Promise<void> {
  const run = await begin(context).catch(() => undefined);
  run?.refusals.note({ route: `${name} ${route}`, status: answer.status, because: reasonOf(answer), by }, run.journal);
}

/**
 * A title is ours; a detail may repeat what the caller wrote, save where it is about the token. A page of ours repeats it
 * too: it is the form once more, with what is to be mended.
 */
function reasonOf({ status, headers, body }: Answer): string {
  if (headers['content-type'] !== 'application/problem+json')
    return 'The form is shown again with what is to be mended';
  const { title, detail } = JSON.parse(body) as { readonly title: string; readonly detail: string };
  return status === 401 ? detail : title;
}
