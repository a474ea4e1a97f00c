import type { AuditEntry, AuditTrail } from '../ports/audit-trail.ts';
import type { PinnedBody, RecipientStore, StoredJourney } from '../ports/recipient-store.ts';
import type { Trace, Traces } from '../ports/traces.ts';
import type { ErasedPeople } from './erased-people.ts';
import { tracesOf } from './erase-person.ts';

export interface ExportPorts {
  readonly recipients: Pick<RecipientStore, 'readJourney' | 'readBody'>;
  readonly auditTrail: Pick<AuditTrail, 'list'>;
  readonly erasedPeople: Pick<ErasedPeople, 'hashOf'>;
  readonly traces: Pick<Traces, 'find'>;
}

/** All that is kept of one person. */
export interface PersonExport {
  readonly journey: StoredJourney;
  /** Mails that are on their way, as they were written. */
  readonly bodies: readonly PinnedBody[];
  /** What was done to them through the API. */
  readonly audit: readonly AuditEntry[];
  /** Other rows in which nothing of them stands but the id. */
  readonly namedIn: readonly Trace[];
}

export async function exportPerson(userId: string, deploymentId: string, ports: ExportPorts): Promise<PersonExport> {
  const journey = await ports.recipients.readJourney(userId);
  const { messages, superseded = [], entryNotices = [] } = journey;
  const all = [...messages, ...superseded, ...entryNotices];
  const bodies = await Promise.all(all.map(({ messageId }) => ports.recipients.readBody(journey.userId, messageId)));
  return {
    journey,
    bodies: bodies.filter((body) => body !== undefined && body !== 'unreadable'),
    audit: await auditOf(userId, ports),
    namedIn: await ports.traces.find(tracesOf(journey, deploymentId)),
  };
}

const entriesPerPage = 500;

/** Rows of earlier versions have the object id where the hash stands today. */
async function auditOf(userId: string, { auditTrail, erasedPeople }: ExportPorts): Promise<readonly AuditEntry[]> {
  const about = [await erasedPeople.hashOf(userId), userId];
  const entries: AuditEntry[] = [];
  let next: string | undefined;
  do {
    const page = await auditTrail.list(entriesPerPage, next, about);
    entries.push(...page.entries);
    ({ next } = page);
  } while (next !== undefined);
  return entries;
}
