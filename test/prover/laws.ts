import { decideNextStep } from '../../shared/campaign/next-step.ts';
import { isCountedAsSent, isHistoryLost, type LossDecision } from '../../shared/campaign/lost-history.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import { isOpen, wasAccepted, type Message, historyLost } from '../../shared/delivery/message.ts';
import type { Capacity } from '../../shared/delivery/rate-gate.ts';
import type { Step } from '../../shared/delivery/steps.ts';
import type { SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { OutgoingMail } from '../../shared/ports/mailer.ts';
import type { JourneyWrite, StoredJourney } from '../../shared/ports/recipient-store.ts';
import { judgeUser } from '../../shared/recipient/verdict.ts';
import { readinessOf } from '../../shared/campaign/readiness-of.ts';
import { zombieMs } from './fault-profile.ts';
import { NewRoundLaw } from './new-rounds.ts';
import type { GoalWave } from './other-goals.ts';
import type { Mailbox, Person } from './people.ts';
import { lastMoveOf } from './message-moves.ts';
import type { Sightings } from './sightings.ts';
import type { AcceptedMail } from './simulated-mail-service.ts';
import type { PlanningRules } from '../../shared/campaign/plan-journey.ts';
import type { Clock } from '../../shared/ports/clock.ts';

/** How many faults of a world are kept: the first is the one that matters. */
const keptFaults = 5;
const minuteMs = 60_000;
/** A function that read the wave before it was halted has ended after this time. */
const functionTimeoutMs = 5 * minuteMs;

/** A week, less what clocks that jump three times may take from it. */
const daysBetweenGoalsMs = (7 * 24 - 4) * 60 * minuteMs;

/** What the laws look at in a world. */
export interface JudgedWorld {
  readonly stores: { readonly recipients: { readJourney(userId: string): Promise<StoredJourney> } };
  readonly rules: PlanningRules;
  readonly time: Clock & { readonly nowMs: number };
  readonly plan: {
    readonly people: readonly Person[];
    readonly capacity: Capacity;
    readonly halt: { readonly action: string } | undefined;
    readonly goalWaves: readonly GoalWave[];
    readonly faults: { readonly clockJumps: readonly unknown[] };
  };
  readonly queueFaults: number;
  /** Since when nothing of the wave may leave, by the true time. */
  readonly haltedSinceMs: number | undefined;
  readonly sightings: Sightings | undefined;
}

/**
 * What must hold in every world, whatever goes wrong: nobody gets a mail twice, nobody is lost, nothing is stuck, no SSPR
 * link without a registration, never more mails than the quota, one body for one id, and stored rows that agree with what
 * happened.
 */
export class LawBook {
  readonly faults: string[] = [];
  readonly #world: JudgedWorld;
  readonly #accepted = new Map<string, AcceptedMail[]>();
  readonly #takenIds = new Set<string>();
  readonly #turnedAway = new Set<string>();
  readonly #bodies = new Map<string, string>();
  /** The mail service of a message's last claim. */
  readonly #claimedWith = new Map<string, string>();
  /** Who has registered, and not lost it since. */
  readonly #registered = new Set<string>();
  /** When each was last written to about phones, and about anything else. */
  readonly #times = new Map<string, { readonly phones: number; readonly others: number }>();
  /** Of whom rows were deleted. */
  readonly #lostRowsOf = new Set<string>();
  /** When an operator last let somebody's nudge and reminders leave once more. */
  readonly #startedAnewMs = new Map<string, number>();
  /** Since when an account is disabled or deleted, by the true time. */
  readonly #goneSinceMs = new Map<string, number>();
  readonly #newRounds = new NewRoundLaw();
  /** The requests that handed a mail to the service, by the time of their release. */
  readonly #leftByRelease = new Map<number, Set<string>>();

  constructor(world: JudgedWorld) {
    this.#world = world;
  }

  get isBroken(): boolean {
    return this.faults.length > 0;
  }

  report(fault: string): void {
    if (this.faults.length < keptFaults) this.faults.push(fault);
  }

  /** A request has reached the mail service: under one id only one body, once it may have been taken, and only with the service it was claimed with. */
  onPosted({ messageId, html, from }: OutgoingMail, answer: SendAnswer | undefined, service: string): void {
    const content = [html, from.senderAddress, from.replyToAddress].join('\n');
    const before = this.#bodies.get(messageId);
    if (before !== undefined && before !== content) this.report(`another body under one id: ${messageId}`);
    if (answer === undefined || answer.kind === 'ambiguous') this.#bodies.set(messageId, content);
    const claimedWith = this.#claimedWith.get(messageId) ?? service;
    if (claimedWith !== service) this.report(`claimed with another mail service: ${messageId}`);
  }

  onRegistered({ userId }: Person): void {
    this.#registered.add(userId);
  }

  onLost({ userId }: Person): void {
    this.#lostRowsOf.add(userId);
  }

  onInfoLost({ userId }: Person, loss: Parameters<NewRoundLaw['onLost']>[1]): void {
    this.#newRounds.onLost(userId, loss);
    this.#registered.delete(userId);
    this.#world.sightings?.note('time: somebody loses the reset');
  }

  onDecided(userIds: readonly string[], decision: LossDecision): void {
    if (decision === 'startAnew') for (const userId of userIds) this.#startedAnewMs.set(userId, this.#world.time.nowMs);
  }

  hasLost = ({ userId }: Person): boolean => this.#lostRowsOf.has(userId);

  onGone({ userId }: Person): void {
    this.#goneSinceMs.set(userId, this.#world.time.nowMs);
  }

  onAccepted(mail: AcceptedMail, person: Person): void {
    const goneSinceMs = this.#goneSinceMs.get(person.userId) ?? Infinity;
    // Whoever looked before that is done by then, and so is what is on its way.
    if (this.#world.time.nowMs > goneSinceMs + functionTimeoutMs + zombieMs)
      this.report(`mail to somebody who had gone: ${person.userId}`);
    const step = mail.content.split('\n', 1)[0]!;
    const key = `${step} to ${person.userId}`;
    const earlier = this.#accepted.get(key) ?? [];
    this.#accepted.set(key, [...earlier, mail]);
    this.#takenIds.add(mail.messageId);
    if (earlier.some((one) => !this.#mayComeAfter(one, mail, step, person))) this.report(`sent twice: ${key}`);
    const tooSoon = this.#newRounds.faultOf(step, mail, person.userId);
    if (tooSoon && !this.#lostRowsOf.has(person.userId)) this.report(tooSoon);
    this.#checkDaysBetween(step, mail, person);
    if (step === 'sspr-link' && !this.#registered.has(person.userId) && !this.#couldBefore(person))
      this.report(`SSPR link before a registration: ${person.userId}`);
  }

  #couldBefore = ({ kind, userId }: Person): boolean =>
    kind === 'capableFromTheStart' && !this.#newRounds.hasLost(userId);

  /** The mail about phones and any other are days apart, where the rows can tell. */
  #checkDaysBetween(step: string, { atMs }: AcceptedMail, { userId }: Person): void {
    if (this.#lostRowsOf.has(userId)) return;
    const times = this.#times.get(userId) ?? { phones: -Infinity, others: -Infinity };
    const before = step === 'phone-only' ? times.others : times.phones;
    if (atMs - before < daysBetweenGoalsMs)
      this.report(`mails of two goals too close to each other: ${step} to ${userId}`);
    this.#times.set(userId, step === 'phone-only' ? { ...times, phones: atMs } : { ...times, others: atMs });
  }

  onReported(messageId: string, status: string): void {
    if (status === 'Bounced' || status === 'Suppressed') this.#turnedAway.add(messageId);
  }

  /** The only second mail of a step: a report said before that the first one bounced, and it goes to another address. */
  #mayFollow(first: AcceptedMail, second: AcceptedMail): boolean {
    const { messageId, address } = first;
    return this.#turnedAway.has(messageId) && messageId !== second.messageId && address !== second.address;
  }

  #mayComeAfter(one: AcceptedMail, mail: AcceptedMail, step: string, person: Person): boolean {
    const isOfNewRound = this.#newRounds.mayFollow(step, one, mail, person.userId);
    return this.#mayFollow(one, mail) || this.#isAnew(step, one, mail, person) || isOfNewRound;
  }

  /** Or an operator let it leave once more. What was on its way by then may have come a little later. */
  #isAnew(step: string, first: AcceptedMail, second: AcceptedMail, { userId }: Person): boolean {
    const decidedMs = this.#startedAnewMs.get(userId);
    if (decidedMs === undefined || step === 'sspr-link' || step === 'phone-only') return false;
    return first.messageId !== second.messageId && first.atMs < decidedMs + zombieMs && second.atMs >= decidedMs;
  }

  /** Looks at every write of a person: no mail is claimed that the stored rows forbid. */
  onWritten({ userId, messages = [], reopenings }: JourneyWrite): void {
    for (const message of messages) this.#world.sightings?.note(lastMoveOf(message));
    if (reopenings) this.#world.sightings?.note('time: a new round begins');
    const claimed = messages.find(({ state }) => state === 'claimed');
    if (claimed?.claim?.from) this.#claimedWith.set(claimed.messageId, claimed.claim.from.service);
    if (claimed && claimed.because === undefined && claimed.claim?.deniedAt === undefined)
      void this.#checkClaim(userId, claimed);
  }

  async #checkClaim(userId: string, { step, address }: Message): Promise<void> {
    const { haltedSinceMs = Infinity, time } = this.#world;
    const journey = await this.#world.stores.recipients.readJourney(userId);
    const isOfAnother = journey.otherEnrolments !== undefined && (step === 'sspr-link' || step === 'phone-only');
    if (time.nowMs - haltedSinceMs > functionTimeoutMs + zombieMs && !isOfAnother) {
      this.report(`${step} claimed in a wave that is halted: ${userId}`);
    }
    if (journey.facts!.suppressedAddresses.includes(address!)) {
      this.report(`${step} claimed for an address that turned mail away: ${userId}`);
    }
    if (step === 'sspr-link') return;
    const { audience } = this.#world.rules.cadence;
    const readiness = readinessOf(journey, this.#world.rules.cadence);
    if (step === 'phone-only') {
      if (readiness.kind !== 'capable') this.report(`${step} claimed for somebody who cannot reset: ${userId}`);
      return;
    }
    if (readiness.kind === 'capable') this.report(`${step} claimed after the registration was known: ${userId}`);
    if (!judgeUser(journey.facts!, { audience, now: this.#world.time.now() }).selected) {
      this.report(`${step} claimed for somebody who is left out: ${userId}`);
    }
  }

  /** A request of the queue hands a mail to the service. */
  onLeaving({ userId, step, watchAt }: SendRequest): void {
    const left = this.#leftByRelease.get(watchAt.getTime()) ?? new Set();
    this.#leftByRelease.set(watchAt.getTime(), left.add(`${userId}|${step}`));
  }

  /**
   * Of what the gate released in any minute or hour, no more mails left than the quota allows. Counted by the time of
   * release, since the gate cannot know how long a request stays in the queue.
   */
  #checkQuota(): void {
    const { mailsPerMinute, mailsPerHour } = this.#world.plan.capacity;
    if (this.#world.plan.faults.clockJumps.length > 0) return;
    for (const releasedMs of this.#leftByRelease.keys()) {
      if (this.#leftWithin(minuteMs, releasedMs) > mailsPerMinute) this.report('more mails in a minute than the quota');
      if (this.#leftWithin(60 * minuteMs, releasedMs) > mailsPerHour)
        this.report('more mails in an hour than the quota');
    }
  }

  #leftWithin(windowMs: number, untilMs: number): number {
    let count = 0;
    for (const [atMs, left] of this.#leftByRelease)
      if (atMs > untilMs - windowMs && atMs <= untilMs) count += left.size;
    return count;
  }

  /** When nothing is left to do: what is stored of each person must be right. */
  async checkAtRest(): Promise<void> {
    if (this.isBroken) return;
    if (this.#world.queueFaults > 0) this.report('a queue message was deleted while somebody else held it');
    this.#checkQuota();
    for (const person of this.#world.plan.people) {
      this.#checkPerson(person, await this.#world.stores.recipients.readJourney(person.userId));
    }
  }

  /** After an operator has decided for all. */
  async checkDecided(): Promise<void> {
    for (const { userId } of this.#world.plan.people)
      if (isHistoryLost(await this.#world.stores.recipients.readJourney(userId)))
        this.report(`stuck: ${userId} waits for a decision that was made`);
  }

  /** Long enough after somebody lost the reset. */
  async checkAskedAgain(): Promise<void> {
    const { stores, plan, rules, time } = this.#world;
    for (const person of plan.people) {
      const journey = await stores.recipients.readJourney(person.userId);
      const next = decideNextStep(journey, rules.cadence, time.now());
      const isEnded = next.kind === 'stop' && next.because === 'securityInfoLost';
      const fault = this.#newRounds.faultAtRest(journey, isEnded);
      if (fault) this.report(fault);
    }
  }

  #checkPerson(person: Person, journey: StoredJourney): void {
    const { rules, time } = this.#world;
    const next = decideNextStep(journey, rules.cadence, time.now());
    if (next.kind === 'send') this.report(`lost: ${person.userId} is still owed ${next.step}`);
    if (next.kind === 'wait' && journey.messages.every(({ state }) => state !== 'unknown')) {
      this.report(`stuck: ${person.userId} has a message in flight`);
    }
    for (const message of [...journey.messages, ...(journey.superseded ?? [])]) this.#checkMessage(person, message);
    if (next.kind === 'stop') this.#checkStop(person, journey, next.because);
    this.#checkGoals(person, journey);
  }

  #checkMessage({ userId }: Person, message: Message): void {
    const isTaken = this.#takenIds.has(message.messageId);
    const isLost = this.#lostRowsOf.has(userId);
    if (message.because === historyLost && !isLost) this.report(`the books are wrong: nothing of ${userId} was lost`);
    // A row that was begun anew knows nothing of the mail before.
    const isRight =
      message.state === 'unknown' || (isLost && (message.state === 'cancelled' || isCountedAsSent(message)));
    if (isTaken !== wasAccepted(message) && !isRight) {
      this.report(`the books are wrong: ${message.step} to ${userId} is ${message.state}, taken ${isTaken}`);
    }
    if (isOpen(message) || message.state === 'claimed')
      this.report(`stuck: ${message.step} to ${userId} is ${message.state}`);
    // What was forgotten has none.
    const { history } = message;
    if (history.length > 0 && history.at(-1)!.state !== message.state)
      this.report(`history: ${message.step} to ${userId}`);
  }

  #checkStop(person: Person, { userId, facts, messages }: StoredJourney, because: string): void {
    const { audience } = this.#world.rules.cadence;
    const isSelected = judgeUser(facts!, { audience, now: this.#world.time.now() }).selected;
    const isCancelled = this.#world.plan.halt?.action === 'cancel';
    if (because === 'notEnrolled' && isSelected && !isCancelled) this.report(`lost: ${userId} was never enrolled`);
    const link = messages.find(({ step }) => step === 'sspr-link');
    const isOwedLink =
      this.#registered.has(userId) && messages.some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt);
    if (isOwedLink && link === undefined && !isCancelled && !this.#isBarred(person))
      this.report(`lost: ${userId} never got the SSPR link`);
  }

  /** With the head, the enrolment is gone. */
  #isBarred(person: Person): boolean {
    const { fate, userId } = person;
    return this.#lostRowsOf.has(userId) || ['disabled', 'deleted', 'excluded'].includes(fate) || isUnreachable(person);
  }

  /** Whoever could reset before was told, and asked for another way, where there is a wave for it. */
  #checkGoals(person: Person, { messages }: StoredJourney): void {
    const { kind, fate, byPhoneAlone } = person;
    if (kind !== 'capableFromTheStart' || fate !== 'none' || this.#isBarred(person)) return;
    // A person decides first.
    if (messages.some(({ state }) => state === 'unknown')) return;
    const has = (step: Step) => messages.some((message) => message.step === step && message.state !== 'cancelled');
    const isFor = (wanted: GoalWave['goal']) => this.#world.plan.goalWaves.some(({ goal }) => goal === wanted);
    if (isFor('knowTheLink') && !has('sspr-link')) this.report(`lost: ${person.userId} never got the SSPR link`);
    if (isFor('outlastPhones') && byPhoneAlone && !has('phone-only'))
      this.report(`lost: ${person.userId} was never asked for another way than the phone`);
  }
}

const isUnreachable = ({ mailbox, otherMailbox }: Person): boolean =>
  turnsAway(mailbox) && (otherMailbox === undefined || turnsAway(otherMailbox));
const turnsAway = (mailbox: Mailbox): boolean => mailbox === 'bounces' || mailbox === 'suppresses';
