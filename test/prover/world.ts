import { campaignDocument, type CampaignDocument } from '../../shared/config/campaign-document.ts';
import type { CampaignState } from '../../shared/campaign/campaign-state.ts';
import type { PlanningRules } from '../../shared/campaign/plan-journey.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import { haltedAmong, type Wave } from '../../shared/campaign/wave.ts';
import type { DeliveryReport } from '../../shared/delivery/delivery-report.ts';
import type { MailFrom } from '../../shared/delivery/mail-from.ts';
import type { Message } from '../../shared/delivery/message.ts';
import type { PersonReading } from '../../shared/ports/person-reader.ts';
import type { StoredJourney } from '../../shared/ports/recipient-store.ts';
import { askGate } from '../../shared/delivery/rate-gate.ts';
import type { SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { Mailer, OutgoingMail } from '../../shared/ports/mailer.ts';
import { addressOf } from '../../shared/recipient/verdict.ts';
import { noCounts } from '../../shared/registration/pass.ts';
import { rulesOf } from '../../shared/use-cases/campaign-rules.ts';
import type { WaveAction } from '../../shared/campaign/wave-actions.ts';
import { changeStatus } from '../../shared/use-cases/change-campaign.ts';
import { changeWave } from '../../shared/use-cases/change-wave.ts';
import { reopenJourneys } from '../../shared/use-cases/reopen-journeys.ts';
import { candidatesOf } from '../../shared/use-cases/note-lost.ts';
import { checkConservation } from '../../shared/use-cases/check-conservation.ts';
import type { CurrentCampaign } from '../../shared/use-cases/current-campaign.ts';
import { decideLost, planLoss } from '../../shared/use-cases/decide-lost.ts';
import { forgetJourneys } from '../../shared/use-cases/forget-journeys.ts';
import { healPerson } from '../../shared/use-cases/heal-person.ts';
import { planCampaign } from '../../shared/use-cases/plan-campaign.ts';
import { reconcileClaims } from '../../shared/use-cases/reconcile-claims.ts';
import { recordDeliveryReport } from '../../shared/use-cases/record-delivery-report.ts';
import { releaseMessages, type Released } from '../../shared/use-cases/release-messages.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import { watchRegistrations } from '../../shared/use-cases/watch-registrations.ts';
import { changeJourney, replan } from '../../shared/use-cases/write-plan.ts';
import { knownAtStart } from '../builders/policies.ts';
import { FakeHolidays } from '../fakes/fake-holidays.ts';
import type { LostRows } from '../fakes/fake-recipient-store.ts';
import { kept } from '../fakes/kept.ts';
import { fakePorts } from '../fakes/ports.ts';
import { BreakerLaw, type HastyOperator } from './failing-tenant.ts';
import { SeededFates, drawFaults, type FaultProfile } from './fault-profile.ts';
import { LawBook } from './laws.ts';
import { drawPeople, factsOf, otherAddressOf, type Person, type Standing } from './people.ts';
import type { LossDecision } from '../../shared/campaign/lost-history.ts';
import { daysAfterALoss } from './new-rounds.ts';
import { drawGoalWaves, withGoals, type GoalWave } from './other-goals.ts';
import { Randomness } from './randomness.ts';
import { Servers, type Ending, type Fates, type Invocation } from './servers.ts';
import { SimulatedMailService, type AcceptedMail } from './simulated-mail-service.ts';
import { SimulatedQueue } from './simulated-queue.ts';
import type { Sightings } from './sightings.ts';
import { VirtualTime } from './virtual-time.ts';
import { wiredPorts, type Backend } from './wired-ports.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const deploymentId = '3f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A short campaign: a nudge, two reminders, the SSPR link; nights are quiet. */
const document = kept(
  campaignDocument.parse({
    name: 'Proof',
    organisation: {
      displayName: 'Contoso',
      helpDesk: { name: 'IT', phone: '1', url: 'https://contoso.com/help' },
      verifyAt: 'https://contoso.com/sspr',
      brandColor: '#0f6cbd',
    },
    sspr: { methodsRequired: 1, passwordWriteback: 'enabled' },
    audience: { requireLicence: false, addressFallback: ['otherMails'] },
    cadence: {
      remindersAfterDays: [2],
      quietHours: { from: '22:00', to: '06:00' },
      workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      timeZone: 'UTC',
      observeHolidays: false,
      spreadMinutes: 20,
    },
    waves: [{ name: 'everyone', startsOn: '2026-12-01' }],
  }),
);
const rulesAtFirst = rulesOf(document, deploymentId, new FakeHolidays(), knownAtStart);

const firstFrom = rulesAtFirst.mailFrom;
const otherFrom: MailFrom = {
  service: 'https://fabrikam.communication.azure.com',
  senderAddress: 'sspr@mail.fabrikam.com',
  replyToAddress: 'help@fabrikam.com',
};

interface Capacity {
  readonly mailsPerMinute: number;
  readonly mailsPerHour: number;
}

export interface WorldPlan {
  readonly people: readonly Person[];
  readonly faults: FaultProfile;
  readonly capacity: Capacity;
  readonly pause: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** The wave is paused for a while, or cancelled. */
  readonly halt: { readonly action: 'pause' | 'cancel'; readonly fromMs: number; readonly toMs: number } | undefined;
  /** Changes of the settings that say with which mail service and from whom mails leave. */
  readonly mailMoves: readonly MailMove[];
  /** Rows of people that are deleted in the table, past the app. */
  readonly losses: readonly RowLoss[];
  /** Waves beside the one to register. */
  readonly goalWaves: readonly GoalWave[];
  /** After its end, everything of it that may be is forgotten, and the world goes on. */
  readonly forgets?: boolean;
  /** After its end people lose what they could reset with, and are asked once more, as often as this says. */
  readonly losesInfo?: number;
  /** What an operator decides for all whose history was lost: while the faults go on, and once more at rest. */
  readonly decidesLost?: LossDecision;
  /** Somebody resumes what the breaker has paused. Without one, the world does not heed the breaker. */
  readonly operator: HastyOperator | undefined;
}

export interface MailMove {
  readonly afterMs: number;
  /** To the other service, or back; or to the other sender, or back. */
  readonly of: 'service' | 'sender';
}

export interface RowLoss {
  readonly afterMs: number;
  /** Whose: the nth of the people, counted round. */
  readonly person: number;
  readonly part: LostRows;
  /** How long until a pass finds that they are gone. */
  readonly untilPassMs: number;
}

function drawLosses(randomness: Randomness): readonly RowLoss[] {
  if (!randomness.chance(0.2)) return [];
  const withinMs = randomness.oneOf([hourMs, 4 * hourMs, 4 * dayMs]);
  return Array.from({ length: randomness.between(1, 3) }, () => ({
    afterMs: randomness.between(0, withinMs),
    person: randomness.between(0, 4),
    part: randomness.oneOf<LostRows>(['all', 'head', 'messages']),
    untilPassMs: randomness.chance(0.5) ? randomness.between(0, 5 * minuteMs) : randomness.between(0, dayMs),
  }));
}

/** What is drawn by itself, so that a seed's people and faults are the same as without. */
interface DrawnApart extends Pick<WorldPlan, 'losses' | 'goalWaves'> {
  readonly randomness: Randomness;
}

const nothingApart: DrawnApart = { losses: [], goalWaves: [], randomness: new Randomness(0) };

export function drawApart(randomness: Randomness): DrawnApart {
  const losses = drawLosses(randomness);
  return { losses, goalWaves: drawGoalWaves(randomness), randomness };
}

/** What a seed stands for. */
export function drawWorld(randomness: Randomness, apart: DrawnApart = nothingApart): WorldPlan {
  const { losses, goalWaves } = apart;
  return {
    people: withGoals(drawPeople(randomness), goalWaves, apart.randomness),
    faults: drawFaults(randomness),
    capacity: randomness.oneOf([
      { mailsPerMinute: 30, mailsPerHour: 100 },
      { mailsPerMinute: 2, mailsPerHour: 6 },
      { mailsPerMinute: 1, mailsPerHour: 30 },
    ]),
    pause: randomness.chance(0.1) ? drawPause(randomness) : undefined,
    halt: randomness.chance(0.1)
      ? { action: randomness.oneOf(['pause', 'pause', 'cancel']), ...drawPause(randomness) }
      : undefined,
    operator: undefined,
    mailMoves: randomness.chance(0.2) ? drawMailMoves(randomness) : [],
    losses,
    goalWaves,
  };
}

function drawMailMoves(randomness: Randomness): readonly MailMove[] {
  const withinMs = randomness.oneOf([hourMs, 4 * hourMs, 4 * dayMs]);
  return Array.from({ length: randomness.between(1, 6) }, () => ({
    afterMs: randomness.between(0, withinMs),
    of: randomness.oneOf(['service', 'service', 'sender']),
  }));
}

function drawPause(randomness: Randomness) {
  const fromMs = randomness.between(0, 2 * dayMs);
  return { fromMs, toMs: fromMs + randomness.between(minuteMs, dayMs) };
}

/** An answer that is not the usual one. */
export interface StrangeAnswer {
  readonly answer: SendAnswer;
  readonly isTaken: boolean;
}

export interface WorldOptions {
  /** What the mail service answers to the nth request, instead of chance. */
  readonly mailScript?: readonly (StrangeAnswer | undefined)[];
  readonly fates?: (time: VirtualTime) => Fates & { readonly isOver: boolean };
  readonly isTraced?: boolean;
  /** Notes what happens. */
  readonly sightings?: Sightings;
}

type TimerName = 'planCampaign' | 'releaseMessages' | 'reconcileClaims' | 'watchRegistrations';

interface Timer {
  readonly name: TimerName;
  readonly everyMs: number;
  lastMs: number;
  /** When there is something to do; Infinity when there is nothing. A tick with nothing to do is left out. */
  wantedMs: number;
  /** When it is to run next, as last computed. */
  nextMs: number;
}

const aTimer = (name: TimerName, everyMinutes: number, wantedMs = Infinity): Timer => ({
  name,
  everyMs: everyMinutes * minuteMs,
  lastMs: -Infinity,
  wantedMs,
  nextMs: Infinity,
});

/** Timers run so late at the most, now more, now less. */
const latestTickMs = 4_000;

/** A world that does not come to rest is stuck. */
const maxSteps = 60_000;
const maxDays = 500;
/** Passes come only now and then here, and nobody is to wait for one. */
const staleAfterYearsHours = 20_000;
const forgottenAfterDays = 40;

/**
 * A small organisation, a campaign and everything that can go wrong, in virtual time: the real use cases over stores in
 * memory, where every request is a step at which a server may die, an answer get lost or a request come late.
 */
export class World {
  readonly time = new VirtualTime(startsAt.getTime());
  readonly stores = fakePorts(startsAt);
  readonly servers: Servers;
  readonly mail: SimulatedMailService;
  readonly laws: LawBook;
  readonly plan: WorldPlan;
  readonly sightings: Sightings | undefined;
  rules = rulesAtFirst;
  /** Since when nothing of the wave may leave. */
  haltedSinceMs: number | undefined;
  readonly #options: WorldOptions;
  readonly #seeded: SeededFates;
  readonly #fates: { readonly isOver: boolean };
  readonly #randomness: Randomness;
  readonly #backend: Backend;
  readonly #sendQueue: SimulatedQueue<SendRequest>;
  readonly #reportQueue: SimulatedQueue<DeliveryReport>;
  readonly #standing = new Map<string, { -readonly [Key in keyof Standing]: boolean }>();
  readonly #timers: Record<TimerName, Timer>;
  readonly #timerList: readonly Timer[];
  readonly #document: CampaignDocument;
  #isAgendaTouched = true;
  #eventNumber = 0;

  constructor(plan: WorldPlan, randomness: Randomness, options: WorldOptions = {}) {
    this.plan = plan;
    this.#document = { ...document, waves: [...document.waves, ...plan.goalWaves] };
    this.#options = options;
    this.#randomness = randomness;
    this.sightings = options.sightings;
    this.#seeded = new SeededFates(plan.faults, randomness, this.time, this.sightings);
    const fates = options.fates?.(this.time) ?? this.#seeded;
    this.#fates = fates;
    this.servers = new Servers(this.time, fates, options.isTraced);
    this.mail = new SimulatedMailService(this.time, plan.faults.dedupe, (mail) => this.#onAccepted(mail));
    this.laws = new LawBook(this);
    this.#backend = this.#createBackend();
    const queueWorld = { time: this.time, servers: this.servers, randomness, trouble: plan.faults.queueTrouble };
    this.#sendQueue = new SimulatedQueue('sendMessage', queueWorld, (item, run) => this.#sendMessage(item, run));
    this.#reportQueue = new SimulatedQueue('recordDeliveryReport', queueWorld, (item, run) => this.#record(item, run));
    this.#timers = {
      planCampaign: aTimer('planCampaign', 15, this.time.nowMs),
      releaseMessages: aTimer('releaseMessages', 1),
      reconcileClaims: aTimer('reconcileClaims', 5),
      watchRegistrations: aTimer('watchRegistrations', 5),
    };
    this.#timerList = Object.values(this.#timers);
  }

  #createBackend(): Backend {
    return {
      stores: this.stores,
      time: this.time,
      servers: this.servers,
      journal: this.stores.journal,
      enqueue: (request) => this.#sendQueue.put(request),
      mailService: () => this.rules.mailFrom.service,
      send: (mail, service) => this.#answerMail(mail, service),
      look: (userId) => this.#seeded.lookAnswer() ?? this.#lookAt(userId),
      ask: (messageId, service) =>
        this.#seeded.statusFault() ?? this.mail.answerFor(messageId, service, this.#seeded.isStatusSlow()),
      onWrite: (write) => this.laws.onWritten(write),
      onAgendaTouched: () => (this.#isAgendaTouched = true),
      onCampaign: (state) => this.#onCampaign(state),
    };
  }

  #answerMail(mail: OutgoingMail, service: string): SendAnswer {
    const scripted = this.#options.mailScript?.[this.mail.requests];
    const strange = this.#options.mailScript ? scripted?.answer : this.#seeded.mailAnswer();
    this.laws.onPosted(mail, strange, service);
    if (strange === undefined) return this.mail.take(mail, service);
    if (scripted ? scripted.isTaken : this.#seeded.isTakenAllTheSame(strange)) this.mail.take(mail, service);
    else this.mail.requests++;
    return strange;
  }

  /** The truth of this moment, which a pass will learn later. */
  #lookAt(userId: string): PersonReading {
    const person = this.plan.people.find((one) => one.userId === userId)!;
    const standing = this.#standing.get(userId)!;
    if (!standing.isThere) return { kind: 'notThere' };
    return { kind: 'read', user: factsOf(person, standing, this.time.now()).user, memberOf: [] };
  }

  // ——— running ———

  /** Runs until nothing is left to do, and answers what was not as it should be. */
  async run(): Promise<readonly string[]> {
    await this.#prepare();
    for (let rounds = 0; rounds < 3; rounds++) {
      await this.#runUntilRest();
      if (this.laws.isBroken) break;
      this.time.nowMs = Math.max(this.time.nowMs, startsAt.getTime() + this.plan.faults.endsAfterMs);
      if ((await this.#lastCheck()) === 'atRest') break;
    }
    await this.laws.checkAtRest();
    if (this.plan.decidesLost && this.plan.losses.length > 0 && !this.laws.isBroken) await this.#decideAndGoOn();
    if (this.plan.forgets && !this.laws.isBroken) await this.#forgetAndGoOn();
    for (let n = 1; n <= (this.plan.losesInfo ?? 0) && !this.laws.isBroken; n++) await this.#loseInfoAndGoOn(n);
    return this.laws.faults;
  }

  /** Nobody waits for the decision afterwards, and whoever is owed a mail by it gets it. */
  async #decideAndGoOn(): Promise<void> {
    this.#decideLost();
    await this.#runUntilRest();
    await this.#lastCheck();
    await this.laws.checkAtRest();
    await this.laws.checkDecided();
  }

  /** As the page does it: a dry run, and then its `confirm`. */
  #decideLost(): void {
    const decision = this.plan.decidesLost!;
    this.#untilDone('decideLost', async (invocation) => {
      const wired = wiredPorts(this.#backend, invocation);
      const { plans, auditTrail, erasedPeople } = this.stores;
      const ports = { ...wired, plans, auditTrail, erasedPeople, isOvertime: () => false };
      const run = { rules: await this.#rulesNow(), now: this.time.now(), ports };
      const { confirm, userIds } = await planLoss(decision, run);
      if (confirm === undefined) return;
      this.laws.onDecided(userIds, decision);
      const answer = await decideLost({ decision, confirm, because: 'the world wants it', by: 'operator' }, run);
      if (answer.kind === 'done' && answer.people > 0)
        this.sightings?.note(`operator: decides about lost histories: ${decision}`);
    });
  }

  /** Long after its end the campaign is forgotten. Passes go on, and whoever has not registered yet does. */
  async #forgetAndGoOn(): Promise<void> {
    const { people } = this.plan;
    this.time.nowMs += forgottenAfterDays * dayMs;
    for (const person of people) this.#learnFacts(person);
    await this.#runUntilRest();
    this.#untilDone('forgetOldData', async (invocation) => {
      const { cadence } = await this.#rulesNow();
      const ports = wiredPorts(this.#backend, invocation);
      const forgotten = await forgetJourneys({ policy: cadence, retentionDays: forgottenAfterDays - 1 }, ports);
      if (forgotten > 0) this.sightings?.note('time: journeys are forgotten');
    });
    await this.#runUntilRest();
    for (const person of people) {
      this.#register(person, 0);
      this.#learnFacts(person);
    }
    await this.#runUntilRest();
    await this.#lastCheck();
    await this.laws.checkAtRest();
  }

  /** Faults come again, a pass finds who can reset no more, and some of them register once more when they are asked. */
  async #loseInfoAndGoOn(n: number): Promise<void> {
    this.#asksAgain = true;
    this.time.nowMs += 10 * dayMs;
    this.#seeded.comesAgain(6 * hourMs);
    const passId = `pass ${n}`;
    await this.#passes(
      passId,
      this.plan.people.filter((person) => this.#losesInfo(person)),
    );
    for (const [nth, days] of daysAfterALoss.entries()) {
      this.time.nowMs += days * dayMs;
      this.#seeded.comesAgain(6 * hourMs);
      await this.#passes(`${passId}, ${nth} later`, []);
    }
    await this.#lastCheck();
    await this.laws.checkAtRest();
    await this.laws.checkAskedAgain();
  }

  /** Whether a loss begins their new round, and may end what they wait for. */
  #asksAgain = false;

  #losesInfo(person: Person): boolean {
    const standing = this.#standing.get(person.userId)!;
    if (!standing.isCapable || !standing.isInReport || !this.#randomness.chance(0.8)) return false;
    standing.isCapable = false;
    return true;
  }

  /** A whole pass in the order in which it goes: everybody's facts, whom to look at for a new round, and then it is complete. */
  async #passes(passId: string, lost: readonly Person[]): Promise<void> {
    const foundAt = this.time.now();
    for (const person of lost) this.laws.onInfoLost(person, { passId, atMs: this.time.nowMs });
    for (const person of this.plan.people)
      this.#learnFacts(person, undefined, lost.includes(person) ? foundAt : undefined);
    await this.#runUntilRest();
    this.#untilDone('refreshPage', async (invocation) => {
      const { reopeningCandidates } = wiredPorts(this.#backend, invocation);
      const userIds = lost.map(({ userId }) => userId);
      await reopeningCandidates.put(candidatesOf(userIds, { passId, foundAt }, this.time.now()));
      const known = { reportReadAt: foundAt, staleAfterHours: staleAfterYearsHours };
      this.rules = { ...this.rules, cadence: { ...this.rules.cadence, ...known } };
      this.#document.waves.forEach(({ name }) => this.#reopenWave(name));
      this.#timers.planCampaign.wantedMs = this.time.nowMs;
    });
    await this.#runUntilRest();
  }

  async #prepare(): Promise<void> {
    const { campaigns, passes, recipients } = this.stores;
    await campaigns.write(
      { document: this.#document, state: { status: 'running', because: undefined, changedAt: startsAt } },
      undefined,
    );
    await passes.write(aCompletePass, undefined);
    for (const person of this.plan.people) {
      const standing = {
        isCapable: person.kind === 'capableFromTheStart',
        isEnabled: true,
        isInReport: true,
        isThere: true,
      };
      this.#standing.set(person.userId, standing);
      await recipients.writeFacts([factsOf(person, standing, startsAt)]);
      this.#planLife(person);
    }
    if (this.plan.halt) this.#planHalt(this.plan.halt);
    for (const { afterMs, of } of this.plan.mailMoves) this.time.after(afterMs, () => this.#moveMail(of));
    for (const loss of this.plan.losses) this.time.after(loss.afterMs, () => this.#loseRows(loss));
    if (this.plan.decidesLost && this.plan.losses.length > 0) this.time.after(2 * dayMs, () => this.#decideLost());
    for (const { afterMs, byMs } of this.plan.faults.clockJumps) {
      this.time.after(afterMs, () => {
        this.time.skewMs += byMs;
        this.#isAgendaTouched = true;
      });
    }
  }

  /** Whoever runs by then goes on with what it began with. */
  #moveMail(of: MailMove['of']): void {
    this.sightings?.note(`operator: another mail ${of}`);
    const { mailFrom } = this.rules;
    const isFirst = {
      service: mailFrom.service === firstFrom.service,
      sender: mailFrom.senderAddress === firstFrom.senderAddress,
    };
    const moved =
      of === 'service'
        ? { ...mailFrom, service: (isFirst.service ? otherFrom : firstFrom).service }
        : { ...(isFirst.sender ? otherFrom : firstFrom), service: mailFrom.service };
    this.rules = { ...this.rules, mailFrom: moved };
  }

  /** Somebody deletes rows, and a pass writes anew what the tenant says of the person. */
  #loseRows({ person: n, part, untilPassMs }: RowLoss): void {
    const person = this.plan.people[n % this.plan.people.length]!;
    this.sightings?.note(`operator: loses rows of a person: ${part}`);
    this.stores.recipients.loseRows(person.userId, part);
    this.laws.onLost(person);
    this.time.after(untilPassMs, () =>
      this.#learnFacts(person, () => this.#document.waves.forEach(({ name }) => this.#reopenWave(name))),
    );
  }

  /** What a pass does at its end: the waves look for people from the start again. */
  #reopenWave(waveId: string): void {
    this.#untilDone('refreshPage', async (invocation) => {
      const { waves } = wiredPorts(this.#backend, invocation);
      const stored = (await waves.list()).find((one) => one.waveId === waveId);
      if (stored?.state === 'cancelled') return;
      const { version = '', ...wave } = stored ?? {};
      const isOpen = stored?.state === 'enrolled' && !this.#isChangingWave;
      const written =
        isOpen && (await waves.update({ ...(wave as Wave), looksAgain: true, cursor: undefined }, version));
      if (written && written.kind === 'written') this.#timers.planCampaign.wantedMs = this.time.nowMs;
      else this.time.after(15 * minuteMs, () => this.#reopenWave(waveId));
    });
  }

  /** An operator halts the wave, and goes on with it once that is done. */
  #planHalt({ action, fromMs, toMs }: NonNullable<WorldPlan['halt']>): void {
    this.time.after(fromMs, () => this.#changeWave(action));
    if (action === 'pause') this.time.after(toMs, () => this.#resumeWave());
  }

  #isChangingWave = false;

  #resumeWave(): void {
    if (this.#isChangingWave) this.time.after(minuteMs, () => this.#resumeWave());
    else this.#changeWave('resume');
  }

  #changeWave(action: WaveAction): void {
    this.#isChangingWave = true;
    if (action === 'resume') this.haltedSinceMs = undefined;
    this.#untilDone('changeWave', async (invocation) => {
      const readAnew = async () => ({ rules: await this.#rulesNow() }) as CurrentCampaign;
      const ports = { ...wiredPorts(this.#backend, invocation), campaign: { readAnew } };
      const { kind } = await changeWave('everyone', action, this.time.now(), ports);
      if (kind === 'changed' && action !== 'resume') this.haltedSinceMs ??= this.time.nowMs;
      this.#timers.planCampaign.wantedMs = this.time.nowMs;
      this.#isChangingWave = false;
    });
  }

  /** The rules as an invocation finds them when it begins. */
  async #rulesNow(): Promise<PlanningRules> {
    if (this.plan.halt === undefined) return this.rules;
    const haltedWaves = haltedAmong(await this.stores.waves.list());
    this.rules = { ...this.rules, cadence: { ...this.rules.cadence, haltedWaves } };
    return this.rules;
  }

  async #runUntilRest(): Promise<void> {
    for (let steps = 0; steps < maxSteps; steps++) {
      if (this.servers.isUnsettled) await this.servers.settle();
      if (this.laws.isBroken) return;
      if (this.#isAgendaTouched) this.#lookAtAgenda();
      const timer = this.#nextTimer();
      if (timer === undefined && this.time.nextMs === Infinity) return;
      if (timer && timer.nextMs < this.time.nextMs) this.#tick(timer.name, timer.nextMs);
      else this.time.step();
      if (this.time.nowMs > startsAt.getTime() + maxDays * dayMs) break;
    }
    this.laws.report('stuck: the world does not come to rest');
  }

  /** Once all is quiet the check of everyone runs a last time; when it finds something to do, the world goes on. */
  async #lastCheck(): Promise<'atRest' | 'goesOn'> {
    this.time.after(0, () => this.#tick('reconcileClaims', this.time.nowMs));
    this.time.step();
    await this.#runUntilRest();
    return 'atRest';
  }

  #lookAtAgenda(): void {
    this.#isAgendaTouched = false;
    const { dueAt, watchAt } = this.stores.agenda.firstTimes;
    this.#timers.releaseMessages.wantedMs = dueAt ? dueAt.getTime() - this.time.skewMs : Infinity;
    this.#timers.reconcileClaims.wantedMs = watchAt ? watchAt.getTime() - this.time.skewMs : Infinity;
  }

  #nextTimer(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timerList) {
      const { everyMs, lastMs, wantedMs } = timer;
      if (wantedMs === Infinity) continue;
      timer.nextMs = Math.ceil(Math.max(wantedMs, lastMs + everyMs, this.time.nowMs) / everyMs) * everyMs;
      if (next === undefined || timer.nextMs < next.nextMs) next = timer;
    }
    return next;
  }

  #tick(name: TimerName, atMs: number): void {
    this.time.nowMs = Math.max(this.time.nowMs, atMs);
    this.#timers[name].lastMs = this.time.nowMs;
    this.time.after(this.#randomness.between(0, latestTickMs), () => this.#run(name));
  }

  #run(name: TimerName): void {
    const startedMs = this.time.nowMs;
    const run = (invocation: Invocation) => this.#timerRuns[name](invocation);
    this.servers.start(name, this.#randomness.between(0, 1), run, (ending) => this.#afterTick(name, startedMs, ending));
  }

  #afterTick(name: TimerName, startedMs: number, ending: Ending): void {
    const timer = this.#timers[name];
    if (name === 'planCampaign') void this.#planOnlyWhatIsLeft();
    if (name === 'watchRegistrations' && ending === 'done' && timer.wantedMs <= startedMs) timer.wantedMs = Infinity;
    if (name === 'watchRegistrations' && ending === 'done') this.#wantNextEvent(startedMs);
  }

  /** Once everybody is enrolled, planning finds nothing to do any more. */
  async #planOnlyWhatIsLeft(): Promise<void> {
    const waves = await this.stores.waves.list();
    const isDone =
      waves.length > 0 &&
      waves.every(
        ({ state, startsAt: opensAt, looksAgain }) =>
          (state !== 'scheduled' || opensAt > this.time.now()) &&
          state !== 'enrolling' &&
          !(state === 'enrolled' && looksAgain === true),
      );
    const looksAtMs = (this.stores.reopeningCandidates.firstLookAt?.getTime() ?? Infinity) - this.time.skewMs;
    if (isDone && !(this.#asksAgain && looksAtMs <= this.time.nowMs))
      this.#timers.planCampaign.wantedMs = this.#nextWaveMs(waves);
  }

  #nextWaveMs(waves: readonly Wave[]): number {
    const later = waves.filter(({ state }) => state === 'scheduled');
    return Math.min(Infinity, ...later.map(({ startsAt: opensAt }) => opensAt.getTime() - this.time.skewMs));
  }

  // ——— what the functions do ———

  get #isPaused(): boolean {
    return this.#isBrokenOff || this.#isPausedByPlan;
  }

  get #isPausedByPlan(): boolean {
    const { pause } = this.plan;
    const since = this.time.nowMs - startsAt.getTime();
    return pause !== undefined && since >= pause.fromMs && since < pause.toMs;
  }

  /** The breaker has paused the campaign, and nobody has resumed it yet. */
  #isBrokenOff = false;
  #resumptions = 0;

  /** The campaign was written: the breaker has paused it, or the operator has resumed it. */
  #onCampaign({ status }: CampaignState): void {
    const { operator } = this.plan;
    if (operator === undefined) return;
    this.#isBrokenOff = status === 'paused';
    if (!this.#isBrokenOff) return;
    this.sightings?.note('breaker: pauses the campaign');
    const { resumesAfterMs } = operator;
    this.time.after(resumesAfterMs[this.#resumptions++ % resumesAfterMs.length]!, () => this.#resume());
  }

  #resume(): void {
    this.sightings?.note('operator: resumes the campaign');
    this.#untilDone('resumeCampaign', async (invocation) => {
      const { campaigns } = wiredPorts(this.#backend, invocation);
      const read = async () => (await campaigns.read())!;
      await changeStatus({ status: 'running', because: undefined, changedAt: this.time.now() }, read, campaigns);
      this.#timers.planCampaign.wantedMs = this.time.nowMs;
    });
  }

  readonly #timerRuns: Record<TimerName, (invocation: Invocation) => Promise<void>> = {
    planCampaign: async (invocation) => {
      const ports = wiredPorts(this.#backend, invocation);
      const campaign = { document: this.#document, rules: await this.#rulesNow(), paused: this.#isPaused };
      if (this.#asksAgain) await reopenJourneys(campaign, this.time.now(), ports);
      await planCampaign(campaign, this.time.now(), ports);
      this.#skipPause(this.#timers.planCampaign);
    },
    releaseMessages: async (invocation) => {
      const ports = wiredPorts(this.#backend, invocation);
      const now = this.time.now();
      const brakes = { paused: this.#isPaused, dryRun: false };
      const released = await releaseMessages(brakes, this.plan.capacity, now, ports);
      await this.#skipIdleTicks(released);
    },
    reconcileClaims: async (invocation) => {
      const ports = wiredPorts(this.#backend, invocation);
      const now = this.time.now();
      await reconcileClaims(await this.#rulesNow(), now, ports);
      await checkConservation(await this.#rulesNow(), now, ports);
    },
    watchRegistrations: async (invocation) => {
      await watchRegistrations(await this.#rulesNow(), this.time.now(), wiredPorts(this.#backend, invocation));
    },
  };

  /** A gate that is closed, or has let through all it may, needs no tick until it opens: those would do nothing. */
  async #skipIdleTicks(released: Released): Promise<void> {
    const timer = this.#timers.releaseMessages;
    if (released.kind === 'closed')
      timer.lastMs = Math.max(timer.lastMs, released.until.getTime() - this.time.skewMs - minuteMs);
    if (released.kind !== 'stopped') return;
    if (released.because === 'paused') return this.#skipPause(timer);
    const { gate } = await this.stores.gates.read();
    const isShut = (atMs: number) => {
      const asked = askGate(gate, this.plan.capacity, new Date(atMs + this.time.skewMs));
      return !asked.open || asked.count === 0;
    };
    for (let minutes = 0; minutes < 60 && isShut(timer.lastMs + minuteMs); minutes++) timer.lastMs += minuteMs;
  }

  /** While the campaign is paused a tick finds it paused, and that is all. */
  #skipPause(timer: Timer): void {
    if (this.#isPausedByPlan) timer.lastMs = startsAt.getTime() + this.plan.pause!.toMs - timer.everyMs;
  }

  async #sendMessage(request: SendRequest, invocation: Invocation): Promise<void> {
    const ports = wiredPorts(this.#backend, invocation);
    const rules = await this.#rulesNow();
    const context = { rules, brakes: { paused: this.#isPaused, dryRun: false }, render: this.#render };
    const mailer = { ...ports.mailer, send: this.#seenLeaving(request, ports.mailer) };
    await sendMessage(request, context, { ...ports, mailer });
  }

  #seenLeaving(request: SendRequest, mailer: Mailer): Mailer['send'] {
    return (mail) => {
      this.laws.onLeaving(request);
      return mailer.send(mail);
    };
  }

  async #record(report: DeliveryReport, invocation: Invocation): Promise<void> {
    const ports = wiredPorts(this.#backend, invocation);
    const outcome = await recordDeliveryReport(report, await this.#rulesNow(), this.time.now(), ports);
    if (this.plan.operator && outcome === 'recorded') await this.#checkBreaker(report);
  }

  readonly #breakerLaw = new BreakerLaw();

  async #checkBreaker({ messageId, status }: DeliveryReport): Promise<void> {
    const { atMs } = this.mail.accepted.find((mail) => mail.messageId === messageId)!;
    this.#breakerLaw.onRecorded({ leftMs: atMs, fate: status === 'Quarantined' ? 'filtered' : 'failed' });
    const { state } = (await this.stores.campaigns.read())!;
    const fault = this.#breakerLaw.faultOf(state, document.capacity.pauseAtFailureRate, this.time.nowMs);
    if (fault) this.laws.report(fault);
  }

  #renderings = 0;

  /** Never the same twice, so that a body that was not pinned is found out. */
  readonly #render = (message: Message, journey: StoredJourney) => ({
    address: addressOf(journey.facts!, document.audience)!,
    body: {
      messageId: message.messageId,
      subject: message.step,
      html: `rendering ${++this.#renderings}`,
      text: '',
      displayName: '',
    },
  });

  // ——— what people do ———

  #planLife(person: Person): void {
    if (person.registersAfterMails === 0) this.#register(person, person.registersAfterMs);
    if (person.fate === 'none') return;
    this.time.after(person.fateAfterMs, () => {
      if (person.fate === 'excluded') return this.#exclude(person);
      const standing = this.#standing.get(person.userId)!;
      standing.isInReport = false;
      if (person.fate === 'vanishesFromReport') return this.#learnFacts(person);
      if (person.fate === 'disabled') standing.isEnabled = false;
      else standing.isThere = false;
      this.laws.onGone(person);
      this.time.after(person.reportLagMs, () => this.#learnFacts(person));
    });
  }

  #onAccepted(mail: AcceptedMail): void {
    const person = this.plan.people.find((one) => addressesOf(one).includes(mail.address))!;
    this.laws.onAccepted(mail, person);
    this.#planReports(mail, person);
    const received = this.mail.accepted.filter(({ address }) => addressesOf(person).includes(address)).length;
    const isAskedAgain = this.#asksAgain && this.#randomness.chance(0.5);
    if (person.registersAfterMails === received || isAskedAgain) this.#register(person, person.registersAfterMs);
  }

  #planReports({ messageId, address, sender }: AcceptedMail, person: Person): void {
    if (this.#seeded.isReportLost()) return;
    const status = statusFrom[address === person.address ? person.mailbox : person.otherMailbox!];
    const early = this.plan.operator !== undefined || this.#randomness.chance(0.2);
    const delayMs = early ? this.#randomness.between(1, 2_000) : this.#randomness.between(10_000, 180 * minuteMs);
    this.time.after(delayMs, () => {
      const at = new Date(this.time.nowMs);
      this.laws.onReported(messageId, status);
      this.#reportQueue.put({
        eventId: `report-${++this.#eventNumber}`,
        messageId,
        recipient: address,
        sender,
        status,
        at,
        internetMessageId: `<${messageId}@mail.contoso.com>`,
      });
    });
  }

  #register(person: Person, afterMs: number): void {
    if (person.kind !== 'eligible' && !this.#asksAgain) return;
    this.time.after(afterMs, () => {
      const standing = this.#standing.get(person.userId)!;
      if (standing.isCapable) return;
      standing.isCapable = true;
      this.laws.onRegistered(person);
      const activityDateTime = new Date(this.time.nowMs);
      this.time.after(person.auditLagMs, () => this.#showEvent(person, activityDateTime));
      this.time.after(person.reportLagMs, () => this.#learnFacts(person));
    });
  }

  #eventsShownMs: number[] = [];

  #showEvent(person: Person, activityDateTime: Date): void {
    this.stores.auditLog.events.push({
      id: `event-${++this.#eventNumber}`,
      activityDateTime,
      activityDisplayName: 'User registered all required security info',
      loggedByService: 'Authentication Methods',
      result: 'success',
      resultReason: '',
      userId: person.userId,
    });
    this.#eventsShownMs.push(this.time.nowMs);
    const timer = this.#timers.watchRegistrations;
    timer.wantedMs = Math.min(timer.wantedMs, this.time.nowMs);
  }

  #wantNextEvent(startedMs: number): void {
    this.#eventsShownMs = this.#eventsShownMs.filter((shownMs) => shownMs > startedMs);
    this.#timers.watchRegistrations.wantedMs = Math.min(...this.#eventsShownMs);
  }

  /** What a pass does for somebody whose facts have changed, repeated until it is done. */
  #learnFacts(person: Person, atTheEnd: () => void = () => undefined, infoLostAt?: Date): void {
    this.#untilDone('refreshPage', async (invocation) => {
      const ports = wiredPorts(this.#backend, invocation);
      const reportReadAt = this.time.now();
      const run = { rules: await this.#rulesNow(), now: reportReadAt, ports };
      if (this.laws.hasLost(person)) await healPerson(person.userId, false, run);
      const facts = factsOf(person, this.#standing.get(person.userId)!, reportReadAt);
      await ports.recipients.writeFacts([{ ...facts, ...(infoLostAt && { infoLostAt }) }]);
      await replan(person.userId, { rules: await this.#rulesNow(), now: this.time.now(), ports });
      atTheEnd();
    });
  }

  #exclude(person: Person): void {
    this.#untilDone('excludeUser', async (invocation) => {
      const ports = wiredPorts(this.#backend, invocation);
      const run = { rules: await this.#rulesNow(), now: this.time.now(), ports };
      await changeJourney(person.userId, () => ({ excludedByOperator: true }), run);
    });
  }

  #untilDone(useCase: string, run: (invocation: Invocation) => Promise<void>): void {
    this.servers.start(useCase, this.#randomness.between(0, 1), run, (ending) => {
      if (ending !== 'done') this.time.after(minuteMs, () => this.#untilDone(useCase, run));
    });
  }

  get isOver(): boolean {
    return this.#fates.isOver;
  }

  get queueFaults(): number {
    return this.#sendQueue.deletedFromOthers + this.#reportQueue.deletedFromOthers;
  }
}

const statusFrom = {
  works: 'Delivered',
  bounces: 'Bounced',
  suppresses: 'Suppressed',
  filters: 'Quarantined',
  fails: 'Failed',
  surprises: 'Puzzled',
} as const;
const addressesOf = (person: Person): readonly string[] => [person.address, otherAddressOf(person)];

const aCompletePass = {
  passId: 'pass',
  startedAt: startsAt,
  state: 'complete' as const,
  collection: 'users' as const,
  page: 1,
  next: undefined,
  groupsLeft: [],
  progressedAt: startsAt,
  counts: noCounts,
  because: undefined,
};
