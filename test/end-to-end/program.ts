import { spawn, type ChildProcess } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';

export const projectFolder = path.resolve(import.meta.dirname, '../..');

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program of the project, running as a process of its own. It is killed at the end of its scope. */
export interface Program extends AsyncDisposable {
  /** Everything it has printed so far, on both streams. */
  output(): string;
  readonly ended: Promise<Ending>;
  /** The first match in what it has printed or will print after `from`; throws when it ends before that. */
  whenPrinted(pattern: RegExp, from?: number): Promise<RegExpExecArray>;
  send(signal: NodeJS.Signals): void;
}

/** Starts a script with these settings and nothing else of this process's environment but where programs are found. */
export function startProgram(
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  { cwd = projectFolder, channel = false }: { readonly cwd?: string; readonly channel?: boolean } = {},
): Program {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', channel ? 'ipc' : 'ignore'],
  });
  let output = '';
  let ending: Ending | undefined;
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      tell();
    });
  const ended = endOf(child);
  void ended.then((how) => {
    ending = how;
    tell();
  });
  return {
    output: () => output,
    ended,
    whenPrinted: (pattern, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output.slice(from));
          if (match === null && ending === undefined) return;
          listeners.delete(look);
          if (match) resolve(match);
          else
            reject(new Error(`${script} ended (${JSON.stringify(ending)}) before it printed ${pattern}:\n${output}`));
        };
        listeners.add(look);
        look();
      }),
    send: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What a program printed that ended with 0; throws when it ended otherwise. */
export async function outputOf(program: Program): Promise<string> {
  const ending = await program.ended;
  if (ending.code !== 0) throw new Error(`The program ended with ${JSON.stringify(ending)}:\n${program.output()}`);
  return program.output();
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}

function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Fewer runs of each timer than in `npm start`, and at the same instants, so that four weeks pass in seconds. */
export const sparseSchedules = {
  WATCH_SCHEDULE: '0 0 */6 * * *',
  PLAN_SCHEDULE: '0 0 6,12 * * *',
  RELEASE_SCHEDULE: '0 0 7-16/3 * * *',
  RECONCILE_SCHEDULE: '0 0 */6 * * *',
  FORGET_SCHEDULE: '0 30 4 * * *',
};

/** A port on which nothing listens at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
