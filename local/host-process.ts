import { fork, type ChildProcess } from 'node:child_process';
import type { HostMessage } from './host-messages.ts';

export interface HostProcess {
  /** Undefined while it is being started again. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface HostProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly onMessage: (message: HostMessage) => void;
  /** It was killed, and is started again on the same storage. */
  readonly onRestart: (signal: string) => void;
  /** It ended by itself: there is nothing to wait for. */
  readonly onFailure: (code: number | null) => void;
}

/** Runs the host as a process of its own; one that is killed is started again on the same storage. */
export function startHostProcess(options: HostProcessOptions): HostProcess {
  let child: ChildProcess;
  let isStopping = false;
  const start = () => {
    child = fork(new URL('simulated-host.ts', import.meta.url), { env: { ...process.env, ...options.env } });
    child.on('message', (message) => options.onMessage(message as HostMessage));
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      if (signal === null) return options.onFailure(code);
      options.onRestart(signal);
      start();
    });
  };
  start();
  return {
    get pid() {
      return child.pid;
    },
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
