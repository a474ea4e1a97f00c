import type { AuditLog } from '../shared/ports/audit-log.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { OutgoingMail } from '../shared/ports/mailer.ts';
import type { AuditEvent } from '../shared/registration/evidence.ts';
import { idOf, numberAt, registersAfterMs } from './campaign-people.ts';

const minuteMs = 60_000;

/** Who got how many mails, when the first and the last one left, and of which kind they were. */
export class MailCounts {
  readonly #onFirstMail: (person: number) => void;
  readonly #mailsTo: Uint8Array;
  readonly #kinds = new Map<string, number>();
  lastMailAt: Date | undefined;
  lastFirstMailAt: Date | undefined;

  constructor(people: number, onFirstMail: (person: number) => void) {
    this.#mailsTo = new Uint8Array(people);
    this.#onFirstMail = onFirstMail;
  }

  readonly count = (mail: OutgoingMail, at: Date): void => {
    this.lastMailAt = at;
    const person = numberAt(mail.to.address);
    this.#mailsTo[person]! += 1;
    if (this.#mailsTo[person] === 1) {
      this.lastFirstMailAt = at;
      this.#onFirstMail(person);
    }
    this.#kinds.set(mail.subject, (this.#kinds.get(mail.subject) ?? 0) + 1);
  };

  /** Mails by their subject: people speak one language here. */
  get bySubject(): ReadonlyMap<string, number> {
    return this.#kinds;
  }

  get peopleReached(): number {
    return this.#mailsTo.reduce((sum, mails) => sum + Math.min(1, mails), 0);
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
