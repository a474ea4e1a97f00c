import type {
  AuthenticationMethods,
  ContactAnswer,
  ContactReading,
  ContactRemoval,
} from '../../shared/ports/authentication-methods.ts';
import type { ContactDetails, ContactMethod } from '../../shared/prepopulation/contact-details.ts';

/** Phones and addresses in memory, of the people a test puts in. */
export class FakeAuthenticationMethods implements AuthenticationMethods {
  readonly #details = new Map<string, Partial<Record<ContactMethod, string>>>();
  readonly #answers: { readonly answer: ContactAnswer; readonly butAdded: boolean }[] = [];
  readonly #readings: ContactReading[] = [];
  #kept = 0;
  /** Every method that was asked to be added, in order. */
  readonly added: { readonly userId: string; readonly method: ContactMethod; readonly value: string }[] = [];
  readonly asked: string[] = [];

  put(userId: string, details: ContactDetails = {}): void {
    this.#details.set(userId, { ...details });
  }

  detailsOf(userId: string): ContactDetails {
    return { ...this.#details.get(userId) };
  }

  /** The next method that is to be added is answered like this; `butAdded`: and is added nevertheless. */
  answerNext(answer: ContactAnswer, { butAdded = false } = {}): void {
    this.#answers.push({ answer, butAdded });
  }

  /** The next method that is to be taken away stays. */
  keepNext(): void {
    this.#kept++;
  }

  answerNextReading(reading: ContactReading): void {
    this.#readings.push(reading);
  }

  async read(userId: string, methods: readonly ContactMethod[]): Promise<ContactReading> {
    this.asked.push(userId);
    const told = this.#readings.shift();
    if (told) return told;
    const details = this.#details.get(userId);
    if (details === undefined) return { kind: 'noSuchUser' };
    const known = Object.entries(details).filter(([method]) => methods.some((one) => one === method));
    return { kind: 'read', details: Object.fromEntries(known) };
  }

  async add(userId: string, method: ContactMethod, value: string): Promise<ContactAnswer> {
    this.added.push({ userId, method, value });
    const told = this.#answers.shift();
    if (told && !told.butAdded) return told.answer;
    const details = this.#details.get(userId);
    if (details === undefined) return { kind: 'rejected', code: 'Request_ResourceNotFound' };
    const needsMobilePhone = method === 'alternateMobilePhone' && details.mobilePhone === undefined;
    if (details[method] !== undefined || needsMobilePhone) return { kind: 'rejected', code: 'invalidRequest' };
    details[method] = value;
    return told?.answer ?? { kind: 'added' };
  }

  async remove(userId: string, method: ContactMethod): Promise<ContactRemoval> {
    const details = this.#details.get(userId);
    const needsMobilePhone = method === 'mobilePhone' && details?.alternateMobilePhone !== undefined;
    if (needsMobilePhone || this.#kept-- > 0) return { kind: 'unknown' };
    this.#kept = 0;
    if (details) delete details[method];
    return { kind: 'removed' };
  }
}
