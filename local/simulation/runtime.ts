import { type DeliverReport, passTime } from './clock.ts';
import type { FaultRule, Faults } from './faults.ts';
import type { Journal, PersonAction } from './journal.ts';
import { type AcceptedMail, acceptMail } from './mail-acceptance.ts';
import { happen } from './happenings.ts';
import { actNow } from './people-actions.ts';
import type { PersonState } from './person-state.ts';
import { RequestCounts } from './request-counts.ts';
import { type SimulationSummary, summarise } from './summary.ts';
import { findPerson, type World } from './world.ts';

/** What may change the world once it runs; each change is in the journal before it is made. */
export class Runtime {
  readonly world: World;
  readonly faults: Faults;
  readonly counts = new RequestCounts();
  private readonly journal: Journal;
  private readonly deliver: DeliverReport;
  private passing: Promise<void> = Promise.resolve();

  constructor(world: World, faults: Faults, journal: Journal, deliver: DeliverReport) {
    this.world = world;
    this.faults = faults;
    this.journal = journal;
    this.deliver = deliver;
  }

  now(): Date {
    return new Date(this.world.nowMs);
  }

  summary(): SimulationSummary {
    return summarise(this.world, this.counts.read());
  }

  accept(mail: AcceptedMail): void {
    this.journal.append({ type: 'mail', atMs: this.world.nowMs, ...mail });
    acceptMail(this.world, mail);
  }

  act(idOrUpn: string, action: PersonAction): boolean {
    const state = findPerson(this.world, idOrUpn);
    if (state === undefined) return false;
    this.journal.append({ type: 'person', atMs: this.world.nowMs, userId: state.person.id, action });
    actNow(this.world, state, action);
    return true;
  }

  /** Somebody with the permission enters a phone or an address for a person. */
  enterMethod(state: PersonState, method: string, value: string): void {
    this.journal.append({ type: 'method', atMs: this.world.nowMs, userId: state.person.id, method, value });
    happen(this.world, state, { type: 'enterMethod', method, value });
  }

  /** Somebody with the permission takes a phone or an address of a person away. */
  removeMethod(state: PersonState, method: string): void {
    this.journal.append({ type: 'methodRemoved', atMs: this.world.nowMs, userId: state.person.id, method });
    happen(this.world, state, { type: 'removeMethod', method });
  }

  setFaults(rules: FaultRule[]): void {
    this.journal.append({ type: 'faults', atMs: this.world.nowMs, rules });
    this.faults.replace(rules);
  }

  /** One step of time after the other; a step that has failed does not hold up the next. */
  advanceTo(to: Date): Promise<void> {
    const step = this.passing.then(() => this.pass(to.getTime()));
    this.passing = step.catch(() => {});
    return step;
  }

  /** Done when no step of time is under way. */
  idle(): Promise<void> {
    return this.passing;
  }

  private async pass(toMs: number): Promise<void> {
    await passTime(this.world, toMs, this.deliver);
    this.journal.append({ type: 'clock', atMs: this.world.nowMs });
  }
}
