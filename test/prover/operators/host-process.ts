import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Standing } from '../../../local/host-messages.ts';
import type { HostNews, HostOrder } from './operators-host.ts';

const program = fileURLToPath(new URL('operators-host.ts', import.meta.url));

type NewsOf<Kind extends HostNews['kind']> = HostNews & { readonly kind: Kind };

/** The functions in a process of their own, which takes orders. */
export class OperatorsHost {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(
    settings: Readonly<Record<string, string>>,
    onLogged: (at: Date, line: string) => void,
  ): Promise<OperatorsHost> {
    const child = fork(program, [], {
      env: { ...process.env, ...settings },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (news: HostNews) => {
      if (news.kind === 'logged') onLogged(new Date(news.at), news.line);
    });
    const { url } = await newsOf(child, 'ready');
    return new OperatorsHost(child, url);
  }

  async runUntil(to: Date): Promise<void> {
    await this.#order({ kind: 'runUntil', to: to.toISOString() });
  }

  /** Runs a function now. */
  async run(name: string): Promise<void> {
    await this.#order({ kind: 'run', name });
  }

  async standing(): Promise<Standing> {
    return (await this.#order({ kind: 'standing' })).standing!;
  }

  /** Kills it, as Azure does now and then. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  async #order(order: HostOrder): Promise<NewsOf<'done'>> {
    const done = newsOf(this.#child, 'done');
    this.#child.send(order);
    return done;
  }
}

/** The next news of a kind. Throws when the process ends before. */
function newsOf<Kind extends HostNews['kind']>(child: ChildProcess, kind: Kind): Promise<NewsOf<Kind>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(new Error(`The host ended by itself with ${signal ?? `code ${code}`}`));
    child.once('exit', ended);
    child.on('message', function heard(news: HostNews) {
      if (news.kind !== kind) return;
      child.off('message', heard);
      child.off('exit', ended);
      resolve(news as NewsOf<Kind>);
    });
  });
}
