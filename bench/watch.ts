import { connectGraph } from '../shared/adapters/graph/graph-connection.ts';
import { createGraphAuditLog } from '../shared/adapters/graph/graph-audit-log.ts';
import { systemClock } from '../shared/adapters/system/system-clock.ts';
import { watchRegistrations } from '../shared/use-cases/watch-registrations.ts';
import { someRules } from '../test/builders/policies.ts';
import { fakePorts } from '../test/fakes/ports.ts';
import { report } from './processes.ts';

/** One look at the audit log: `node bench/watch.ts GRAPH_ORIGIN` */
const [endpoint = ''] = process.argv.slice(2);
const connection = connectGraph({ endpoint, getToken: async () => 'local', clock: systemClock });
const ports = { ...fakePorts(new Date()), auditLog: createGraphAuditLog(connection) };
await report(async () => {
  const { requests, events } = await watchRegistrations(someRules(), new Date(), ports);
  return { requests, events };
});
