import { startAzurite, type Azurite } from './azurite.ts';

/** Where an emulator's services are by convention, which is what `UseDevelopmentStorage=true` stands for. */
const conventionalPorts = { queuePort: 10_001, tablePort: 10_002 };
type EmulatorPorts = typeof conventionalPorts;

const patienceMs = 2_000;

export type Emulator =
  | { readonly kind: 'answers' }
  | { readonly kind: 'started'; readonly azurite: Azurite }
  /** Something stands in the way: says what, and what to do. */
  | { readonly kind: 'blocked'; readonly because: string };

/** Starts Azurite, with its data in the folder, unless one answers already. */
export async function ensureEmulator(dataFolder: string, ports: EmulatorPorts = conventionalPorts): Promise<Emulator> {
  const { queuePort, tablePort } = ports;
  const [queues, tables] = await Promise.all([lookAt(queuePort), lookAt(tablePort)]);
  if (queues === 'azurite' && tables === 'azurite') return { kind: 'answers' };
  if (queues === 'nobody' && tables === 'nobody')
    return { kind: 'started', azurite: await startAzurite({ ...ports, dataFolder }) };
  const [port] = queues === 'stranger' ? [queuePort] : [tablePort];
  if (queues === 'stranger' || tables === 'stranger')
    return blocked(`Port ${port} is taken by a program that is no Azurite. End that program`);
  const [there, missing] = queues === 'azurite' ? ['queues', 'tables'] : ['tables', 'queues'];
  return blocked(`An Azurite answers for ${there} and none for ${missing}. End it, and another is started here`);
}

const blocked = (what: string): Emulator => ({
  kind: 'blocked',
  because: `${what}, or set AzureWebJobsStorage to the connection string of a storage account.`,
});

/** Who answers there. Azurite names itself in each answer, also when it refuses. */
async function lookAt(port: number): Promise<'azurite' | 'stranger' | 'nobody'> {
  try {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(patienceMs) });
    return headers.get('server')?.startsWith('Azurite') ? 'azurite' : 'stranger';
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: unknown } };
    return cause?.code === 'ECONNREFUSED' ? 'nobody' : 'stranger';
  }
}
