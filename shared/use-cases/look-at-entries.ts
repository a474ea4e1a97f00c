import { isLookOver, settleEntries, type EntryNotice, type EntryOutcomes } from '../campaign/entry-notice.ts';
import type { AuthenticationMethods } from '../ports/authentication-methods.ts';
import { maskedEntry } from '../registration/masked-entry.ts';
import { changeNotice, type ReadNotice } from './change-notice.ts';
import type { Run, WritePlanPorts } from './write-plan.ts';

export interface LookAtEntriesPorts extends WritePlanPorts {
  readonly authenticationMethods: Pick<AuthenticationMethods, 'read'>;
}

/**
 * Looks which of the methods stand that somebody was entering who has not come back. As long as that cannot be seen it is
 * looked again; after a day all are told.
 */
export async function lookAtEntries(read: ReadNotice, run: Run<LookAtEntriesPorts>): Promise<void> {
  const outcomes = await outcomesOf(read.notice, run);
  if (outcomes) await changeNotice(read, settleEntries(read.notice, outcomes, run.now), run);
}

async function outcomesOf(notice: EntryNotice, { now, ports }: Run<LookAtEntriesPorts>) {
  const methods = notice.entries.map(({ method }) => method);
  const all = (outcome: 'stands' | 'gone'): EntryOutcomes =>
    Object.fromEntries(methods.map((method) => [method, outcome]));
  const reading = await ports.authenticationMethods.read(notice.userId, methods);
  if (reading.kind === 'noSuchUser') return all('gone');
  if (reading.kind !== 'read') return isLookOver(notice, now) ? all('stands') : undefined;
  const standing = notice.entries.map(({ method, masked }) => {
    const there = reading.details[method];
    const isThere = there !== undefined && maskedEntry(method, there).masked === masked;
    return [method, isThere ? 'stands' : 'gone'] as const;
  });
  return Object.fromEntries(standing) as EntryOutcomes;
}
