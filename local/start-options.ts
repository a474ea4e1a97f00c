import { parseArgs } from 'node:util';

/** What `npm start -- …` takes. */
export interface StartOptions {
  readonly users: number;
  readonly seed: number;
  /** Simulated seconds in a real one; Infinity for as fast as the machine allows. */
  readonly speed: number;
  /** Ends when the campaign has run out, with 0 when all went well. */
  readonly once: boolean;
  readonly port: number;
  readonly mailboxPort: number;
  /** Keeps everything for a later start; a temporary folder otherwise. */
  readonly dataFolder: string | undefined;
}

export const usage = `npm start -- [options]
  --users N      people in the simulated organisation (300)
  --seed N       the same seed gives the same campaign (1)
  --speed N      simulated seconds in a real one, or "max" (20000: six weeks in some minutes; max with --once)
  --once         end when the campaign has run out: 0 when nobody was mailed twice and nobody was lost
  --port N       where the functions answer (7071)
  --mailbox N    where the mailboxes are (7072)
  --data FOLDER  keep everything there and go on from it next time
  --help         this`;

const twoMinutesForFourWeeks = 20_000;

export type OptionsReading =
  | { readonly valid: 'help' }
  | { readonly valid: true; readonly options: StartOptions }
  | { readonly valid: false; readonly faults: readonly string[] };

/** Reads the command line; every fault is named at once. */
export function readStartOptions(args: readonly string[]): OptionsReading {
  const faults: string[] = [];
  const values = parse(args, faults);
  if (values.help) return { valid: 'help' };
  const whole = (
    name: 'users' | 'seed' | 'port' | 'mailbox',
    byDefault: number,
    least: number,
    most: number,
  ): number => {
    const number = values[name] === undefined ? byDefault : Number(values[name]);
    if (!Number.isInteger(number) || number < least || number > most) {
      faults.push(`--${name} takes a whole number from ${least} to ${most}, not "${values[name]}"`);
    }
    return number;
  };
  const once = values.once ?? false;
  const options: StartOptions = {
    users: whole('users', 300, 1, 1_000_000),
    seed: whole('seed', 1, 0, 2 ** 31),
    speed: readSpeed(values.speed, once, faults),
    once,
    port: whole('port', 7071, 0, 65_535),
    mailboxPort: whole('mailbox', 7072, 0, 65_535),
    dataFolder: values.data,
  };
  return faults.length > 0 ? { valid: false, faults } : { valid: true, options };
}

function parse(args: readonly string[], faults: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    users: text,
    seed: text,
    speed: text,
    port: text,
    mailbox: text,
    data: text,
    once: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    faults.push((error as Error).message);
    return {};
  }
}

function readSpeed(given: string | undefined, once: boolean, faults: string[]): number {
  if (given === undefined) return once ? Infinity : twoMinutesForFourWeeks;
  const speed = given === 'max' ? Infinity : Number(given);
  if (!(speed >= 1)) faults.push(`--speed takes a number from 1 on, or "max", not "${given}"`);
  return speed;
}
