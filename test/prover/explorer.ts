import { noHaltedWaves } from '../../shared/campaign/wave.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import type { PlanningRules } from '../../shared/campaign/plan-journey.ts';
import { noHolidays, workDays } from '../../shared/campaign/calendar.ts';
import { PlaceCalendar } from '../../shared/campaign/place-calendar.ts';
import type { Message } from '../../shared/delivery/message.ts';
import { planMessage } from '../../shared/delivery/plan-message.ts';
import { classifySendStatus } from '../../shared/adapters/communication-services/send-status.ts';
import type { OperationAnswer, SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { OutgoingMail } from '../../shared/ports/mailer.ts';
import { mailFrom } from '../builders/policies.ts';
import { fakePorts, type FakePorts } from '../fakes/ports.ts';
import type { ExploredPorts, Protocol } from './explored-protocols.ts';
import { factsOf } from './people.ts';
import { NoAnswer, type Invocation } from './servers.ts';
import type { Dedupe } from './simulated-mail-service.ts';
import { wiredPorts, type Wire } from './wired-ports.ts';

/** How much may go wrong on one path, and what may be relied on. */
export interface ExplorerSetting {
  readonly crashes: number;
  readonly losses: number;
  readonly redeliveries: number;
  /** Requests that are applied after everybody has given up on them. */
  readonly lateRequests: number;
  /** Late requests may even outlive the time after which a claim is asked about. */
  readonly lateForEver: boolean;
  /** How often a status answer may deny an id that the service knows. */
  readonly lies: number;
  readonly dedupe: Dedupe;
  /** How often the clock may move on to the next thing on the agenda. */
  readonly rounds: number;
}

export interface Exploration {
  readonly protocol: string;
  readonly states: number;
  readonly paths: number;
  readonly maxMails: number;
  /** Ended with no mail, and nobody will look again. */
  readonly isLostSilently: boolean;
  /** Ended claimed or unknown: visible, for a human. */
  readonly endsParked: boolean;
  readonly endStates: readonly string[];
  /** The steps that lead to two mails, or to a loss. */
  readonly counterexample: readonly string[];
}

const startsAt = new Date('2026-12-01T09:00:00Z');
const userId = '00000000-0000-4000-8000-000000000000';
const alwaysOpen = new PlaceCalendar(
  'UTC',
  { quietHours: { from: '23:59', to: '00:00' }, workDays, spreadMinutes: 0 },
  noHolidays,
);
const rules: PlanningRules = {
  deploymentId: '3f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10',
  mailFrom,
  cadence: {
    remindersAfterDays: [],
    methodsRequired: 1,
    ssprLinkTo: 'nudged',
    strengthenPhoneOnly: false,
    tellManagerAfterReminders: 0,
    phonesEnd: true,
    staleAfterHours: 26,
    reportReadAt: undefined,
    logReading: undefined,
    haltedWaves: noHaltedWaves,
    audience: {
      includeGroups: [],
      excludeGroups: [],
      guests: false,
      admins: 'exclude',
      requireLicence: false,
      qualifyingServicePlans: 'default',
      skipInactiveForDays: 0,
      addressFallback: [],
      passwordWriteback: 'enabled',
      holdoutPercent: 0,
    },
  },
  ownPlace: alwaysOpen,
  placeOf: () => alwaysOpen,
};
const watchMinutes = 20;

class Pruned extends Error {}

/**
 * Walks through every interleaving of two workers, the queue and whoever reconciles, with crashes, redeliveries, lost
 * answers and late requests, driving the real use cases: each path runs them from the start, and stops where it comes to
 * a state that another path has been in.
 */
export async function explore(protocol: Protocol, setting: ExplorerSetting): Promise<Exploration> {
  const seen = new Set<string>();
  const prefixes: number[][] = [[]];
  const result = { paths: 0, maxMails: 0, isLostSilently: false, endsParked: false };
  const endStates = new Set<string>();
  let counterexample: readonly string[] = [];
  while (prefixes.length > 0) {
    const path = new Path(protocol, setting, prefixes.pop()!, seen, prefixes);
    const end = await path.run();
    result.paths++;
    const isNewWorst = path.mails > result.maxMails;
    result.maxMails = Math.max(result.maxMails, path.mails);
    if (isNewWorst && path.mails > 1) counterexample = [...path.steps];
    if (end === undefined) continue;
    endStates.add(`${end.state}${end.mails === 0 ? '' : `, ${end.mails} sent`}`);
    if (end.isLostSilently && counterexample.length === 0) counterexample = [...path.steps];
    result.isLostSilently ||= end.isLostSilently;
    result.endsParked ||= end.isParked;
  }
  return {
    protocol: protocol.name,
    states: seen.size,
    ...result,
    endStates: [...endStates].toSorted(),
    counterexample,
  };
}

interface End {
  readonly state: string;
  readonly mails: number;
  readonly isLostSilently: boolean;
  readonly isParked: boolean;
}

interface Waiting {
  readonly worker: Worker;
  readonly call: string;
  readonly apply: () => Promise<unknown>;
  readonly answer: (applied: Promise<unknown>) => void;
  readonly fail: () => void;
}

interface Worker {
  readonly invocation: Invocation;
  readonly name: string;
  readonly message: Queued | undefined;
  /** What it was told so far: since it is deterministic, this is where it stands. */
  readonly log: string[];
}

interface Late {
  readonly name: string;
  readonly apply: () => Promise<unknown>;
}

interface Queued {
  readonly request: SendRequest;
  state: 'visible' | 'held' | 'gone';
  receipt: number;
}

interface Action {
  readonly name: string;
  readonly act: () => Promise<void> | void;
}

class Path implements Wire {
  readonly steps: string[] = [];
  mails = 0;
  readonly #protocol: Protocol;
  readonly #setting: ExplorerSetting;
  readonly #prefix: readonly number[];
  readonly #seen: Set<string>;
  readonly #prefixes: number[][];
  readonly #taken: number[] = [];
  readonly #stores: FakePorts = fakePorts(startsAt);
  readonly #queue: Queued[] = [];
  readonly #workers = new Set<Worker>();
  #waiting: Waiting[] = [];
  #late: Late[] = [];
  #active = 0;
  readonly #left: {
    crashes: number;
    losses: number;
    redeliveries: number;
    lateRequests: number;
    lies: number;
    rounds: number;
  };

  constructor(
    protocol: Protocol,
    setting: ExplorerSetting,
    prefix: readonly number[],
    seen: Set<string>,
    prefixes: number[][],
  ) {
    this.#protocol = protocol;
    this.#setting = setting;
    this.#prefix = prefix;
    this.#seen = seen;
    this.#prefixes = prefixes;
    const { crashes, losses, redeliveries, lateRequests, lies, rounds } = setting;
    this.#left = { crashes, losses, redeliveries, lateRequests, lies, rounds };
  }

  /** Undefined when the path came to a known state. */
  async run(): Promise<End | undefined> {
    await this.#prepare();
    try {
      for (;;) {
        while (this.#active > 0) await soon;
        const actions = await this.#enabled();
        if (actions.length === 0) return await this.#end();
        const action = actions[await this.#choose(actions.length)]!;
        this.steps.push(action.name);
        await action.act();
      }
    } catch (error) {
      if (error instanceof Pruned) return undefined;
      throw error;
    }
  }

  async #prepare(): Promise<void> {
    const { recipients, agenda } = this.#stores;
    const person = { userId, address: 'person@contoso.com', kind: 'eligible' } as Parameters<typeof factsOf>[0];
    await recipients.writeFacts([
      factsOf(person, { isCapable: false, isEnabled: true, isInReport: true, isThere: true }, startsAt),
    ]);
    const nudge = planMessage(rules.deploymentId, { userId, step: 'nudge' }, { dueAt: startsAt, now: startsAt });
    const { version } = await recipients.readJourney(userId);
    const enrolment = { waveId: 'everyone', enrolledAt: startsAt, namedByWave: false };
    await recipients.writeJourney({ userId, version, messages: [nudge], enrolment });
    await agenda.put([{ dueAt: startsAt, userId, step: 'nudge' }]);
    await this.#release();
  }

  async #choose(count: number): Promise<number> {
    const position = this.#taken.length;
    if (position < this.#prefix.length) {
      this.#taken.push(this.#prefix[position]!);
      return this.#prefix[position]!;
    }
    const key = await this.#key();
    if (this.#seen.has(key)) throw new Pruned();
    this.#seen.add(key);
    for (let other = 1; other < count; other++) this.#prefixes.push([...this.#taken, other]);
    this.#taken.push(0);
    return 0;
  }

  // ——— what can happen next ———

  async #enabled(): Promise<Action[]> {
    const actions = this.#waiting.flatMap((waiting) => this.#onWire(waiting));
    for (const late of this.#late) {
      actions.push({ name: `arrives late: ${late.name}`, act: () => this.#applyLate(late) });
    }
    const visible = this.#queue.find(({ state }) => state === 'visible');
    if (visible && this.#workers.size < 2)
      actions.push({ name: 'a worker takes the queue message', act: () => this.#take(visible) });
    const held = this.#queue.find(({ state }) => state === 'held');
    if (held && this.#left.redeliveries > 0) {
      actions.push({ name: 'the queue message is visible again', act: () => this.#redeliver(held) });
    }
    if (!this.#isQuiet(visible)) return actions;
    // A message whose worker died comes again sooner or later.
    if (held)
      return [...actions, { name: 'the queue message is visible again', act: () => void (held.state = 'visible') }];
    return this.#protocol.asks ? [...actions, ...(await this.#timePasses())] : actions;
  }

  /** Only then does time pass: nobody lives as long as a claim is left alone. */
  #isQuiet(visible: Queued | undefined): boolean {
    const isLateOver = this.#late.length === 0 || this.#setting.lateForEver;
    return this.#workers.size === 0 && visible === undefined && isLateOver;
  }

  #onWire(waiting: Waiting): Action[] {
    const { worker, call } = waiting;
    const name = `${worker.name}: ${call}`;
    const actions: Action[] = [{ name, act: () => this.#answer(waiting) }];
    if (this.#left.losses > 0) {
      actions.push({ name: `${name}, answer lost`, act: () => this.#lose(waiting, 'answer') });
      actions.push({ name: `${name}, request lost`, act: () => this.#lose(waiting, 'request') });
    }
    if (this.#left.lateRequests > 0) actions.push({ name: `${name}, given up`, act: () => this.#giveUp(waiting) });
    if (this.#left.crashes > 0)
      actions.push({ name: `${worker.name} dies before: ${call}`, act: () => this.#crash(waiting) });
    return actions;
  }

  async #timePasses(): Promise<Action[]> {
    if (this.#left.rounds === 0) return [];
    const far = new Date('2100-01-01');
    const [due] = await this.#stores.agenda.readDue(far, 1);
    const [watched] = await this.#stores.agenda.readWatched(far, 1);
    if (due && (!watched || due.dueAt <= watched.watchAt)) {
      return [{ name: 'released again', act: () => this.#pass(due.dueAt, () => this.#release()) }];
    }
    if (!watched) return [];
    return [{ name: 'time to reconcile', act: () => this.#pass(watched.watchAt, () => this.#reconcile()) }];
  }

  #pass(until: Date, then: () => Promise<void> | void): Promise<void> | void {
    this.#left.rounds--;
    if (until > this.#stores.clock.now()) this.#stores.clock.set(until);
    return then();
  }

  // ——— what happens ———

  request<Answer>(
    invocation: Invocation,
    called: string,
    apply: () => Promise<Answer>,
    detailOf: () => string = () => '',
  ): Promise<Answer> {
    this.#active--;
    const call = called + detailOf();
    const worker = [...this.#workers].find((one) => one.invocation === invocation)!;
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({
        worker,
        call,
        apply,
        answer: (applied) => resolve(applied as Promise<Answer>),
        fail: () => reject(noAnswer),
      });
    });
  }

  async #answer(waiting: Waiting): Promise<void> {
    this.#unwait(waiting);
    const answer = await waiting.apply();
    waiting.worker.log.push(`${waiting.call}=${brief(answer)}`);
    this.#active++;
    waiting.answer(Promise.resolve(answer));
  }

  async #lose(waiting: Waiting, what: 'answer' | 'request'): Promise<void> {
    this.#left.losses--;
    this.#unwait(waiting);
    if (what === 'answer') await waiting.apply();
    this.#failFor(waiting);
  }

  #giveUp(waiting: Waiting): void {
    this.#left.lateRequests--;
    this.#unwait(waiting);
    this.#late.push({ name: `${waiting.worker.name}: ${waiting.call}`, apply: waiting.apply });
    this.#failFor(waiting);
  }

  #failFor(waiting: Waiting): void {
    waiting.worker.log.push(`${waiting.call}=lost`);
    this.#active++;
    waiting.fail();
  }

  #crash(waiting: Waiting): void {
    this.#left.crashes--;
    this.#unwait(waiting);
    this.#workers.delete(waiting.worker);
  }

  #unwait(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
  }

  async #applyLate(late: Late): Promise<void> {
    this.#late = this.#late.filter((one) => one !== late);
    await late.apply();
  }

  #take(message: Queued): void {
    message.state = 'held';
    const receipt = ++message.receipt;
    const name = this.#workers.size === 0 ? 'worker 1' : 'worker 2';
    this.#start(name, message, async (ports, invocation) => {
      await this.#protocol.send(message.request, { rules, brakes: { paused: false, dryRun: false }, render }, ports);
      await this.request(invocation, 'delete the queue message', async () => {
        if (message.receipt === receipt && message.state === 'held') message.state = 'gone';
      });
    });
  }

  #redeliver(message: Queued): void {
    this.#left.redeliveries--;
    message.state = 'visible';
  }

  #reconcile(): void {
    const now = this.#stores.clock.now();
    this.#start('reconciler', undefined, (ports) => this.#protocol.reconcile(rules, now, ports));
  }

  async #release(): Promise<void> {
    const now = this.#stores.clock.now();
    const due = await this.#stores.agenda.readDue(now, 10);
    const watchAt = new Date(now.getTime() + watchMinutes * 60_000);
    for (const { step } of due) this.#queue.push({ request: { userId, step, watchAt }, state: 'visible', receipt: 0 });
    await this.#stores.agenda.watch(due, watchAt);
  }

  #start(
    name: string,
    message: Queued | undefined,
    run: (ports: ExploredPorts, invocation: Invocation) => Promise<unknown>,
  ): void {
    const invocation: Invocation = { useCase: name, server: 0, isDead: false, memory: {} };
    const worker: Worker = { invocation, name, message, log: [] };
    this.#workers.add(worker);
    this.#active++;
    const end = () => {
      this.#active--;
      this.#workers.delete(worker);
    };
    run(this.#ports(invocation), invocation).then(end, () => {
      end();
      if (message?.state === 'held') message.state = 'visible';
    });
  }

  #ports(invocation: Invocation): ExploredPorts {
    const wired = wiredPorts(
      {
        stores: this.#stores,
        time: this.#stores.clock,
        servers: this,
        journal: this.#stores.journal,
        enqueue: () => undefined,
        send: (mail) => this.#takeMail(mail),
        look: () => ({ kind: 'away', because: 'not explored' }),
        ask: () => this.#status(),
        onWrite: () => undefined,
        onAgendaTouched: () => undefined,
        mailService: () => rules.mailFrom.service,
        onCampaign: () => undefined,
      },
      invocation,
    );
    // Nothing happens to anybody here, and a look changes nothing: it would only multiply the paths.
    return { ...wired, people: this.#stores.people };
  }

  #takeMail(_mail: OutgoingMail): SendAnswer {
    const { dedupe } = this.#setting;
    if (this.mails > 0 && dedupe === 'reject400') return classifySendStatus(400, 'BadRequest', undefined);
    if (this.mails === 0 || dedupe === 'never') this.mails++;
    return { kind: 'accepted' };
  }

  #status(): OperationAnswer {
    if (this.mails === 0) return { kind: 'denied' };
    if (this.#left.lies === 0) return { kind: 'known' };
    this.#left.lies--;
    return { kind: 'denied' };
  }

  // ——— states ———

  async #key(): Promise<string> {
    const journey = await this.#stores.recipients.readJourney(userId);
    const far = new Date('2100-01-01');
    const agenda = [await this.#stores.agenda.readDue(far, 9), await this.#stores.agenda.readWatched(far, 9)];
    const message = journey.messages[0]!;
    const workers = [...this.#workers].map(({ name, message: held, log }) => [
      name,
      held && this.#queue.indexOf(held),
      log,
    ]);
    return JSON.stringify([
      briefMessage(message),
      journey.version,
      agenda,
      this.#queue.map(({ state, receipt }) => state + receipt),
      workers,
      this.#waiting.map(({ worker, call }) => worker.name + call),
      this.#late.map(({ name }) => name),
      this.mails,
      this.#left,
      this.#stores.clock.now().getTime(),
    ]);
  }

  async #end(): Promise<End> {
    const { messages } = await this.#stores.recipients.readJourney(userId);
    const state = messages[0]!.state;
    const { due, watched } = await this.#stores.agenda.count(10);
    const isOwned = due + watched > 0 && this.#protocol.asks;
    const isDone = state === 'accepted' || state === 'rejected' || state === 'cancelled';
    return {
      state,
      mails: this.mails,
      isLostSilently: this.mails === 0 && (isDone || (state === 'planned' && !isOwned)),
      isParked: state === 'claimed' || state === 'unknown',
    };
  }
}

const noAnswer = new NoAnswer('no answer');
const soon = Promise.resolve();

const render = (message: Message) => ({
  address: 'person@contoso.com',
  body: { messageId: message.messageId, subject: 's', html: 'h', text: 't', displayName: 'd' },
});

function brief(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return String(answer);
  if ('messages' in answer && 'version' in answer) {
    const { messages, version } = answer as { messages: readonly Message[]; version: string };
    return `${messages.map(briefMessage).join()}@${version}`;
  }
  if ('gate' in answer || Array.isArray(answer)) return JSON.stringify(answer);
  return Object.values(answer).join();
}

const briefMessage = ({ state, claim, because, dueAt }: Message): string =>
  [state, claim?.claimId.slice(-3), claim?.deniedAt?.getTime(), because, dueAt.getTime()].join('/');
