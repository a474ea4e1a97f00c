export interface BenchOptions {
  readonly short: boolean;
  readonly json: boolean;
  /** Whose pass is measured. */
  readonly users: number;
  readonly rounds: number;
  /** Pages that are read under a real limit of 5 requests in 10 seconds. */
  readonly pacedPages: number;
  /** Rows written by each way: one by one, 32 in flight, ours. */
  readonly stateRows: readonly [number, number, number];
  readonly mails: number;
  /** Sent before those that are measured: a host runs for hours, and compiles its code in the first minutes. */
  readonly mailsBefore: number;
}

const full: BenchOptions = {
  short: false,
  json: false,
  users: 1_000_000,
  rounds: 5,
  pacedPages: 60,
  stateRows: [1_000, 4_000, 20_000],
  mails: 1_000,
  mailsBefore: 1_000,
};

/** In CI: counts are asserted, timings are only reported. */
const short: BenchOptions = {
  ...full,
  short: true,
  users: 10_000,
  rounds: 1,
  pacedPages: 11,
  stateRows: [200, 800, 4_000],
  mails: 60,
  mailsBefore: 200,
};

/** `--short`, `--json`, and `--users N` or `--rounds N` for a run between the two forms. */
export function readOptions(args: readonly string[]): BenchOptions {
  const numberAfter = (name: string): number | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : Number(args[at + 1]);
  };
  const form = args.includes('--short') ? short : full;
  return {
    ...form,
    json: args.includes('--json'),
    users: numberAfter('--users') ?? form.users,
    rounds: numberAfter('--rounds') ?? form.rounds,
  };
}
