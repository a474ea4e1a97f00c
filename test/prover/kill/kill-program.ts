import { runUnderKills, type KillRun } from './kill-run.ts';
import type { KillRunOptions } from './kill-run-options.ts';

/** What the program reports to the process that started it. */
export type KillNews = { readonly progress: string } | { readonly result: KillRun };

/** One run under kills, in a process of its own: the services that outlive the hosts must never be slow to answer. */
const options = JSON.parse(process.argv[2]!) as KillRunOptions;
const tell = (news: KillNews, told: () => void = () => undefined) => process.send!(news, undefined, undefined, told);
process.once('disconnect', () => process.exit(1));
const result = await runUnderKills(options, (progress) => tell({ progress }));
tell({ result }, () => process.exit(0));
