import { wasAccepted, type MessageState } from '../delivery/message.ts';
import { isFollowUp, type Step } from '../delivery/steps.ts';
import type { Evidence } from '../registration/evidence.ts';
import { judgeReadiness } from '../registration/readiness.ts';
import type { Journey } from './journey.ts';
import type { CadencePolicy } from './next-step.ts';
import { TallyCounter, type Tally } from './tally.ts';
import { isHoldout, judgeUser } from '../recipient/verdict.ts';

/** What one step brought about, as far as the audit log tells the time of a registration. */
export interface StepEffect {
  readonly sent: number;
  readonly delivered: number;
  /** People who registered after this mail and before the next one. */
  readonly registeredAfter: number;
}

export interface CampaignReport {
  readonly tally: Tally;
  readonly effects: Readonly<Partial<Record<Step, StepEffect>>>;
  /** People who can reset and were never nudged, or registered before their nudge. */
  readonly registeredUnasked: number;
  /** People who were nudged and can reset, with no time of it in the audit log. */
  readonly registeredAtUnknownTime: number;
  /** How those who are not nudged do, for comparison. */
  readonly holdout: { readonly people: number; readonly capable: number };
  /** People whose every method is a phone: SMS and voice end with February 2027. */
  readonly phoneOnly: number;
  readonly profile: TenantProfile;
  readonly days: readonly ReportDay[];
  /** Messages that a human has to look at. */
  readonly needsHuman: readonly OpenQuestion[];
  readonly needsHumanCount: number;
}

/** What the tenant is like, as far as the preconditions ask. Guests and disabled accounts are not counted. */
export interface TenantProfile {
  /** By `isSsprEnabled` of the registration report. */
  readonly scope: { readonly enabled: number; readonly notEnabled: number };
  /** People by the domain of their user principal name. */
  readonly domains: Readonly<Record<string, number>>;
  readonly synchronised: number;
  readonly resets: {
    readonly succeeded: number;
    readonly synchronisedSucceeded: number;
    readonly failed: number;
    /** Failed since the password is managed on-premises and writeback is off. */
    readonly writebackOff: number;
  };
}

export interface ReportDay {
  readonly day: string;
  readonly mails: number;
  readonly registrations: number;
}

export interface OpenQuestion {
  readonly userId: string;
  readonly step: Step;
  readonly state: MessageState;
  readonly because: string | undefined;
}

const needingHuman: readonly MessageState[] = ['unknown', 'failed', 'rejected'];
/** A list for reading; the count says how many there are. */
const questionsListed = 50;
const phoneMethods = ['mobilePhone', 'alternateMobilePhone', 'officePhone'];

/** Adds up the report as journeys come, so that a tenant is never held in memory. */
export class ReportCounter {
  readonly #policy: CadencePolicy;
  readonly #now: Date;
  readonly #tally: TallyCounter;
  readonly #effects: Partial<Record<Step, { sent: number; delivered: number; registeredAfter: number }>> = {};
  readonly #days = new Map<string, { mails: number; registrations: number }>();
  readonly #questions: OpenQuestion[] = [];
  readonly #counts = { registeredUnasked: 0, registeredAtUnknownTime: 0, phoneOnly: 0, needsHumanCount: 0 };
  readonly #holdout = { people: 0, capable: 0 };

  readonly #profile = new ProfileCounter();

  constructor(policy: CadencePolicy, now: Date) {
    this.#policy = policy;
    this.#now = now;
    this.#tally = new TallyCounter(policy, now);
  }

  add(journey: Journey): void {
    this.#tally.add(journey);
    if (journey.facts === undefined) return;
    this.#addMessages(journey);
    this.#addRegistration(journey);
    this.#addHoldout(journey);
    this.#profile.add(journey);
    if (isPhoneOnly(journey)) this.#counts.phoneOnly++;
  }

  #addMessages({ userId, messages, superseded = [] }: Journey): void {
    for (const message of superseded) if (wasAccepted(message)) this.#dayOf(message.acceptedAt!).mails++;
    for (const message of messages) {
      if (needingHuman.includes(message.state)) this.#ask({ ...message, userId });
      if (!wasAccepted(message)) continue;
      const effect = this.#effectOf(message.step);
      effect.sent++;
      if (message.state === 'delivered') effect.delivered++;
      this.#dayOf(message.acceptedAt!).mails++;
    }
  }

  #ask({ userId, step, state, because }: OpenQuestion): void {
    this.#counts.needsHumanCount++;
    if (this.#questions.length < questionsListed) this.#questions.push({ userId, step, state, because });
  }

  #addRegistration(journey: Journey): void {
    const { registration } = journey.facts!;
    const readiness = judgeReadiness({ ...journey, registration }, this.#policy.methodsRequired);
    if (readiness.kind !== 'capable') return;
    if (readiness.since) this.#dayOf(readiness.since).registrations++;
    const nudges = journey.messages.filter((message) => wasAccepted(message) && !isFollowUp(message.step));
    if (nudges.length === 0) {
      if (journey.enrolment) this.#counts.registeredUnasked++;
      return;
    }
    if (readiness.since === undefined) {
      this.#counts.registeredAtUnknownTime++;
      return;
    }
    const before = nudges.filter(({ acceptedAt }) => acceptedAt! <= readiness.since!);
    const last = before.toSorted((a, b) => b.acceptedAt!.getTime() - a.acceptedAt!.getTime())[0];
    if (last) this.#effectOf(last.step).registeredAfter++;
    else this.#counts.registeredUnasked++;
  }

  /**
   * Of the random share that is left alone: who waits, and who registered by themselves while the campaign ran. Whoever
   * could reset before it began says nothing about it; their registration has no time in the audit log.
   */
  #addHoldout(journey: Journey): void {
    const { audience, methodsRequired } = this.#policy;
    const { facts, enrolment } = journey;
    if (enrolment || !isHoldout(facts!.user.id, audience.holdoutPercent)) return;
    const readiness = judgeReadiness({ ...journey, registration: facts!.registration }, methodsRequired);
    const registered = readiness.kind === 'capable' && readiness.since !== undefined;
    const verdict = judgeUser(facts!, { audience, now: this.#now });
    const waits = !verdict.selected && verdict.because === 'holdout';
    if (registered || waits) this.#holdout.people++;
    if (registered) this.#holdout.capable++;
  }

  #effectOf(step: Step) {
    return (this.#effects[step] ??= { sent: 0, delivered: 0, registeredAfter: 0 });
  }

  #dayOf(at: Date) {
    const day = at.toISOString().slice(0, 10);
    const known = this.#days.get(day) ?? { mails: 0, registrations: 0 };
    this.#days.set(day, known);
    return known;
  }

  total(): CampaignReport {
    const days = [...this.#days].map(([day, counts]) => ({ day, ...counts }));
    return {
      tally: this.#tally.total(),
      effects: this.#effects,
      ...this.#counts,
      holdout: this.#holdout,
      profile: this.#profile.total(),
      days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      needsHuman: this.#questions,
    };
  }
}

class ProfileCounter {
  readonly #scope = { enabled: 0, notEnabled: 0 };
  readonly #domains: Record<string, number> = {};
  readonly #resets = { succeeded: 0, synchronisedSucceeded: 0, failed: 0, writebackOff: 0 };
  #synchronised = 0;

  add({ facts, evidence }: Journey): void {
    const { user, registration, isInDirectory } = facts!;
    if (!isInDirectory || !user.accountEnabled || user.userType === 'guest') return;
    const domain = user.userPrincipalName.split('@').at(-1)!.toLowerCase();
    this.#domains[domain] = (this.#domains[domain] ?? 0) + 1;
    if (user.onPremisesSyncEnabled) this.#synchronised++;
    if (registration) this.#scope[registration.isSsprEnabled ? 'enabled' : 'notEnabled']++;
    for (const one of evidence) this.#addReset(one, user.onPremisesSyncEnabled);
  }

  #addReset({ kind, reason }: Evidence, isSynchronised: boolean): void {
    if (kind === 'resetSucceeded') {
      this.#resets.succeeded++;
      if (isSynchronised) this.#resets.synchronisedSucceeded++;
    }
    if (kind !== 'resetFailed') return;
    this.#resets.failed++;
    if (writebackIsOff.test(reason ?? '')) this.#resets.writebackOff++;
  }

  total(): TenantProfile {
    return { scope: this.#scope, domains: this.#domains, synchronised: this.#synchronised, resets: this.#resets };
  }
}

/** https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting */
const writebackIsOff = /^\s*user's password is managed on-premises/i;

function isPhoneOnly({ facts }: Journey): boolean {
  const methods = facts?.registration?.methodsRegistered ?? [];
  return methods.length > 0 && methods.every((method) => phoneMethods.includes(method));
}
