import type { DirectoryUser } from '../../shared/recipient/directory-user.ts';
import type { Registration } from '../../shared/registration/registration.ts';
import { JoinTableCache } from '../../shared/use-cases/join-table-cache.ts';
import { refreshPage, type PageOutcome } from '../../shared/use-cases/refresh-page.ts';
import { startPass } from '../../shared/use-cases/start-pass.ts';
import { aDocument, type DocumentChange } from '../builders/documents.ts';
import { now } from '../builders/instants.ts';
import { aRegistration, aUser, capableRegistration, personId } from '../builders/people.ts';
import { someRules } from '../builders/policies.ts';
import { fakePorts, type FakePorts } from '../fakes/ports.ts';

/** The process was killed: what it held in memory is gone, its queue message comes back. */
class Killed extends Error {}

/** Kills before or after the nth use of a port. */
export interface KillPoint {
  readonly use: number;
  readonly when: 'before' | 'after';
}

/** A tenant in memory, and passes over it through the real use cases. */
export class PassWorld {
  readonly ports: FakePorts = fakePorts(now);
  /** Pages of each collection in the order they were read. */
  readonly reads: string[] = [];
  uses = 0;
  #kill: KillPoint | undefined;
  readonly #change: DocumentChange;

  constructor(change: DocumentChange = {}) {
    this.#change = change;
  }

  /** Starts a pass and reads it to its end; answers how it went. */
  async pass(): Promise<PageOutcome> {
    await this.begin();
    return this.finish();
  }

  async begin(): Promise<void> {
    await startPass(aDocument(this.#change), this.ports.clock.now(), this.ports);
  }

  /** Works off the queue, with another process after each kill. */
  async finish(kills: readonly KillPoint[] = []): Promise<PageOutcome> {
    const left = [...kills];
    let outcome: PageOutcome = 'stale';
    let waiting = this.ports.pageQueue.takeAll();
    let process = this.#newProcess(left.shift());
    while (waiting.length > 0) {
      const { request, delaySeconds } = waiting.shift()!;
      this.ports.clock.advance({ seconds: delaySeconds });
      try {
        outcome = await refreshPage(request, { rules: someRules(this.#change), enrolNewJoiners: true }, process);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        this.ports.clock.advance({ minutes: 10 });
        waiting.push({ request, delaySeconds: 0 });
        process = this.#newProcess(left.shift());
      }
      waiting.push(...this.ports.pageQueue.takeAll());
    }
    return outcome;
  }

  /** The ports as one process uses them. */
  #newProcess(kill: KillPoint | undefined) {
    this.#kill = kill && { ...kill, use: this.uses + kill.use };
    const { recipients, passes, directory, report, pageQueue, waves, agenda, messageIndex } = this.ports;
    const wired = {
      passes: this.#counted(passes),
      recipients: this.#counted(recipients),
      pageQueue: this.#counted(pageQueue),
      waves: this.#counted(waves),
      agenda: this.#counted(agenda),
      messageIndex: this.#counted(messageIndex),
      directory: this.#counted(directory, 'readUsers'),
      report: this.#counted(report, 'readRows'),
    };
    return { ...this.ports, ...wired, tables: new JoinTableCache({ ...this.ports, ...wired }) };
  }

  #counted<Port extends object>(port: Port, pageRead?: keyof Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          const use = ++this.uses;
          this.#killAt(use, 'before');
          if (name === pageRead) this.reads.push(`${String(name)} ${String(args[0])}`);
          const answer: unknown = Reflect.apply(member, target, args);
          if (!(answer instanceof Promise)) return answer;
          return answer.then((value: unknown) => {
            this.#killAt(use, 'after');
            return value;
          });
        };
      },
    });
  }

  #killAt(use: number, when: KillPoint['when']): void {
    if (this.#kill?.use === use && this.#kill.when === when) throw new Killed();
  }

  /** What is stored of everybody who is known. */
  async people() {
    const people = [];
    for (let next: string | undefined; ;) {
      const page = await this.ports.recipients.readHeads(next, 1_000);
      people.push(...page.journeys.map(({ userId, facts, rowReadAt }) => ({ userId, facts, rowReadAt })));
      if (page.next === undefined) return people;
      next = page.next;
    }
  }
}

/** The first `count` people; every eighth still has to register. */
export function aTenant(world: PassWorld, count: number, pageSize = 999): void {
  const { directory, report } = world.ports;
  directory.pageSize = pageSize;
  report.pageSize = pageSize;
  directory.users = Array.from({ length: count }, (_, n) => userNumber(n));
  report.rows = directory.users.map(({ id }, n) => ({ userId: id, registration: registrationOf(n) }));
}

export const userNumber = (n: number, change: Partial<DirectoryUser> = {}): DirectoryUser =>
  Object.freeze(aUser({ id: personId(n), userPrincipalName: `person-${n}@contoso.com`, ...change }));

const notRegistered = aRegistration();
export const registrationOf = (n: number): Registration => (n % 8 === 0 ? notRegistered : capableRegistration);
