import type { Need } from './needs.ts';

/** An answer over HTTP, whatever it says. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | undefined;
}

/** The mail service as its protocol has it: one request each, nothing retried, nothing hidden. */
export interface RawMail {
  readonly sender: string;
  readonly recipient: string;
  send(operationId: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  ask(operationId: string): Promise<Answer>;
  /** The same with a signature of a clock that is so far behind. */
  askWithClockBehind(operationId: string, behindMs: number): Promise<Answer>;
}

/** A copy of a mail, as it lies in a mailbox. */
export interface Copy {
  readonly internetMessageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the questions are asked. What was not given throws when it is used; a question names it among its needs. */
export interface LiveWorld {
  readonly isSimulation: boolean;
  readonly given: ReadonlySet<Need>;
  now(): Date;
  /** Lets time pass. False, at once, when it is more than one has patience for. */
  wait(ms: number): Promise<boolean>;
  /** A new id, as the product makes them: a UUID. */
  newId(): string;
  readonly mail: RawMail;
  /** Copies of the mail of this subject in the mailbox of the recipient. */
  copies(subject: string): Promise<readonly Copy[]>;
  graph(path: string, body?: object): Promise<Answer>;
  /** App roles of the token that Graph is asked with; undefined where it cannot be read. */
  graphRoles(): Promise<readonly string[] | undefined>;
  /** Asks the person to register a method now, and answers their object id. */
  askPersonToRegister(): Promise<string>;
  az(args: readonly string[]): Promise<string>;
  readonly region: string;
  /** The app, with the cookie of a browser that has signed in. */
  page(path: string): Promise<Answer>;
}

export const jsonOf = ({ text }: Answer): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Status and the service's own code; the message may repeat an address. */
export function statusOf(answer: Answer): string {
  const body = jsonOf(answer) as { error?: { code?: string } | null; status?: string } | undefined;
  return [answer.status, body?.error?.code ?? answer.header('x-ms-error-code') ?? body?.status]
    .filter((part) => part !== undefined)
    .join(' ');
}
