import type { FactsRow } from '../../shared/ports/recipient-store.ts';
import type { Registration } from '../../shared/registration/registration.ts';
import { kept } from '../fakes/kept.ts';
import type { Randomness } from './randomness.ts';

/** `surprises`: its reports have a status that nobody knows. */
export type Mailbox = 'works' | 'bounces' | 'suppresses' | 'filters' | 'fails' | 'surprises';

const mailboxes: readonly Mailbox[] = [
  ...Array.from({ length: 14 }, () => 'works' as const),
  'bounces',
  'bounces',
  'suppresses',
  'filters',
  'fails',
  'surprises',
];

/** What somebody does in the course of a campaign, drawn from the seed. The laws compare the campaign with it. */
export interface Person {
  readonly userId: string;
  readonly address: string;
  readonly kind: 'eligible' | 'capableFromTheStart' | 'guest';
  /** Registers after so many mails, and so long after the last of them; undefined: never. */
  readonly registersAfterMails: number | undefined;
  readonly registersAfterMs: number;
  /** How long after the registration the audit log shows it. */
  readonly auditLagMs: number;
  readonly reportLagMs: number;
  readonly mailbox: Mailbox;
  /** Behind a second address, where there is one. */
  readonly otherMailbox: Mailbox | undefined;
  /** Something that happens to them at this time after the start. */
  readonly fate: 'none' | 'disabled' | 'deleted' | 'excluded' | 'vanishesFromReport';
  readonly fateAfterMs: number;
  /** All that they ever reset with is a phone. */
  readonly byPhoneAlone?: boolean;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

export function drawPeople(randomness: Randomness): readonly Person[] {
  return Array.from({ length: randomness.oneOf([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 5]) }, (_, n) =>
    drawPerson(randomness, n),
  );
}

function drawPerson(randomness: Randomness, n: number): Person {
  const roll = randomness.fraction();
  return {
    userId: `${n}0000000-0000-4000-8000-00000000000${n}`,
    address: `person${n}@contoso.com`,
    kind: roll < 0.88 ? 'eligible' : roll < 0.95 ? 'capableFromTheStart' : 'guest',
    registersAfterMails: randomness.oneOf([0, 1, 1, 1, 2, 2, undefined]),
    registersAfterMs: randomness.chance(0.4) ? randomness.between(0, 20_000) : randomness.between(0, 2 * dayMs),
    auditLagMs: randomness.between(1, 20) * minuteMs,
    reportLagMs: randomness.between(60, 1_500) * minuteMs,
    mailbox: randomness.oneOf(mailboxes),
    fate: randomness.oneOf([
      'none',
      'none',
      'none',
      'none',
      'none',
      'disabled',
      'deleted',
      'excluded',
      'vanishesFromReport',
    ]),
    fateAfterMs: randomness.between(0, 6 * dayMs),
    otherMailbox: randomness.oneOf([undefined, 'works', 'works', 'bounces']),
  };
}

const notRegistered: Registration = kept({
  isSsprEnabled: true,
  isSsprRegistered: false,
  isSsprCapable: false,
  isAdmin: false,
  methodsRegistered: [],
});
const registered: Registration = kept({ ...notRegistered, isSsprRegistered: true, isSsprCapable: true });
const byPhone: Registration = kept({ ...registered, methodsRegistered: ['mobilePhone'] });

export interface Standing {
  readonly isCapable: boolean;
  readonly isEnabled: boolean;
  readonly isInReport: boolean;
  readonly isThere: boolean;
}

const registrationOf = ({ byPhoneAlone }: Person, { isCapable }: Standing): Registration =>
  isCapable ? (byPhoneAlone ? byPhone : registered) : notRegistered;

export const otherAddressOf = ({ address }: Person): string => `private-${address}`;

/** What a pass reads of somebody. */
export function factsOf(person: Person, standing: Standing, reportReadAt: Date): FactsRow {
  return {
    userId: person.userId,
    user: {
      id: person.userId,
      userPrincipalName: person.address,
      displayName: person.userId.slice(0, 1),
      givenName: undefined,
      mail: person.address,
      otherMails: person.otherMailbox ? [otherAddressOf(person)] : [],
      preferredLanguage: undefined,
      usageLocation: undefined,
      department: undefined,
      companyName: undefined,
      country: undefined,
      employeeType: undefined,
      accountEnabled: standing.isEnabled,
      userType: person.kind === 'guest' ? 'guest' : 'member',
      createdDateTime: undefined,
      onPremisesSyncEnabled: false,
      employeeHireDate: undefined,
      servicePlanIds: [],
      gracePlanIds: [],
      hasLapsedPlans: false,
      skuIds: [],
      lastSignInDateTime: undefined,
      neverSignedIn: false,
    },
    isInDirectory: standing.isThere,
    registration: standing.isInReport ? registrationOf(person, standing) : undefined,
    reportReadAt,
    memberOf: [],
  };
}
