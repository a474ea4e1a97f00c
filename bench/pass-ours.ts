import type { ReportQuota } from '../shared/ports/report-quota.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectGraph } from '../shared/adapters/graph/graph-connection.ts';
import { createGraphDirectory } from '../shared/adapters/graph/graph-directory.ts';
import { createGraphRegistrationReport } from '../shared/adapters/graph/graph-registration-report.ts';
import { paceReport } from '../shared/adapters/graph/paced-reports.ts';
import { connectTables, ensureTables } from '../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../shared/adapters/tables/table-stores.ts';
import { systemClock } from '../shared/adapters/system/system-clock.ts';
import { JoinTableCache } from '../shared/use-cases/join-table-cache.ts';
import { refreshPage } from '../shared/use-cases/refresh-page.ts';
import { startPass } from '../shared/use-cases/start-pass.ts';
import { aDocument } from '../test/builders/documents.ts';
import { someRules } from '../test/builders/policies.ts';
import { leanPorts } from './lean-state.ts';
import { report } from './processes.ts';

/** A whole pass: `node bench/pass-ours.ts GRAPH_ORIGIN [STORAGE_CONNECTION [PACED [PASSES]]]`; without storage in memory. */
const [endpoint = '', storage = '', paced = '', passes = '1'] = process.argv.slice(2);

const connection = connectGraph({ endpoint, getToken: async () => 'local', clock: systemClock });
const lean = leanPorts();
let transactions = 0;
const ports = { ...lean, clock: systemClock, ...(await connectState()), ...connectGraphPorts() };

async function connectState() {
  if (storage === '') return {};
  const count = { position: 'perRetry' as const, policy: { name: 'count', sendRequest: countRequest } };
  const tables = connectTables(
    { kind: 'connectionString', connectionString: storage },
    { additionalPolicies: [count] },
  );
  await ensureTables(tables);
  transactions = 0;
  return createTableStores(tables);
}

function countRequest<Request, Answer>(request: Request, next: (request: Request) => Promise<Answer>): Promise<Answer> {
  transactions += 1;
  return next(request);
}

function connectGraphPorts() {
  const directory = createGraphDirectory(connection, { includeSignInActivity: false });
  const plain = createGraphRegistrationReport(connection);
  return { directory, report: plain };
}

await report(async () => {
  const quota = 'reportQuota' in ports ? (ports.reportQuota as ReportQuota) : undefined;
  const pacing = { clock: systemClock, pause: sleep, longestPauseMs: 15_000 };
  const inTurn = paced && quota ? paceReport(ports.report, { ...pacing, quota }) : ports.report;
  const startedAt = performance.now();
  let reportMs = 0;
  const timed = {
    readRows: async (next: string | undefined) => {
      const page = await inTurn.readRows(next);
      reportMs = performance.now() - startedAt;
      return page;
    },
  };
  const run = { ...ports, report: timed, tables: new JoinTableCache(ports) };
  let outcome = '';
  for (let pass = 0; pass < Number(passes); pass++) {
    await startPass(aDocument(), new Date(), run);
    do {
      for (const { request, delaySeconds } of ports.pageQueue.takeAll()) {
        await sleep(delaySeconds * 1_000);
        outcome = await refreshPage(request, { rules: someRules(), enrolNewJoiners: false }, run);
      }
    } while (ports.pageQueue.requests.length > 0);
    if (outcome !== 'complete') throw new Error(`The pass ended as ${outcome}`);
  }
  const { counts } = (await ports.passes.readCurrent())!.pass;
  return { ...counts, transactions, reportMs };
});
