import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { emulatorAccounts, emulatorConnectionString } from './development-storage.ts';

/** Options of Azurite; without a folder it keeps everything in memory. */
export type AzuriteOptions = {
  /** Faster ways to find rows and delete messages (azurite-shortcuts.ts), for watching a campaign; not for tests. */
  readonly withShortcuts?: boolean;
  readonly dataFolder?: string;
  readonly inMemory?: boolean;
  readonly queuePort?: number;
  readonly tablePort?: number;
  /** Accounts besides the emulator's own, so that several installations share a process and see nothing of each other. */
  readonly accounts?: readonly string[];
};

/** A running Azurite: queues and tables on loopback. */
export type Azurite = {
  readonly connectionString: string;
  /** The same for one of the further accounts. */
  connectionStringOf(account: string): string;
  /** Ends it after its data are written to the folder; may be called again. */
  stop(): Promise<void>;
};

/** What the child process is started with. */
export type AzuriteProcessArguments = {
  readonly withShortcuts: boolean;
  readonly dataFolder: string | undefined;
  readonly queuePort: number;
  readonly tablePort: number;
};

/** What the child process says once both services answer. */
export type AzuriteListening = { readonly queuePort: number; readonly tablePort: number };

const STOP_PATIENCE_MS = 10_000;

/**
 * Starts Azurite's queue and table services in a child process, on free ports unless told, and answers when both
 * listen. A start that fails throws with what Azurite printed. The child writes its data and ends on `stop()`, or when
 * this process has ended, for whatever reason.
 */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  const given = {
    withShortcuts: options.withShortcuts ?? false,
    dataFolder: options.inMemory ? undefined : options.dataFolder,
    queuePort: options.queuePort ?? 0,
    tablePort: options.tablePort ?? 0,
  };
  const child = forkAzurite(given, options.accounts ?? []);
  const ports = await whenListening(child);
  leaveUnattended(child);
  return {
    connectionString: emulatorConnectionString(ports),
    connectionStringOf: (account) => emulatorConnectionString(ports, account),
    stop: () => stop(child),
  };
}

/** In a process group of its own: Ctrl+C in a terminal must reach us first and Azurite last. */
function forkAzurite(given: AzuriteProcessArguments, accounts: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL('azurite-process.ts', import.meta.url));
  const { NODE_OPTIONS: _otherOptions, ...env } = process.env;
  return fork(script, [JSON.stringify(given)], {
    detached: true,
    execArgv: [],
    env: { ...env, AZURITE_ACCOUNTS: emulatorAccounts(accounts) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function whenListening(child: ChildProcess): Promise<AzuriteListening> {
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as AzuriteListening));
    child.once('error', (cause) => reject(new Error('Azurite could not be started', { cause })));
    child.once('close', (code) => reject(new Error(`Azurite ended at start (exit code ${code}): ${output.trim()}`)));
  });
}

/** A caller that forgets to stop it, or fails before, can still end. */
function leaveUnattended(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  (child.stderr as { unref?(): void } | null)?.unref?.();
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(impatience);
}
