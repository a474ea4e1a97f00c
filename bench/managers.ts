import { connectGraph } from '../shared/adapters/graph/graph-connection.ts';
import { createGraphDirectory } from '../shared/adapters/graph/graph-directory.ts';
import { systemClock } from '../shared/adapters/system/system-clock.ts';
import { startSimulation } from '../local/simulation/simulation.ts';

/** What it costs a pass to read each one's manager too: `node bench/managers.ts`, 20,000 users. Graph may make pages shorter. */
const simulation = await startSimulation({ users: 20_000, seed: 1, port: 0, startsAt: new Date() });
const connection = connectGraph({
  endpoint: simulation.origin,
  getToken: async () => 'local',
  clock: systemClock,
});

async function readAll(managers: boolean) {
  const cost = { requests: 0, bytes: 0, known: 0 };
  const get = async (path: string) => {
    const answer = await connection.get(path);
    cost.requests++;
    cost.bytes += JSON.stringify(answer.body).length;
    return answer;
  };
  const directory = createGraphDirectory({ ...connection, get }, { includeSignInActivity: false });
  let next: string | undefined;
  do {
    const page = await directory.readUsers(next, { managers });
    if ('throttled' in page) throw new Error('The simulation throttles');
    cost.known += page.items.filter(({ managerId }) => managerId !== undefined).length;
    next = page.next;
  } while (next !== undefined);
  return cost;
}

const plain = await readAll(false);
const expanded = await readAll(true);
console.log(`without managers: ${plain.requests} requests, ${plain.bytes} bytes`);
console.log(
  `with managers:    ${expanded.requests} requests, ${(expanded.bytes / plain.bytes).toFixed(3)} times the bytes; ${expanded.known} are known`,
);
await simulation.close();
