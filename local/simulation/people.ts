import {
  methodRegistered,
  REGISTERED_ALL,
  REGISTERED_FOR_RESET,
  REGISTRATION_STARTED,
  RESET_FAILURES,
  RESET_STARTED,
  RESET_SUCCEEDED,
  resetFailed,
  resetProgress,
  SAVED_FOR_RESET,
} from './activities.ts';
import type { AuditFact } from './audit-fact.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './durations.ts';
import type { Planned } from './happening.ts';
import type { Person } from './person.ts';
import { type Draw, drawsFor, pick, pickWeighted } from './randomness.ts';
import type { MailKind } from './received-mail.ts';
import { whenAwake } from './waking-hours.ts';

/**
 * What people do, decided from the seed, the person and the mail alone.
 * The number counts the mails of that kind which the person has had, so each mail is a new chance.
 */
export function reactionTo(
  seed: number,
  person: Person,
  kind: MailKind,
  number: number,
  deliveredAtMs: number,
): Planned[] {
  const draw = drawsFor(seed, 'reaction', person.index, kind, number);
  if (kind === 'register' && draw() < person.readiness) {
    const atMs = whenAwake(deliveredAtMs + hesitationMs(draw), person.timeZone, draw);
    return [{ atMs, happening: { type: 'startRegistration', attempt: `mail ${number}` } }];
  }
  if (kind === 'ssprLink' && draw() < 0.4) {
    const atMs = whenAwake(deliveredAtMs + 2 * hesitationMs(draw), person.timeZone, draw);
    return [{ atMs, happening: { type: 'tryReset', attempt: `mail ${number}` } }];
  }
  return [];
}

/** Ten minutes for the quick, three days for the slow. */
function hesitationMs(draw: Draw): number {
  return Math.floor(10 * MINUTE_MS * 432 ** (draw() ** 1.6));
}

const METHOD_CHOICES: readonly (readonly [readonly string[], number])[] = [
  [['mobilePhone'], 45],
  [['mobilePhone', 'email'], 20],
  [['microsoftAuthenticatorPush', 'mobilePhone'], 25],
  [['email'], 10],
];

/** Which of the two services logs the end of a registration, and with which text: one event, the other, or both. */
const CLOSINGS: readonly (readonly [readonly AuditFact[], number])[] = [
  [[REGISTERED_ALL], 50],
  [[REGISTERED_ALL, SAVED_FOR_RESET], 25],
  [[SAVED_FOR_RESET], 10],
  [[REGISTERED_FOR_RESET], 5],
  [[], 10],
];

/** The steps of one visit to the registration page: several events, a minute or so apart; some give up. */
export function registrationSteps(seed: number, person: Person, attempt: string, startMs: number): Planned[] {
  const draw = drawsFor(seed, 'registration', person.index, attempt);
  const started: Planned = { atMs: startMs, happening: { type: 'log', fact: REGISTRATION_STARTED } };
  if (draw() < 0.07) return [started, { atMs: startMs + 2 * MINUTE_MS, happening: { type: 'cancelRegistration' } }];
  const methods = pickWeighted(draw, METHOD_CHOICES);
  const registered = methods.map((method, i): Planned => {
    return { atMs: startMs + (i + 1) * 70 * SECOND_MS, happening: { type: 'log', fact: methodRegistered(method) } };
  });
  const closing = pickWeighted(draw, CLOSINGS);
  const atMs = startMs + (methods.length + 1) * 70 * SECOND_MS;
  const regret: Planned[] =
    draw() < 0.02
      ? [{ atMs: atMs + Math.floor((3 + draw() * 5) * DAY_MS), happening: { type: 'deleteSecurityInfo' } }]
      : [];
  return [started, ...registered, { atMs, happening: { type: 'completeRegistration', methods, closing } }, ...regret];
}

/** The steps of one visit to the reset page by somebody who is, or is not, capable. */
export function resetSteps(
  seed: number,
  person: Person,
  attempt: string,
  isCapable: boolean,
  startMs: number,
): Planned[] {
  const draw = drawsFor(seed, 'reset', person.index, attempt);
  const outcome = resetOutcome(draw, person, isCapable);
  const opening = [RESET_STARTED, resetProgress('User submitted their user ID')];
  const verification = [
    resetProgress('User was presented with verification options'),
    resetProgress('User started the mobile SMS verification option'),
    resetProgress('User successfully reset password'),
  ].slice(0, outcome.result === 'success' ? 3 : 2);
  const logged = isCapable ? [...opening, ...verification] : opening;
  const steps = logged.map((fact, i): Planned => ({
    atMs: startMs + i * 25 * SECOND_MS,
    happening: { type: 'log', fact },
  }));
  return [...steps, { atMs: startMs + logged.length * 25 * SECOND_MS, happening: { type: 'finishReset', outcome } }];
}

function resetOutcome(draw: Draw, person: Person, isCapable: boolean): AuditFact {
  if (!person.isLicensed) return resetFailed(RESET_FAILURES.noLicence);
  if (!person.isSsprEnabled) return resetFailed(RESET_FAILURES.notInScope);
  if (!isCapable) return resetFailed(RESET_FAILURES.notRegistered);
  if (person.isFederated) return resetFailed(RESET_FAILURES.writebackOff);
  if (person.isSynced && draw() < 0.35)
    return resetFailed(
      pick(draw, [RESET_FAILURES.onPremises, RESET_FAILURES.unreachable, RESET_FAILURES.writebackOff]),
    );
  if (draw() < 0.04) return resetFailed(RESET_FAILURES.weakPassword);
  return RESET_SUCCEEDED;
}
