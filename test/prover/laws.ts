import { decideNextStep } from '../../shared/campaign/next-step.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import { isOpen, wasAccepted, type Message } from '../../shared/delivery/message.ts';
import type { Capacity } from '../../shared/delivery/rate-gate.ts';
import type { SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { OutgoingMail } from '../../shared/ports/mailer.ts';
import type { JourneyWrite, StoredJourney } from '../../shared/ports/recipient-store.ts';
import type { SendQueue } from '../../shared/ports/work-queues.ts';
import { judgeUser } from '../../shared/recipient/verdict.ts';
import { judgeReadiness } from '../../shared/registration/readiness.ts';
import type { Person } from './people.ts';
import type { AcceptedMail } from './simulated-mail-service.ts';
import type { PlanningRules } from '../../shared/campaign/plan-journey.ts';
import type { Clock } from '../../shared/ports/clock.ts';

/** How many faults of a world are kept: the first is the one that matters. */
const keptFaults = 5;
const minuteMs = 60_000;

/** What the laws look at in a world. */
export interface JudgedWorld {
  readonly stores: { readonly recipients: { readJourney(userId: string): Promise<StoredJourney> } };
  readonly rules: PlanningRules;
  readonly time: Clock;
  readonly plan: {
    readonly people: readonly Person[];
    readonly capacity: Capacity;
    readonly faults: { readonly clockJumps: readonly unknown[] };
  };
  readonly queueFaults: number;
}

/**
 * What must hold in every world, whatever goes wrong: nobody gets a mail twice, nobody is lost, nothing is stuck, no SSPR
 * link without a registration, never more mails than the quota, one body for one id, and books that agree with the truth.
 */
export class LawBook {
  readonly faults: string[] = [];
  readonly #world: JudgedWorld;
  readonly #accepted = new Map<string, number>();
  readonly #bodies = new Map<string, string>();
  readonly #registered = new Set<string>();
  readonly #released: { readonly atMs: number; readonly count: number }[] = [];
  /** Message states that were written, for the figures. */
  readonly states = new Set<string>();

  constructor(world: JudgedWorld) {
    this.#world = world;
  }

  get isBroken(): boolean {
    return this.faults.length > 0;
  }

  report(fault: string): void {
    if (this.faults.length < keptFaults) this.faults.push(fault);
  }

  /** A request has reached the mail service: under one id only ever one body, once it may have been taken. */
  onPosted({ messageId, html }: OutgoingMail, answer: SendAnswer | undefined): void {
    const before = this.#bodies.get(messageId);
    if (before !== undefined && before !== html) this.report(`another body under one id: ${messageId}`);
    if (answer === undefined || answer.kind === 'ambiguous') this.#bodies.set(messageId, html);
  }

  onRegistered({ userId }: Person): void {
    this.#registered.add(userId);
  }

  onAccepted(mail: AcceptedMail, person: Person): void {
    const step = mail.content.split('\n', 1)[0]!;
    const key = `${step} to ${person.userId}`;
    const times = (this.#accepted.get(key) ?? 0) + 1;
    this.#accepted.set(key, times);
    if (times > 1) this.report(`sent twice: ${key}`);
    if (step === 'sspr-link' && !this.#registered.has(person.userId) && person.kind !== 'capableFromTheStart') {
      this.report(`SSPR link before a registration: ${person.userId}`);
    }
  }

  /** Looks at every write of a person: nobody is claimed for a mail that what is stored speaks against. */
  onWritten({ userId, messages = [] }: JourneyWrite): void {
    for (const { state } of messages) this.states.add(state);
    const claimed = messages.find(({ state, step }) => state === 'claimed' && step !== 'sspr-link');
    if (claimed && claimed.because === undefined && claimed.claim?.deniedAt === undefined)
      void this.#checkClaim(userId, claimed);
  }

  async #checkClaim(userId: string, { step }: Message): Promise<void> {
    const journey = await this.#world.stores.recipients.readJourney(userId);
    const { audience } = this.#world.rules.cadence;
    const readiness = judgeReadiness({ ...journey, registration: journey.facts!.registration }, 1);
    if (readiness.kind === 'capable') this.report(`${step} claimed after the registration was known: ${userId}`);
    if (!judgeUser(journey.facts!, { audience, now: this.#world.time.now() }).selected) {
      this.report(`${step} claimed for somebody who is left out: ${userId}`);
    }
  }

  /** Never more in any minute or hour than the quota, counted where the gate lets mails through. */
  async onReleased(requests: readonly SendRequest[], atMs: number, queue: SendQueue): Promise<void> {
    const { plan } = this.#world;
    this.#released.push({ atMs, count: requests.length });
    if (plan.faults.clockJumps.length === 0) {
      const { mailsPerMinute, mailsPerHour } = plan.capacity;
      if (this.#releasedWithin(minuteMs, atMs) > mailsPerMinute) this.report('more mails in a minute than the quota');
      if (this.#releasedWithin(60 * minuteMs, atMs) > mailsPerHour) this.report('more mails in an hour than the quota');
    }
    await queue.enqueue(requests);
  }

  #releasedWithin(windowMs: number, nowMs: number): number {
    return this.#released.reduce((sum, { atMs, count }) => (atMs > nowMs - windowMs ? sum + count : sum), 0);
  }

  /** When nothing is left to do: every account must be settled. */
  async checkAtRest(): Promise<void> {
    if (this.isBroken) return;
    if (this.#world.queueFaults > 0) this.report('a queue message was deleted while somebody else held it');
    for (const person of this.#world.plan.people) {
      this.#checkPerson(person, await this.#world.stores.recipients.readJourney(person.userId));
    }
  }

  #checkPerson(person: Person, journey: StoredJourney): void {
    const { rules, time } = this.#world;
    const next = decideNextStep(journey, rules.cadence, time.now());
    if (next.kind === 'send') this.report(`lost: ${person.userId} is still owed ${next.step}`);
    if (next.kind === 'hold' && journey.messages.every(({ state }) => state !== 'unknown')) {
      this.report(`stuck: ${person.userId} has a message in flight`);
    }
    for (const message of journey.messages) this.#checkMessage(person, message);
    if (next.kind === 'stop') this.#checkStop(person, journey, next.because);
  }

  #checkMessage({ userId }: Person, message: Message): void {
    const isTaken = (this.#accepted.get(`${message.step} to ${userId}`) ?? 0) > 0;
    if (isTaken !== wasAccepted(message) && message.state !== 'unknown') {
      this.report(`the books are wrong: ${message.step} to ${userId} is ${message.state}, taken ${isTaken}`);
    }
    if (isOpen(message) || message.state === 'claimed')
      this.report(`stuck: ${message.step} to ${userId} is ${message.state}`);
    if (message.history.at(-1)?.state !== message.state) this.report(`history: ${message.step} to ${userId}`);
  }

  #checkStop(person: Person, { userId, facts, messages }: StoredJourney, because: string): void {
    const { audience } = this.#world.rules.cadence;
    const isSelected = judgeUser(facts!, { audience, now: this.#world.time.now() }).selected;
    if (because === 'notEnrolled' && isSelected) this.report(`lost: ${userId} was never enrolled`);
    const link = messages.find(({ step }) => step === 'sspr-link');
    const isOwedLink =
      this.#registered.has(userId) && messages.some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt);
    const isBarred = person.fate === 'disabled' || person.fate === 'excluded' || person.mailbox === 'bounces';
    if (isOwedLink && link === undefined && !isBarred) this.report(`lost: ${userId} never got the SSPR link`);
  }
}
