import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { KillNews } from './kill-program.ts';
import type { KillRun } from './kill-run.ts';
import type { KillRunOptions } from './kill-run-options.ts';

const program = fileURLToPath(new URL('./kill-program.ts', import.meta.url));

/** Runs the program in a process of its own, and answers what came of it. */
export function runKillProgram(options: KillRunOptions, onProgress: (text: string) => void): Promise<KillRun> {
  const child = fork(program, [JSON.stringify(options)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', (news: KillNews) => ('result' in news ? resolve(news.result) : onProgress(news.progress)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The run of ${options.sender} under kills ended with code ${code}`)));
  });
}
