import { judgeReopening, type ReopeningCandidate, type ReopeningVerdict } from '../campaign/reopening.ts';
import type { Budget } from '../ports/budget.ts';
import type { DriftStore } from '../ports/drift-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import type { ReopeningCandidates } from '../ports/reopening-candidates.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import { judgeDetection } from '../registration/detection.ts';
import { isToBeHandedOn, type MassDrift } from '../registration/mass-drift.ts';
import type { Campaign } from './campaign-rules.ts';
import { candidatesOf, changeDrifts, driftMembersOf } from './note-lost.ts';
import { dayOf } from './wave-outlook.ts';
import { changeJourney, type Run, type WritePlanPorts } from './write-plan.ts';

export interface ReopenPorts extends WritePlanPorts {
  readonly reopeningCandidates: ReopeningCandidates;
  readonly drifts: DriftStore;
  readonly waves: Pick<WaveStore, 'readMembers' | 'saveMembers'>;
  readonly budget: Budget;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
}

export interface ReopenSummary {
  /** For whom a new round began. */
  readonly reopened: number;
  /** Who were looked at. */
  readonly looked: number;
  readonly because?: 'paused' | 'noCompletePass' | 'detectionStale' | 'dailyCapReached';
}

/** Little enough to end well before `functionTimeout`. */
const peoplePerRun = 1_000;
const peopleAtOnce = 100;
const peopleHandedOn = 2_000;

/**
 * Begins a new round for those whose time has come, up to what the help desk can bear on a day. Repeatable: whoever is in a
 * new round has not ended, and is passed over; so a crash anywhere costs nothing but places of the day.
 */
export async function reopenJourneys(
  { document, rules, paused }: Campaign & { readonly paused: boolean },
  now: Date,
  ports: ReopenPorts,
): Promise<ReopenSummary> {
  const nobody = { reopened: 0, looked: 0 };
  if (paused) return { ...nobody, because: 'paused' };
  if ((await ports.passes.readLastComplete()) === undefined) return { ...nobody, because: 'noCompletePass' };
  if (judgeDetection(rules.cadence, now).kind === 'stale') return { ...nobody, because: 'detectionStale' };
  await handOnDrifts(now, ports);
  const day = dayOf(now, document.cadence.timeZone);
  const places = (wanted: number) => ports.budget.take(day, wanted, document.capacity.newRecipientsPerDay);
  let [reopened, looked] = [0, 0];
  while (looked < peoplePerRun) {
    const candidates = await ports.reopeningCandidates.due(now, peopleAtOnce);
    if (candidates.length === 0) break;
    const done = await lookAtAll(candidates, places, { rules, now, ports });
    reopened += done.reopened;
    looked += candidates.length;
    if (done.waiting > 0) return { reopened, looked, because: 'dailyCapReached' };
  }
  return { reopened, looked };
}

/** Whom an operator lets ask once more become candidates like everybody, some thousands in each run. */
async function handOnDrifts(now: Date, ports: ReopenPorts): Promise<void> {
  const drift = (await ports.drifts.read()).drifts.find(isToBeHandedOn);
  if (drift === undefined) return;
  const { passId, handedOn = 0 } = drift;
  const { userIds } = await ports.waves.readMembers(driftMembersOf(passId));
  const some = userIds.slice(handedOn, handedOn + peopleHandedOn);
  await ports.reopeningCandidates.put(candidatesOf(some, drift, now));
  // Where ids of them are gone, there is nobody left to hand on.
  const isDone = handedOn + some.length >= userIds.length;
  const moved = isDone ? drift.people : handedOn + some.length;
  const move = (one: MassDrift) => (one.passId === passId ? { ...one, handedOn: moved } : one);
  await changeDrifts((drifts) => drifts.map(move), ports.drifts);
  if (isDone) await ports.waves.saveMembers(driftMembersOf(passId), []);
}

interface Looked {
  readonly candidate: ReopeningCandidate;
  readonly journey: StoredJourney;
  readonly verdict: ReopeningVerdict;
}

/** Waiting: those for whom the day has no place. They stay where they are, and come first tomorrow. */
async function lookAtAll(
  candidates: readonly ReopeningCandidate[],
  places: (wanted: number) => Promise<number>,
  run: Run<ReopenPorts>,
): Promise<{ readonly reopened: number; readonly waiting: number }> {
  const { reopeningCandidates } = run.ports;
  const all = await Promise.all(candidates.map((candidate) => lookAt(candidate, run)));
  const chosen = all.filter(({ verdict }) => verdict.kind === 'reopen');
  const granted = chosen.length > 0 ? await places(chosen.length) : 0;
  let reopened = 0;
  for (const one of chosen.slice(0, granted)) if (await reopen(one, run)) reopened++;
  await reopeningCandidates.put(all.flatMap(putOff));
  const waiting = chosen.slice(granted);
  await reopeningCandidates.drop(all.filter((one) => !waiting.includes(one)).map(({ candidate }) => candidate));
  return { reopened, waiting: waiting.length };
}

async function lookAt(candidate: ReopeningCandidate, { rules, now, ports }: Run<ReopenPorts>): Promise<Looked> {
  const journey = await ports.recipients.readJourney(candidate.userId);
  return { candidate, journey, verdict: judgeReopening(journey, candidate, rules.cadence, now) };
}

const putOff = ({ candidate, verdict }: Looked): readonly ReopeningCandidate[] =>
  verdict.kind === 'later' ? [{ ...candidate, lookAt: verdict.lookAt }] : [];

/** Asked once more of the journey as it is when it is written. */
async function reopen({ candidate, journey: known }: Looked, run: Run<ReopenPorts>): Promise<boolean> {
  const change = (journey: StoredJourney) => {
    const verdict = judgeReopening(journey, candidate, run.rules.cadence, run.now);
    if (verdict.kind !== 'reopen') return undefined;
    return { reopenings: [...(journey.reopenings ?? []), verdict.reopening] };
  };
  return (await changeJourney(candidate.userId, change, run, { known })) !== undefined;
}
