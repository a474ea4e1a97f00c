import type { ContactDetails, ContactMethod } from '../prepopulation/contact-details.ts';

/** The phones and the address with which people prove who they are, as they are at this moment. */
export interface AuthenticationMethods {
  /** What somebody has of these methods. Asks only for the kinds that are named, each with a permission of its own. */
  read(userId: string, methods: readonly ContactMethod[]): Promise<ContactReading>;

  /** Adds one method that is not there yet. One request: nothing is tried again, nothing is ever overwritten. */
  add(userId: string, method: ContactMethod, value: string): Promise<ContactAnswer>;

  /** Takes one method away, whatever it is by now: look before, and look afterwards whether it has gone. */
  remove(userId: string, method: ContactMethod): Promise<ContactRemoval>;
}

export type ContactReading =
  | { readonly kind: 'read'; readonly details: ContactDetails }
  | { readonly kind: 'noSuchUser' }
  /** No answer that could be understood; another person's may come. */
  | { readonly kind: 'unreadable' }
  | ContactFailure;

export type ContactAnswer =
  | { readonly kind: 'added' }
  /** Refused for this person: a wrong value, or a method that is there already. */
  | { readonly kind: 'rejected'; readonly code: string }
  /** No answer came: it may have been added. Ask. */
  | { readonly kind: 'unknown' }
  | ContactFailure;

export type ContactRemoval =
  | { readonly kind: 'removed' }
  /** Refused, or no answer came. */
  | { readonly kind: 'unknown' }
  | ContactFailure;

/** Nothing can be done for anybody at the moment. */
export type ContactFailure =
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refused'; readonly permission: string; readonly code: string };
