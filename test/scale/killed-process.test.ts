import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { connectTables } from '../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../shared/adapters/tables/table-stores.ts';
import { personId, premiumPlan } from '../builders/people.ts';
import { startProgram, type Program } from '../end-to-end/program.ts';
import { Randomness } from '../prover/randomness.ts';
import { json, serve } from '../shared/adapters/local-server.ts';

const users = 600;
const pageSize = 20;
const pages = users / pageSize;
const kills = 8;

const reportRow = (n: number) => ({
  id: personId(n),
  isSsprEnabled: true,
  isSsprRegistered: n % 8 !== 0,
  isSsprCapable: n % 8 !== 0,
  isAdmin: false,
  methodsRegistered: n % 8 !== 0 ? ['mobilePhone'] : [],
});

const userRow = (n: number) => ({
  id: personId(n),
  userPrincipalName: `person-${n}@contoso.com`,
  displayName: `Person ${n}`,
  mail: `person-${n}@contoso.com`,
  otherMails: [],
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  assignedPlans: [{ capabilityStatus: 'Enabled', servicePlanId: premiumPlan }],
});

/** A Graph service that is told of each page it is asked for, before it answers. */
async function serveTenant(onPage: () => void) {
  let origin = '';
  const server = await serve((request, response) => {
    onPage();
    const url = new URL(request.url, origin);
    const from = Number(url.searchParams.get('$skiptoken') ?? 0);
    const row = url.pathname.endsWith('/users') ? userRow : reportRow;
    const value = Array.from({ length: pageSize }, (_, i) => row(from + i));
    const next = `${origin}${url.pathname}?$skiptoken=${from + pageSize}`;
    json(200, { value, ...(from + pageSize < users && { '@odata.nextLink': next }) })(request, response);
  });
  origin = server.origin;
  return server;
}

/** Half of the processes die while they wait for a page, the others while they work on one or write it down. */
function drawDeaths(seed: number): readonly { readonly page: number; readonly afterMs: number }[] {
  const random = new Randomness(seed);
  return Array.from({ length: kills }, (_, n) => ({
    page: random.between(1, Math.floor((2 * pages) / kills)),
    afterMs: n % 2 === 0 ? 0 : random.between(1, 60),
  }));
}

describe('a pass whose process is killed', { timeout: 120_000 }, () => {
  it('is gone on with by the next process, with at most one page read again, and finds everybody', async () => {
    const deaths = [...drawDeaths(20_261_123)];
    let running: Program | undefined;
    let pagesOfProcess = 0;
    await using graph = await serveTenant(() => {
      pagesOfProcess += 1;
      if (pagesOfProcess !== deaths[0]?.page) return;
      setTimeout(() => running?.send('SIGKILL'), deaths[0].afterMs);
    });
    const connectionString = inject('azuriteConnectionString');
    const prefix = `k${randomUUID().replaceAll('-', '').slice(0, 12)}`;

    let died = 0;
    for (let isDone = false; !isDone; deaths.shift()) {
      pagesOfProcess = 0;
      await using process = startProgram('test/scale/pass-process.ts', [graph.origin, connectionString, prefix]);
      running = process;
      const { code, signal } = await process.ended;
      expect([code, signal], process.output()).toEqual(signal ? [null, 'SIGKILL'] : [0, null]);
      if (signal) died += 1;
      isDone = signal === null;
    }

    expect(died).toBeGreaterThanOrEqual(kills - 2);
    expect(graph.requests.length).toBeGreaterThanOrEqual(2 * pages);
    expect(graph.requests.length).toBeLessThanOrEqual(2 * pages + died);
    const stores = createTableStores(connectTables({ kind: 'connectionString', connectionString }, { prefix }));
    const people = (await stores.recipients.readHeads(undefined, 2 * users)).journeys;
    expect(people.map(({ userId }) => userId)).toEqual(Array.from({ length: users }, (_, n) => personId(n)).toSorted());
    const registered = people.filter(({ facts }) => facts?.registration?.isSsprRegistered);
    expect(registered).toHaveLength(users - Math.ceil(users / 8));
    expect((await stores.passes.readLastComplete())?.counts).toMatchObject({ users, reportRows: users });
  });
});
