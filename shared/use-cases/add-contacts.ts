import type { AuthenticationMethods, ContactAnswer, ContactReading } from '../ports/authentication-methods.ts';
import { decideContacts, isSameDetail, methodsIn, type ContactMethod } from '../prepopulation/contact-details.ts';
import { additionId, type Candidate, type MethodOutcome, type RowOutcome } from './prepopulation-rows.ts';

export interface AddPorts {
  readonly authenticationMethods: AuthenticationMethods;
  /** Whether the answer is to be given now, whoever is left: by real time, however fast the campaign's clock runs. */
  readonly isOvertime: () => boolean;
}

export interface AddedContacts {
  readonly rows: readonly RowOutcome[];
  /** When Graph asked to wait. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Adds what was planned and is still missing, one person after the other. What is there is looked up before anything is
 * added, and again after an answer that was no yes: nothing is overwritten, and nothing is taken for added unseen.
 */
export async function addContacts(
  candidates: readonly Candidate[],
  planned: ReadonlySet<string>,
  ports: AddPorts,
): Promise<AddedContacts> {
  const run = new ContactRun(planned, ports.authenticationMethods);
  const rows: RowOutcome[] = [];
  for (const candidate of candidates) {
    if (ports.isOvertime()) run.stop('notReached');
    const { row, userId, refused } = candidate;
    rows.push({ kind: 'methods', row, userId, methods: { ...(await run.addTo(candidate)), ...refused } });
  }
  return { rows, retryAfterSeconds: run.retryAfterSeconds };
}

type Outcomes = Partial<Record<ContactMethod, MethodOutcome>>;

class ContactRun {
  readonly #planned: ReadonlySet<string>;
  readonly #methods: AuthenticationMethods;
  #stopped: 'notReached' | 'notPermitted' | undefined;
  retryAfterSeconds: number | undefined;

  constructor(planned: ReadonlySet<string>, methods: AuthenticationMethods) {
    this.#planned = planned;
    this.#methods = methods;
  }

  /** Nobody else is reached; the others answer with this. */
  stop(because: 'notReached' | 'notPermitted'): void {
    this.#stopped ??= because;
  }

  async addTo({ userId, wanted }: Candidate): Promise<Outcomes> {
    const methods = methodsIn(wanted);
    if (this.#stopped) return allOf(methods, this.#stopped);
    const reading = await this.#methods.read(userId, methods);
    if (reading.kind !== 'read') return allOf(methods, this.#withoutReading(reading));
    const decisions = decideContacts(wanted, reading.details);
    const outcomes: Outcomes = {};
    for (const method of methods) {
      const decision = decisions[method]!;
      const mayAdd = decision === 'add' && this.#planned.has(additionId(userId, method));
      if (decision !== 'add') outcomes[method] = decision;
      else if (!mayAdd) outcomes[method] = 'notPlanned';
      else if (method === 'alternateMobilePhone' && isMissing(outcomes.mobilePhone)) outcomes[method] = 'notReached';
      else outcomes[method] = await this.#add(userId, method, wanted[method]!);
    }
    return outcomes;
  }

  #withoutReading(reading: Exclude<ContactReading, { kind: 'read' }>): MethodOutcome {
    if (reading.kind === 'noSuchUser') return 'rejected';
    return reading.kind === 'unreadable' ? 'notReached' : this.#halt(reading);
  }

  async #add(userId: string, method: ContactMethod, value: string): Promise<MethodOutcome> {
    if (this.#stopped) return this.#stopped;
    const answer = await this.#methods.add(userId, method, value);
    if (answer.kind === 'added') return 'added';
    if (answer.kind === 'throttled' || answer.kind === 'refused') return this.#halt(answer);
    return this.#look(answer, userId, method, value);
  }

  async #look(
    answer: Extract<ContactAnswer, { kind: 'rejected' | 'unknown' }>,
    userId: string,
    method: ContactMethod,
    value: string,
  ): Promise<MethodOutcome> {
    const reading = await this.#methods.read(userId, [method]);
    const there = reading.kind === 'read' ? reading.details[method] : undefined;
    if (there === undefined) return answer.kind;
    if (!isSameDetail(method, there, value)) return 'otherThere';
    return answer.kind === 'unknown' ? 'added' : 'sameThere';
  }

  #halt(failure: Extract<ContactAnswer, { kind: 'throttled' | 'refused' }>): MethodOutcome {
    if (failure.kind === 'throttled') this.retryAfterSeconds = failure.retryAfterSeconds;
    this.stop(failure.kind === 'throttled' ? 'notReached' : 'notPermitted');
    return this.#stopped!;
  }
}

const allOf = (methods: readonly ContactMethod[], outcome: MethodOutcome): Outcomes =>
  Object.fromEntries(methods.map((method) => [method, outcome]));

/** An alternate is taken beside a mobile phone only. */
const isMissing = (mobilePhone: MethodOutcome | undefined): boolean =>
  mobilePhone !== undefined && mobilePhone !== 'added' && mobilePhone !== 'sameThere' && mobilePhone !== 'otherThere';
