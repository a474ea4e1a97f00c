import { startSimulation, type Simulation, type SimulationOptions } from '../../local/simulation/simulation.ts';
import type { FaultRule } from '../../local/simulation/faults.ts';
import { generateOrganisation } from '../../local/simulation/tenant.ts';
import { createMailer } from '../../shared/adapters/communication-services/mailer.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import { deliveryReportEvent } from '../../shared/adapters/event-grid/delivery-report-event.ts';
import type { Message } from '../../shared/delivery/message.ts';
import { checkConservation } from '../../shared/use-cases/check-conservation.ts';
import { reconcileClaims } from '../../shared/use-cases/reconcile-claims.ts';
import { recordDeliveryReport } from '../../shared/use-cases/record-delivery-report.ts';
import { releaseMessages } from '../../shared/use-cases/release-messages.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import type { OutgoingMail } from '../../shared/ports/mailer.ts';
import { aPlace, someRules } from '../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson } from '../builders/storage.ts';
import { personId } from '../builders/people.ts';
import { FakePersonReader } from '../fakes/fake-person-reader.ts';
import { fakePorts } from '../fakes/ports.ts';
import { storesBehindProxy } from '../shared/adapters/tables/azurite-tables.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const minuteMs = 60_000;
/** How long the mailer waits for an answer here, instead of half a minute. */
export const abortAfterMs = 400;
const brakes = { paused: false, dryRun: false };
const capacity = { mailsPerMinute: 30, mailsPerHour: 100 };

/** Steps of five minutes. At the end every report has come, and the service was asked about every claim. */
const steps = 40;

export interface RunOptions {
  /** How often the queues deliver each message. */
  readonly times?: number;
  /** The last report first. */
  readonly reversed?: boolean;
  readonly withReports?: boolean;
}

/** How many people the wave has. */
export const waveSize = 3;

/**
 * A wave of three nudges: the real mailer over HTTP to the simulated service, the real stores on Azurite behind a proxy,
 * and the send engine's use cases in virtual time, until the day is over.
 */
export class SmallWave {
  readonly #ports;
  readonly #storage;
  readonly #simulation: Simulation;
  readonly #events: unknown[];
  readonly #addresses: readonly string[];
  readonly #context;
  #skewMs = 0;
  #failed: SendRequest[] = [];
  #afterPost: () => void = () => undefined;
  /** What `sendMessage` answered, in order; `failed` where it threw. */
  readonly answers: string[] = [];
  readonly reports: string[] = [];

  static async start(options: Partial<SimulationOptions> = {}): Promise<SmallWave> {
    const storage = await storesBehindProxy();
    const events: unknown[] = [];
    const organisation = { users: 60, seed: 7, port: 0, startsAt };
    const simulation = await startSimulation({
      ...organisation,
      quota: { perMinute: 1_000, perHour: 1_000 },
      onDeliveryReport: async (event) => void events.push(event),
      ...options,
    });
    const { people } = generateOrganisation(organisation);
    const isUsual = ({ mailbox, mail, isGuest }: (typeof people)[number]) => mailbox === 'works' && mail && !isGuest;
    const wave = new SmallWave(
      storage,
      simulation,
      events,
      people.filter(isUsual).map(({ mail }) => mail!),
    );
    await wave.#prepare();
    return wave;
  }

  private constructor(
    storage: Awaited<ReturnType<typeof storesBehindProxy>>,
    simulation: Simulation,
    events: unknown[],
    addresses: readonly string[],
  ) {
    this.#storage = storage;
    this.#simulation = simulation;
    this.#events = events;
    this.#addresses = addresses;
    const { stores } = storage;
    const connectionString = `endpoint=${simulation.origin};accesskey=${Buffer.from('local').toString('base64')}`;
    const fakes = fakePorts(startsAt);
    const clock = { now: () => new Date(fakes.clock.now().getTime() + this.#skewMs) };
    const service = createMailer({
      connection: { kind: 'connectionString', connectionString },
      clock,
      abortAfterMs,
    });
    const send = async (mail: OutgoingMail) => {
      const answer = await service.send(mail);
      this.#afterPost();
      return answer;
    };
    const mailer = { ...service, send };
    // What stands for Graph here goes around the proxy: faults of the storage are not its own.
    const people = new FakePersonReader(async (userId) => (await storage.direct.recipients.readJourney(userId)).facts);
    this.#ports = { ...fakes, ...stores, people, mailer, clock, time: fakes.clock };
    const inUtc = aPlace();
    this.#context = {
      rules: { ...someRules(), placeOf: () => inUtc },
      brakes,
      render: ({ userId, messageId }: Message) => ({
        address: this.#addresses[numbers.find((n) => personId(n) === userId)!]!,
        body: aBody(messageId, { subject: 'Register', text: 'Type aka.ms/ssprsetup in your browser.' }),
      }),
    };
  }

  async #prepare(): Promise<void> {
    for (const n of numbers) {
      const messages = [{ ...messageOfPerson(n), dueAt: startsAt }];
      await givenPerson(this.#storage.direct as never, n, { messages });
    }
  }

  async close(): Promise<void> {
    await this.#simulation.close();
    await this.#storage.proxy.close();
  }

  get proxy() {
    return this.#storage.proxy;
  }

  async setFaults(rules: readonly Partial<FaultRule>[]): Promise<void> {
    const answer = await fetch(`${this.#simulation.origin}/simulation/faults`, {
      method: 'POST',
      body: JSON.stringify(rules),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** Does something when the service has answered the next mail, before the sender goes on. */
  onNextPost(act: () => void): void {
    this.#afterPost = () => {
      this.#afterPost = () => undefined;
      act();
    };
  }

  /** From now on the clocks of the functions are so far off. */
  setClocksOff(minutes: number): void {
    this.#skewMs = minutes * minuteMs;
  }

  /** Lets some hours go by in steps of five minutes, with every function that is due. */
  async run({ times = 1, reversed = false, withReports = true }: RunOptions = {}): Promise<void> {
    for (let step = 0; step < steps; step++) {
      await this.tick(times);
      if (withReports) await this.recordReports(times, reversed);
      await this.#look();
      await this.pass(5);
    }
  }

  /** Releases what is due and lets the queue deliver it, each message so many times. */
  async tick(times = 1): Promise<void> {
    const { clock, sendQueue } = this.#ports;
    await withoutHarm(releaseMessages(brakes, capacity, clock.now(), this.#ports));
    const requests = [...this.#failed.splice(0), ...sendQueue.takeAll()];
    for (let time = 0; time < times; time++) for (const request of requests) await this.#deliver(request);
  }

  /** As the queue does: a message whose function fails comes again. */
  async #deliver(request: SendRequest): Promise<void> {
    try {
      const { kind } = await sendMessage(request, this.#context, this.#ports);
      this.answers.push(kind);
    } catch {
      this.answers.push('failed');
      this.#failed.push(request);
    }
  }

  async recordReports(times = 1, reversed = false): Promise<void> {
    const events = this.#events.splice(0);
    const ordered = reversed ? events.toReversed() : events;
    for (let time = 0; time < times; time++) {
      for (const event of ordered) {
        const report = deliveryReportEvent.parse(event);
        const outcome = await recordDeliveryReport(report, this.#context.rules, this.#ports.clock.now(), this.#ports);
        this.reports.push(outcome);
      }
    }
  }

  async #look(): Promise<void> {
    const { rules } = this.#context;
    const now = this.#ports.clock.now();
    await withoutHarm(reconcileClaims(rules, now, this.#ports));
    await withoutHarm(checkConservation(rules, now, this.#ports));
  }

  /** Lets time go by for everybody. */
  async pass(minutes: number): Promise<void> {
    await this.#simulation.advanceTo(this.#ports.time.advance({ minutes }));
  }

  /** Changes a person from outside, as another function would: whoever has read before finds a conflict. */
  async touch(n: number): Promise<void> {
    const { recipients } = this.#storage.direct;
    const { userId, version } = await recipients.readJourney(personId(n));
    await recipients.writeJourney({ userId, version, excludedByOperator: false });
  }

  async outcome() {
    const messages = await Promise.all(numbers.map(async (n) => this.#nudge(n)));
    const { byRoute } = this.#simulation.summary().requests;
    const { mails, duplicates } = this.#simulation.summary();
    return {
      states: messages.map(({ state }) => state),
      posts: byRoute['POST /emails:send'] ?? 0,
      mails: mails.total,
      duplicates: duplicates.length,
      lost: messages.filter(({ acceptedAt }) => acceptedAt === undefined).length + Math.max(0, waveSize - mails.people),
    };
  }

  get questions(): number {
    return this.#simulation.summary().requests.byRoute['GET /emails/operations/{id}'] ?? 0;
  }

  async #nudge(n: number): Promise<Message> {
    const { messages } = await this.#storage.direct.recipients.readJourney(personId(n));
    return messages.find(({ step }) => step === 'nudge')!;
  }
}

const numbers = Array.from({ length: waveSize }, (_, n) => n + 1);

/** A function that fails is tried again at its next time. */
async function withoutHarm(run: Promise<unknown>): Promise<void> {
  await run.catch(() => undefined);
}
