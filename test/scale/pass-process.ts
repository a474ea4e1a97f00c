import { randomUUID } from 'node:crypto';
import { connectGraph } from '../../shared/adapters/graph/graph-connection.ts';
import { createGraphDirectory } from '../../shared/adapters/graph/graph-directory.ts';
import { createGraphRegistrationReport } from '../../shared/adapters/graph/graph-registration-report.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { connectTables, ensureTables } from '../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../shared/adapters/tables/table-stores.ts';
import { JoinTableCache } from '../../shared/use-cases/join-table-cache.ts';
import { refreshPage } from '../../shared/use-cases/refresh-page.ts';
import { pick, startPass } from '../../shared/use-cases/start-pass.ts';
import { aDocument } from '../builders/documents.ts';
import { someRules } from '../builders/policies.ts';
import { fakePorts } from '../fakes/ports.ts';

/**
 * A process that reads a pass to its end, or goes on with the one that another process left:
 * `node test/scale/pass-process.ts GRAPH_ORIGIN STORAGE_CONNECTION TABLE_PREFIX`
 */
const [endpoint = '', connectionString = '', prefix = ''] = process.argv.slice(2);
const tables = connectTables({ kind: 'connectionString', connectionString }, { prefix });
await ensureTables(tables);
const stores = createTableStores(tables, randomUUID);
const connection = connectGraph({ endpoint, getToken: async () => 'local', clock: systemClock });
const ports = {
  ...fakePorts(),
  ...stores,
  clock: systemClock,
  directory: createGraphDirectory(connection, { includeSignInActivity: false }),
  report: createGraphRegistrationReport(connection),
  tables: new JoinTableCache({ ...fakePorts(), ...stores }),
};

if ((await stores.passes.readCurrent()) === undefined) await startPass(aDocument(), systemClock.now(), ports);
for (;;) {
  const { pass } = (await stores.passes.readCurrent())!;
  if (pass.state !== 'reading') break;
  await refreshPage(pick(pass), { rules: someRules(), enrolNewJoiners: false }, ports);
}
