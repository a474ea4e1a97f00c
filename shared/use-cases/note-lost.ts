import type { ReopeningCandidate } from '../campaign/reopening.ts';
import { causeOfLoss } from '../diagnosis/trouble.ts';
import type { DriftStore } from '../ports/drift-store.ts';
import { driftCauses, isMassDrift, likelyCauseOf, withDrift, type MassDrift } from '../registration/mass-drift.ts';
import { changeKept } from './change-kept.ts';
import type { PassRun } from './pass-run.ts';

/** Who could reset by the pass before, and by this one can no more. */
interface LostPeople {
  readonly lost: readonly string[];
  /** How many could reset by the pass before. */
  readonly capable: number;
}

/** Under this name it is saved whom a drift is about. */
export const driftMembersOf = (passId: string): string => `drift ${passId}`;

/**
 * What becomes of those who lost the reset, once the pass is believed: each is looked at for a new round; of very many at
 * once nobody is before an operator has decided. Repeatable: a pass that dies behind it notes the same once more.
 */
export async function noteLost({ lost, capable }: LostPeople, run: PassRun): Promise<void> {
  const { pass, now, ports } = run;
  if (lost.length === 0) return;
  if (isMassDrift(lost.length, capable)) return noteDrift({ lost, capable }, run);
  await ports.reopeningCandidates.put(candidatesOf(lost, { passId: pass.passId, foundAt: pass.startedAt }, now));
}

/** People of whom a pass found that they lost the reset, to be looked at now. */
export const candidatesOf = (
  userIds: readonly string[],
  { passId, foundAt }: Pick<MassDrift, 'passId' | 'foundAt'>,
  now: Date,
): readonly ReopeningCandidate[] =>
  userIds.map((userId) => ({ userId, because: 'securityInfoLost', toldBy: passId, toldAt: foundAt, lookAt: now }));

async function noteDrift(people: LostPeople, run: PassRun): Promise<void> {
  const { pass, ports } = run;
  const drift = await driftOf(people, run);
  await ports.waves.saveMembers(driftMembersOf(pass.passId), people.lost);
  await changeDrifts((drifts) => withDrift(drifts, drift), ports.drifts);
  ports.journal.warn('massDrift', {
    passId: pass.passId,
    people: drift.people,
    capableBefore: drift.capableBefore,
    because: likelyCauseOf(drift),
  });
}

async function driftOf({ lost, capable }: LostPeople, { pass, ports }: PassRun): Promise<MassDrift> {
  const { registrations } = await ports.tables.of(pass);
  const causes = Map.groupBy(lost, (userId) => causeOfLoss(registrations.of(userId)));
  return {
    passId: pass.passId,
    foundAt: pass.startedAt,
    people: lost.length,
    capableBefore: capable,
    causes: Object.fromEntries(driftCauses.map((cause) => [cause, causes.get(cause)?.length ?? 0])),
  };
}

const attempts = 10;

/** Writes what becomes of the drifts, until nobody comes in between. */
export async function changeDrifts(
  change: (drifts: readonly MassDrift[]) => readonly MassDrift[],
  store: DriftStore,
): Promise<void> {
  await changeKept(store, 'drifts', change, { attempts, what: 'The list of mass drifts' });
}
