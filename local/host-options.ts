import { parseArgs } from 'node:util';

/** What `npm run host -- …` takes. */
interface HostOptions {
  readonly port: number;
  /** Opens the page with the token of whoever is signed in to this machine. */
  readonly browse: boolean;
}

export const usage = `npm run host -- [options]
  --port N       where the functions answer (7071)
  --browse       the page, with your own token of az login
  --help         this`;

export type HostOptionsReading =
  | { readonly valid: 'help' }
  | { readonly valid: true; readonly options: HostOptions }
  | { readonly valid: false; readonly fault: string };

const highestPort = 65_535;

/** Reads the command line; `PORT` in the environment stands in for `--port`. */
export function readHostOptions(args: readonly string[], defaultPort: string | undefined): HostOptionsReading {
  const options = { port: { type: 'string' }, browse: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  try {
    const { help, browse = false, port = defaultPort ?? '7071' } = parseArgs({ args: [...args], options }).values;
    if (help) return { valid: 'help' };
    const number = Number(port);
    if (port.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= highestPort)
      return { valid: true, options: { port: number, browse } };
    return { valid: false, fault: `--port takes a whole number from 0 to ${highestPort}, not "${port}"` };
  } catch (error) {
    return { valid: false, fault: (error as Error).message };
  }
}
