import { isGain, isLoss, type Readiness } from '../registration/readiness.ts';
import { byTime, type Evidence } from '../registration/evidence.ts';
import type { Registration } from '../registration/registration.ts';
import { isKnown, type DirectoryUser } from '../recipient/directory-user.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { CauseId } from './cause.ts';
import { causeIn } from './causes.ts';
import { keptEndings } from './last-attempt.ts';
import type { Owner } from './owner.ts';
import { plainText } from './plain-text.ts';

/** How somebody's password reset does not work, as far as what was kept of the audit log and the report tells. */
export const troubleKinds = ['resetFailed', 'resetBlocked', 'resetGivenUp', 'securityInfoLost'] as const;

export interface Trouble {
  readonly kind: (typeof troubleKinds)[number];
  readonly cause: CauseId;
  readonly owner: Owner;
  /** Since the first attempt that failed, or the loss, which without the audit log is when a pass found it; undefined where neither tells. */
  readonly since: Date | undefined;
  readonly lastAttemptAt: Date | undefined;
  /** Attempts since the last that got through. */
  readonly attempts: number;
  /** Microsoft's words about the last one, without anything that looks like an address or a number. */
  readonly reason: string | undefined;
}

/** What is wrong, whoever can mend it: that depends on the cloud. */
export type TroubleFound = Omit<Trouble, 'owner'>;

export interface TroubleFacts {
  readonly facts: UserFacts | undefined;
  readonly evidence: readonly Evidence[];
  readonly readiness: Readiness;
  /** They could reset once: the mail with the link was taken. */
  readonly couldReset: boolean;
}

/**
 * Whether somebody is in trouble: a reset failed, was blocked or given up, and none has got through since; or they could
 * reset and can no more. Whoever has left, is disabled or a guest is nobody's to help here; an account of which only the id
 * could be read may be anybody's, and its failed reset is told. A loss comes first: as long as it lasts every attempt fails
 * for it.
 */
export function findTrouble(given: TroubleFacts): TroubleFound | undefined {
  const { facts } = given;
  if (facts === undefined || !facts.isInDirectory || facts.user.isErased) return undefined;
  if (isKnown(facts.user) && !mayReset(facts.user)) return undefined;
  const found = lossOf(given) ?? failureOf(given);
  return found && { ...attemptsOf(given.evidence), ...found };
}

const mayReset = ({ accountEnabled, userType }: DirectoryUser): boolean => accountEnabled && userType !== 'guest';

/** Who can mend it, with what is wrong. */
export const troubleIn = (found: TroubleFound, cloud: Cloud): Trouble => ({
  ...found,
  owner: causeIn(cloud, found.cause).owner,
});

type Found = Pick<Trouble, 'kind' | 'cause' | 'since'>;

function lossOf({ facts, evidence, readiness, couldReset }: TroubleFacts): Found | undefined {
  if (readiness.kind === 'capable') return undefined;
  const changes = evidence.filter((one) => isGain(one) || isLoss(one)).toSorted(byTime);
  const last = changes.at(-1);
  const deleted = last && isLoss(last) ? last : undefined;
  const told = facts!.infoLostAt;
  const hadInfo = couldReset || told !== undefined || (deleted !== undefined && changes.some(isGain));
  // What was registered a moment ago, and is not in the report yet, is no loss.
  const isGone = readiness.kind === 'notCapable' || deleted !== undefined;
  if (!hadInfo || !isGone) return undefined;
  return { kind: 'securityInfoLost', cause: causeOfLoss(facts!.registration), since: deleted?.at ?? told };
}

/** What somebody lacks who could reset once, by the report. */
export function causeOfLoss(registration: Registration | undefined) {
  if (registration?.isSsprEnabled === false) return 'notInScope';
  return registration?.isSsprRegistered ? 'methodsNotAllowed' : 'notRegistered';
}

function failureOf({ evidence, readiness }: TroubleFacts): Found | undefined {
  const failures = sinceSuccess(evidence);
  const last = failures.at(-1);
  if (last?.cause === undefined) return undefined;
  const isMended = last.cause === 'notRegistered' && readiness.kind === 'capable';
  if (isMended) return undefined;
  return { kind: kindOf(last.cause), cause: last.cause, since: failures[0]!.at };
}

function kindOf(cause: CauseId): Trouble['kind'] {
  if (cause === 'blockedFor24Hours') return 'resetBlocked';
  return cause === 'attemptAbandoned' ? 'resetGivenUp' : 'resetFailed';
}

/** Attempts of today that did not get through: whatever came before a success is over. */
function sinceSuccess(evidence: readonly Evidence[]) {
  const endings = keptEndings(evidence);
  return endings.slice(endings.findLastIndex(({ cause }) => cause === undefined) + 1);
}

function attemptsOf(evidence: readonly Evidence[]): Pick<Trouble, 'attempts' | 'lastAttemptAt' | 'reason'> {
  const failures = sinceSuccess(evidence);
  const last = failures.at(-1);
  return { attempts: failures.length, lastAttemptAt: last?.at, reason: last && plainText(last.reason) };
}
