import { mayAct } from '../shared/api/roles.ts';
import type { Invocation } from '../shared/app.ts';
import { recordLook } from '../shared/use-cases/audited.ts';
import type { Caller } from './admin-route.ts';

/** Whoever may only look at one person at a time leaves a row for each: nobody goes through the people one by one unseen. */
export async function noteLook(userId: string, { objectId, roles }: Caller, run: Invocation): Promise<void> {
  if (!mayAct(roles, 'reader')) await recordLook(objectId, userId, { now: run.clock.now(), ports: run });
}
