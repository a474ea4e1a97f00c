import type { Evidence } from './evidence.ts';
import type { Registration } from './registration.ts';

/** What an admin can have entered for somebody, and a mail can name. */
export type EnteredDetail = 'mobilePhone' | 'officePhone' | 'email';

/**
 * What an admin entered for somebody, as far as it is known for certain. The audit log says "phone" and not which one,
 * so the report must show exactly one; where one detail stays unknown none is named, for half a list would mislead.
 */
export function enteredDetails(
  evidence: readonly Evidence[],
  registration: Registration | undefined,
): readonly EnteredDetail[] {
  const entered = evidence.filter((one) => one.kind === 'methodRegistered' && one.by === 'admin' && !one.neverResets);
  const details = entered.map((one) => detailOf(one, registration?.methodsRegistered ?? []));
  const known = details.filter((detail) => detail !== undefined);
  return known.length === details.length ? [...new Set(known)] : [];
}

function detailOf({ method }: Evidence, reported: readonly string[]): EnteredDetail | undefined {
  if (method === 'email') return 'email';
  if (method !== 'phone') return undefined;
  const phones = (['mobilePhone', 'officePhone'] as const).filter((phone) => reported.includes(phone));
  return phones.length === 1 ? phones[0] : undefined;
}
