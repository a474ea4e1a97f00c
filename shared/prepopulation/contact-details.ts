/** What an admin may enter for a person so that SSPR can reach them, spelled as the registration report does. */
export const contactMethods = ['mobilePhone', 'alternateMobilePhone', 'email'] as const;
export type ContactMethod = (typeof contactMethods)[number];

/** Numbers and addresses by method. Personal data: never logged, never stored. */
export type ContactDetails = Readonly<Partial<Record<ContactMethod, string>>>;

export type ContactDecision =
  | 'add'
  /** Exactly this is registered already, perhaps by ourselves a moment ago. */
  | 'sameThere'
  /** Something else is registered, which is never overwritten. */
  | 'otherThere'
  /** An alternate mobile phone is taken only beside a mobile phone. */
  | 'needsMobilePhone';

export type ContactDecisions = Readonly<Partial<Record<ContactMethod, ContactDecision>>>;

/**
 * Decides what is added to what somebody has. A method that is there, whatever its value, is left as it is: whoever
 * registered it may rely on it.
 *
 * https://learn.microsoft.com/graph/api/authentication-post-phonemethods
 */
export function decideContacts(wanted: ContactDetails, existing: ContactDetails): ContactDecisions {
  const hasMobilePhone = (existing.mobilePhone ?? wanted.mobilePhone) !== undefined;
  const entries = methodsIn(wanted).map((method) => {
    const there = existing[method];
    if (there !== undefined) return [method, isSameDetail(method, there, wanted[method]!) ? 'sameThere' : 'otherThere'];
    return [method, method === 'alternateMobilePhone' && !hasMobilePhone ? 'needsMobilePhone' : 'add'];
  });
  return Object.fromEntries(entries) as ContactDecisions;
}

/** The methods that are given, a mobile phone before its alternate. */
export const methodsIn = (details: ContactDetails | ContactDecisions): readonly ContactMethod[] =>
  contactMethods.filter((method) => details[method] !== undefined);

/** Graph may hand a number back with an extension or other blanks than it was given, and an address in other case. */
export function isSameDetail(method: ContactMethod, one: string, other: string): boolean {
  if (method === 'email') return one.trim().toLowerCase() === other.trim().toLowerCase();
  return digitsOf(one) === digitsOf(other);
}

const digitsOf = (phone: string): string => phone.split('x')[0]!.replace(/\D/g, '');
