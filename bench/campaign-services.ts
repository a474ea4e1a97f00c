import type { OperationAnswer, SendAnswer } from '../shared/delivery/send-answer.ts';
import type { Capacity } from '../shared/delivery/rate-gate.ts';
import type { AuditLog } from '../shared/ports/audit-log.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Mailer, OutgoingMail } from '../shared/ports/mailer.ts';
import type { AuditEvent } from '../shared/registration/evidence.ts';
import { idOf, numberAt, registersAfterMs } from './campaign-people.ts';

const minuteMs = 60_000;

/** Takes as many mails in any minute and any hour as its quota says, and remembers who got how many. */
export class QuotaMailer implements Mailer {
  readonly #capacity: Capacity;
  readonly #clock: Clock;
  readonly #onFirstMail: (person: number) => void;
  readonly #mailsTo: Uint8Array;
  readonly #kinds = new Map<string, number>();
  #lastHour: { readonly minute: number; mails: number }[] = [];
  throttled = 0;
  mails = 0;
  lastMailAt: Date | undefined;
  lastFirstMailAt: Date | undefined;

  constructor(people: number, capacity: Capacity, clock: Clock, onFirstMail: (person: number) => void) {
    this.#mailsTo = new Uint8Array(people);
    this.#capacity = capacity;
    this.#clock = clock;
    this.#onFirstMail = onFirstMail;
  }

  async send(mail: OutgoingMail): Promise<SendAnswer> {
    const now = this.#clock.now();
    if (!this.#hasRoom(Math.floor(now.getTime() / minuteMs))) {
      this.throttled += 1;
      return { kind: 'throttled', retryAfterSeconds: 60 };
    }
    this.mails += 1;
    this.lastMailAt = now;
    const person = numberAt(mail.to.address);
    this.#mailsTo[person]! += 1;
    if (this.#mailsTo[person] === 1) this.#first(person, now);
    this.#kinds.set(mail.subject, (this.#kinds.get(mail.subject) ?? 0) + 1);
    return { kind: 'accepted' };
  }

  async ask(): Promise<OperationAnswer> {
    return { kind: 'known' };
  }

  /** Mails by their subject: people speak one language here. */
  get bySubject(): ReadonlyMap<string, number> {
    return this.#kinds;
  }

  get peopleReached(): number {
    return this.#mailsTo.reduce((sum, mails) => sum + Math.min(1, mails), 0);
  }

  #first(person: number, now: Date): void {
    this.lastFirstMailAt = now;
    this.#onFirstMail(person);
  }

  #hasRoom(minute: number): boolean {
    if (this.#lastHour.at(-1)?.minute !== minute) {
      this.#lastHour = this.#lastHour.filter((one) => minute - one.minute < 60);
      this.#lastHour.push({ minute, mails: 0 });
    }
    const current = this.#lastHour.at(-1)!;
    const inLastHour = this.#lastHour.reduce((sum, { mails }) => sum + mails, 0);
    if (current.mails >= this.#capacity.mailsPerMinute || inLastHour >= this.#capacity.mailsPerHour) return false;
    current.mails += 1;
    return true;
  }
}

/** Who registers when, as the audit log tells it some minutes later. */
export class RegistrationLog implements AuditLog {
  readonly #clock: Clock;
  readonly #byMinute = new Map<number, AuditEvent[]>();
  registered = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The person was asked now, and registers when it suits them. */
  ask(person: number): void {
    const afterMs = registersAfterMs(person);
    if (afterMs === undefined) return;
    const activityDateTime = new Date(this.#clock.now().getTime() + afterMs);
    const minute = Math.floor(activityDateTime.getTime() / minuteMs);
    const event = {
      id: `event-${person}`,
      activityDateTime,
      activityDisplayName: 'User registered all required security info',
      loggedByService: 'Authentication Methods',
      result: 'success',
      resultReason: '',
      userId: idOf(person),
    };
    const events = this.#byMinute.get(minute);
    if (events) events.push(event);
    else this.#byMinute.set(minute, [event]);
    this.registered += 1;
  }

  async readEvents(service: string, since: Date) {
    const items: AuditEvent[] = [];
    if (service === 'Authentication Methods') {
      const last = Math.floor(this.#clock.now().getTime() / minuteMs) - lateByMinutes;
      for (let minute = Math.floor(since.getTime() / minuteMs); minute <= last; minute++) {
        items.push(...(this.#byMinute.get(minute) ?? []));
      }
    }
    return { items, setAside: [], next: undefined };
  }
}

const lateByMinutes = 4;
