import type { AuthenticationMethods } from '../ports/authentication-methods.ts';
import type { Journal } from '../ports/journal.ts';
import { isSameDetail, methodsIn, type ContactDetails, type ContactMethod } from '../prepopulation/contact-details.ts';
import type { MethodOutcome, MethodOutcomes } from './prepopulation-rows.ts';

export interface TakeOutPorts {
  readonly authenticationMethods: AuthenticationMethods;
  readonly journal: Pick<Journal, 'warn'>;
}

/**
 * Takes out again what was entered for somebody a moment ago. What is no longer as it was entered is somebody else's and
 * stays. Whatever cannot be seen to be gone counts as left.
 */
export async function takeOut(userId: string, entered: ContactDetails, ports: TakeOutPorts): Promise<MethodOutcomes> {
  const outcomes: Partial<Record<ContactMethod, MethodOutcome>> = {};
  // A mobile phone cannot go before its alternate.
  for (const method of methodsIn(entered).toReversed()) {
    const isGone = await takeOutOne(userId, method, entered[method]!, ports.authenticationMethods);
    outcomes[method] = isGone ? 'takenOut' : 'leftWithAdmin';
    ports.journal.warn('enteredForAdmin', { userId, method, result: outcomes[method] });
  }
  return outcomes;
}

async function takeOutOne(
  userId: string,
  method: ContactMethod,
  value: string,
  methods: AuthenticationMethods,
): Promise<boolean> {
  const isThere = async () => {
    const reading = await methods.read(userId, [method]);
    if (reading.kind !== 'read') return 'unknown';
    const there = reading.details[method];
    return there !== undefined && isSameDetail(method, there, value);
  };
  if ((await isThere()) === false) return true;
  const { kind } = await methods.remove(userId, method);
  const isLeft = await isThere();
  return isLeft === 'unknown' ? kind === 'removed' : !isLeft;
}
