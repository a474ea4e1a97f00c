import type { AdminRoles } from '../ports/admin-roles.ts';
import type { ContactAnswer, ContactFailure, ContactReading } from '../ports/authentication-methods.ts';
import {
  decideContacts,
  isSameDetail,
  methodsIn,
  type ContactDecisions,
  type ContactMethod,
} from '../prepopulation/contact-details.ts';
import {
  additionId,
  type Candidate,
  type MethodOutcome,
  type MethodOutcomes,
  type RowOutcome,
} from './prepopulation-rows.ts';
import type { EntryOutcomes } from '../campaign/entry-notice.ts';
import { maskedEntry } from '../registration/masked-entry.ts';
import { beginNotice, settleNotice, type NoteEntriesPorts } from './note-entries.ts';
import { takeOut, type TakeOutPorts } from './take-out-contacts.ts';

export interface AddPorts extends TakeOutPorts, NoteEntriesPorts {
  readonly adminRoles: Pick<AdminRoles, 'read'>;
  /** Whether the answer is to be given now, whoever is left: by real time, however fast the campaign's clock runs. */
  readonly isOvertime: () => boolean;
}

/** What may be added, and by which plan of which deployment. */
export interface PlannedAdditions {
  readonly planId: string;
  readonly deploymentId: string;
  /** The ids of the additions that were shown. */
  readonly ids: ReadonlySet<string>;
}

export interface AddedContacts {
  readonly rows: readonly RowOutcome[];
  /** When Graph asked to wait. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Adds what was planned and is still missing, one person after the other. What is there is looked up before anything is
 * added, and again after an answer that was no yes: nothing is overwritten, and nothing is taken for added unseen.
 *
 * Before each addition and after the last one it is asked whether the person is an admin: where that is not a plain no,
 * nothing is added, and what was added is taken out again.
 *
 * That they are to be told is written down before anything is added, and what of it stands afterwards: docs/decisions/0034.
 */
export async function addContacts(
  candidates: readonly Candidate[],
  planned: PlannedAdditions,
  ports: AddPorts,
): Promise<AddedContacts> {
  const run = new ContactRun(planned, ports);
  const rows: RowOutcome[] = [];
  for (const candidate of candidates) {
    if (ports.isOvertime()) run.stop('notReached');
    const { row, userId, refused } = candidate;
    rows.push({ kind: 'methods', row, userId, methods: { ...(await run.addTo(candidate)), ...refused } });
  }
  return { rows, retryAfterSeconds: run.retryAfterSeconds };
}

type Outcomes = Partial<Record<ContactMethod, MethodOutcome>>;
type Stop = 'notReached' | 'notPermitted';

class ContactRun {
  readonly #planned: PlannedAdditions;
  readonly #ports: AddPorts;
  #stopped: Stop | undefined;
  retryAfterSeconds: number | undefined;

  constructor(planned: PlannedAdditions, ports: AddPorts) {
    this.#planned = planned;
    this.#ports = ports;
  }

  /** Nobody else is reached; the others answer with this. */
  stop(because: Stop): void {
    this.#stopped ??= because;
  }

  async addTo(candidate: Candidate): Promise<MethodOutcomes> {
    const { userId, wanted } = candidate;
    const methods = methodsIn(wanted);
    if (this.#stopped) return allOf(methods, this.#stopped);
    const reading = await this.#ports.authenticationMethods.read(userId, methods);
    if (reading.kind !== 'read') return allOf(methods, this.#withoutReading(reading));
    const decisions = decideContacts(wanted, reading.details);
    const toEnter = methods.filter((method) => decisions[method] === 'add' && this.#isPlanned(userId, method));
    if (toEnter.length === 0) return this.#addMissing(candidate, decisions);
    const messageId = await this.#begin(candidate, toEnter);
    const outcomes = await this.#withoutAdmins(candidate, await this.#addMissing(candidate, decisions));
    await settleNotice({ userId, messageId }, entryOutcomes(toEnter, outcomes), this.#ports);
    return outcomes;
  }

  #isPlanned = (userId: string, method: ContactMethod): boolean => this.#planned.ids.has(additionId(userId, method));

  #begin({ userId, wanted }: Candidate, toEnter: readonly ContactMethod[]): Promise<string> {
    const { planId, deploymentId } = this.#planned;
    const entries = toEnter.map((method) => maskedEntry(method, wanted[method]!));
    return beginNotice({ userId, planId, entries }, deploymentId, this.#ports);
  }

  async #addMissing({ userId, wanted }: Candidate, decisions: ContactDecisions): Promise<Outcomes> {
    const outcomes: Outcomes = {};
    for (const method of methodsIn(wanted)) {
      const decision = decisions[method]!;
      if (decision !== 'add') outcomes[method] = decision;
      else if (!this.#isPlanned(userId, method)) outcomes[method] = 'notPlanned';
      else if (method === 'alternateMobilePhone' && isMissing(outcomes.mobilePhone)) outcomes[method] = 'notReached';
      else outcomes[method] = await this.#add(userId, method, wanted[method]!);
    }
    return outcomes;
  }

  /** Whoever became an admin since they were asked about keeps nothing of what was added. */
  async #withoutAdmins({ userId, wanted }: Candidate, outcomes: Outcomes): Promise<MethodOutcomes> {
    const entered = methodsIn(wanted).filter((method) => mayBeThere.includes(outcomes[method]!));
    if (entered.length === 0) return outcomes;
    const { kind } = await this.#ports.adminRoles.read(userId);
    if (kind === 'none') return outcomes;
    const details = Object.fromEntries(entered.map((method) => [method, wanted[method]!]));
    return { ...outcomes, ...(await takeOut(userId, details, this.#ports)) };
  }

  #withoutReading(reading: Exclude<ContactReading, { kind: 'read' }>): MethodOutcome {
    if (reading.kind === 'noSuchUser') return 'rejected';
    return reading.kind === 'unreadable' ? 'notReached' : this.#halt(reading);
  }

  async #add(userId: string, method: ContactMethod, value: string): Promise<MethodOutcome> {
    if (this.#stopped) return this.#stopped;
    const roles = await this.#ports.adminRoles.read(userId);
    if (roles.kind === 'admin') return 'adminNow';
    if (roles.kind === 'unreadable') return 'rolesUnreadable';
    if (roles.kind !== 'none') return this.#halt(roles);
    const answer = await this.#ports.authenticationMethods.add(userId, method, value);
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
    const reading = await this.#ports.authenticationMethods.read(userId, [method]);
    const there = reading.kind === 'read' ? reading.details[method] : undefined;
    if (there === undefined) return answer.kind;
    if (!isSameDetail(method, there, value)) return 'otherThere';
    return answer.kind === 'unknown' ? 'added' : 'sameThere';
  }

  #halt(failure: ContactFailure): MethodOutcome {
    if (failure.kind === 'throttled') this.retryAfterSeconds = failure.retryAfterSeconds;
    this.stop(failure.kind === 'throttled' ? 'notReached' : 'notPermitted');
    return this.#stopped!;
  }
}

/** What they are told of. An entry that could not be taken out again stands. */
const standing: readonly MethodOutcome[] = ['added', 'sameThere', 'leftWithAdmin'];

const entryOutcomes = (entered: readonly ContactMethod[], outcomes: MethodOutcomes): EntryOutcomes =>
  Object.fromEntries(
    entered.map((method) => {
      const outcome = outcomes[method]!;
      return [method, standing.includes(outcome) ? 'stands' : outcome === 'unknown' ? 'unknown' : 'gone'];
    }),
  );

/** Without an answer it may appear yet. */
const mayBeThere: readonly MethodOutcome[] = ['added', 'unknown'];

const allOf = (methods: readonly ContactMethod[], outcome: MethodOutcome): Outcomes =>
  Object.fromEntries(methods.map((method) => [method, outcome]));

/** An alternate is taken beside a mobile phone only. */
const isMissing = (mobilePhone: MethodOutcome | undefined): boolean =>
  mobilePhone !== undefined && mobilePhone !== 'added' && mobilePhone !== 'sameThere' && mobilePhone !== 'otherThere';
