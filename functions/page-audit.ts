import { auditPage } from '../shared/api/page/audit-page.ts';
import type { Answer } from '../shared/api/problem.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import type { Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';

const entriesPerPage = 40;
/** Each is a request to storage. */
const mostNamed = 5;

export async function showAudit({ run, shell }: OpenPage, { after }: Query): Promise<Answer> {
  const page = await run.auditTrail.list(entriesPerPage, after === undefined ? undefined : after.slice(0, 100));
  const callers = [...new Set(page.entries.map(({ by }) => by))].filter((by) => isObjectId(by)).slice(0, mostNamed);
  const known = await Promise.all(callers.map((by) => run.recipients.readJourney(by)));
  const names = known.flatMap(({ userId, facts }) =>
    facts ? [[userId, facts.user.displayName ?? userId] as const] : [],
  );
  return auditPage(shell, { ...page, names: new Map(names) });
}
