import { isMadeElsewhere } from '../delivery/mail-from.ts';
import { moveTo } from '../delivery/message.ts';
import { reconcile, reconcileElsewhere, type Reconciliation } from '../delivery/reconciliation.ts';
import type { EntryNotice } from '../campaign/entry-notice.ts';
import type { Journal } from '../ports/journal.ts';
import type { Mailer } from '../ports/mailer.ts';
import { changeNotice, type ReadNotice } from './change-notice.ts';
import type { Run, WritePlanPorts } from './write-plan.ts';

export interface SettleEntryPorts extends WritePlanPorts {
  readonly mailer: Pick<Mailer, 'ask'>;
  readonly journal: Pick<Journal, 'warn'>;
}

/**
 * Settles a claimed notice whose sender has not come back, by the rules of every mail: only the service with which it was
 * claimed is asked, two denials free it under the same id, and after 20 hours a person decides. Nothing is sent from here.
 */
export async function settleEntryClaim(read: ReadNotice, run: Run<SettleEntryPorts>): Promise<void> {
  const { notice } = read;
  const { now, ports } = run;
  const decision = isMadeElsewhere(notice.claim!, run.rules.mailFrom)
    ? reconcileElsewhere(notice.claim!, now)
    : reconcile(notice, await ports.mailer.ask(notice.messageId), now);
  const settled = settledBy(decision, notice, now);
  if (settled === undefined) return;
  await changeNotice(read, settled, run);
  if (settled.state === 'unknown' || settled.state === 'rejected')
    ports.journal.warn('entryNotTold', { messageId: notice.messageId });
}

function settledBy(decision: Reconciliation, notice: EntryNotice, now: Date): EntryNotice | undefined {
  switch (decision.kind) {
    case 'accepted': {
      const acceptedAt = notice.claim!.claimedAt;
      return { ...moveTo(notice, 'accepted', now, 'the service knows the id'), acceptedAt };
    }
    case 'dueAgain':
      return moveTo(notice, 'due', now, 'the service denied the id twice');
    case 'rejected':
    case 'unknown':
      return moveTo(notice, decision.kind, now, decision.because);
    case 'denied':
      return { ...notice, claim: { ...notice.claim!, deniedAt: now } };
    case 'wait':
      return undefined;
  }
}
