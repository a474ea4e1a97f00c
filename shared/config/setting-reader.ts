import type { z } from 'zod';

/** App settings as the host hands them over: names and texts. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface SettingFault {
  readonly setting: string;
  /** What is wrong and what to do. Never holds a setting's value: it may be a secret. */
  readonly message: string;
}

/** Names every fault of the app settings at once. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    const lines = faults.map(({ setting, message }) => `  ${setting} ${message}`);
    super(`The app settings have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/** What an example leaves to be filled in, as in `https://<resource>.communication.azure.com`. No value that counts has it. */
const placeholdersIn = (text: string): readonly string[] => text.match(/<[a-z][a-z0-9 _-]*>/gi) ?? [];

/** Reads settings one by one and collects what is wrong with them. An empty setting counts as missing. */
export class SettingReader {
  readonly faults: SettingFault[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  has(setting: string): boolean {
    return this.#text(setting) !== undefined;
  }

  /** Whether any setting of a connection in the `NAME__property` form is there. */
  hasSection(connection: string): boolean {
    return Object.keys(this.#env).some((name) => name.startsWith(`${connection}__`) && this.has(name));
  }

  /** The setting's value, or undefined; a value of the wrong form is a fault. */
  optional<Value>(setting: string, form: z.ZodType<Value, string>): Value | undefined {
    const text = this.#text(setting);
    if (text === undefined) return undefined;
    const left = placeholdersIn(text);
    if (left.length > 0) {
      this.fault(setting, `still has ${left.join(' and ')} in it, as the example does: put your own there`);
      return undefined;
    }
    const parsed = form.safeParse(text);
    if (parsed.success) return parsed.data;
    this.fault(setting, parsed.error.issues[0]!.message);
    return undefined;
  }

  /** The setting's value; its absence is a fault as well. */
  required<Value>(setting: string, form: z.ZodType<Value, string>, whatToDo: string): Value | undefined {
    if (!this.has(setting)) this.fault(setting, `is missing: ${whatToDo}`);
    return this.optional(setting, form);
  }

  fault(setting: string, message: string): void {
    this.faults.push({ setting, message });
  }

  #text(setting: string): string | undefined {
    return this.#env[setting]?.trim() || undefined;
  }
}
