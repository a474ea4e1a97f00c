import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 15_000;
const RETRY_AFTER_MS = 50;

/**
 * Makes this process the only one that uses a folder, until it ends. Waits for a predecessor that is still writing its
 * data; throws when it does not end within 15 seconds.
 *
 * The lock is a listening socket, named in a file: the system closes it with its process, however that dies, and the
 * token tells a stranger on the same port from the owner. A process id would be reused.
 */
export async function lockFolder(folder: string): Promise<void> {
  const file = path.join(folder, 'in-use-by');
  const token = randomUUID();
  const server = createServer((socket) => socket.on('error', () => undefined).end(token)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const owner = `${(server.address() as AddressInfo).port} ${token}`;

  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await claim(file, owner))) {
    if (Date.now() > giveUpAt) throw new Error(`the folder ${folder} is in use by another process`);
    if (!(await ownerLives(file))) await rm(file, { force: true });
    else await sleep(RETRY_AFTER_MS);
  }
}

async function claim(file: string, owner: string): Promise<boolean> {
  try {
    await writeFile(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function ownerLives(file: string): Promise<boolean> {
  const [port, token] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  return token !== undefined && (await greeting(Number(port))) === token;
}

function greeting(port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('error', () => undefined).once('close', () => resolve(heard));
  });
}
