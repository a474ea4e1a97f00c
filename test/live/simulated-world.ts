import { randomUUID } from 'node:crypto';
import type { Dedupe } from '../../local/simulation/acs-routes.ts';
import { startSimulation } from '../../local/simulation/simulation.ts';
import { simulatedMail } from '../../local/simulation-settings.ts';
import { jsonOf, type LiveWorld } from './live-world.ts';
import { connectGraphOf, connectMail, findCopies } from './services.ts';

const startsAt = new Date('2026-11-02T09:00:00Z');
const day = 86_400_000;

/** The questions are asked of simulated services over HTTP, on a clock that needs no patience. What is answered is ours. */
export async function startSimulatedWorld(dedupe: Dedupe = 'never'): Promise<LiveWorld & AsyncDisposable> {
  const simulation = await startSimulation({ users: 120, seed: 7, port: 0, startsAt, dedupe });
  // Something is in the log and the report by then.
  await simulation.advanceTo(new Date(startsAt.getTime() + 7 * day));
  const graph = connectGraphOf(simulation.origin, async () => 'local');
  const person = await somebody(graph);
  const connection = { kind: 'connectionString', connectionString: simulatedMail(simulation.origin) } as const;
  const addresses = { sender: 'sspr@mail.contoso.com', recipient: person.mail };
  return {
    isSimulation: true,
    given: new Set(['mail', 'mailbox', 'accessKey', 'flood', 'graph', 'person'] as const),
    now: () => simulation.now(),
    async wait(ms) {
      await simulation.advanceTo(new Date(simulation.now().getTime() + ms));
      return true;
    },
    newId: () => randomUUID(),
    mail: connectMail(connection, addresses, () => simulation.now()),
    copies: (subject) => findCopies(graph, person.mail, subject),
    graph,
    graphRoles: async () => undefined,
    async askPersonToRegister() {
      await fetch(`${simulation.origin}/simulation/people/${person.id}/registerPhone`, { method: 'POST' });
      return person.id;
    },
    az: () => Promise.reject(new Error('There is no Azure CLI in the simulation')),
    region: 'westeurope',
    page: () => Promise.reject(new Error('There is no page in front of the simulation')),
    [Symbol.asyncDispose]: () => simulation.close(),
  };
}

/** A member of the simulated tenant whose address is a mailbox. */
async function somebody(graph: LiveWorld['graph']): Promise<{ readonly id: string; readonly mail: string }> {
  const answer = await graph('/users?$select=id,mail,accountEnabled,userType&$top=120');
  const { value } = jsonOf(answer) as {
    value: { id: string; mail: string | null; accountEnabled: boolean; userType: string | null }[];
  };
  const found = value.find(({ mail, accountEnabled, userType }) => mail && accountEnabled && userType === 'Member');
  if (!found?.mail) throw new Error('Nobody in the simulated tenant has a mailbox');
  return { id: found.id, mail: found.mail };
}
