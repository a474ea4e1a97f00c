import { RESET_FAILURES, RESET_SUCCEEDED } from './activities.ts';
import { existsAt, isEnabledAt, type PersonState, type ResetEnding, standingAt } from './person-state.ts';
import { standingWith } from './security-info.ts';
import type { World } from './world.ts';

export const gotThrough = ({ outcome }: ResetEnding): boolean => outcome === RESET_SUCCEEDED;

/** How many truly cannot get through: all the time between two instants, and at any moment between them. */
export function troubleBetween({ states }: World, fromMs: number, toMs: number) {
  const all = states.map((state) => momentsOf(state, fromMs, toMs).map((atMs) => isInTroubleAt(state, atMs)));
  return {
    least: all.filter((at) => at.every(Boolean)).length,
    most: all.filter((at) => at.some(Boolean)).length,
  };
}

/** Both ends, and each moment between them at which something happened to the person. */
function momentsOf({ changes, resets, leftAtMs, disabledAtMs, person }: PersonState, fromMs: number, toMs: number) {
  const events = [...changes, ...resets].map(({ atMs }) => atMs);
  const others = [leftAtMs, disabledAtMs, person.createdAtMs].filter((atMs) => atMs !== undefined);
  return [fromMs, ...[...events, ...others].filter((atMs) => atMs > fromMs && atMs < toMs), toMs];
}

/** Their last attempt did not get through, or they could reset once and can no more. */
function isInTroubleAt(state: PersonState, atMs: number): boolean {
  const { person, changes, resets } = state;
  if (!existsAt(state, atMs) || !isEnabledAt(state, atMs) || person.isGuest) return false;
  const isCapable = standingAt(state, atMs).isSsprCapable;
  const wasCapable = changes.some((one) => one.atMs <= atMs && standingWith(person, one.methods).isSsprCapable);
  if (wasCapable && !isCapable) return true;
  const last = resets.findLast((ending) => ending.atMs <= atMs);
  return last !== undefined && !gotThrough(last) && !(isCapable && wasNotRegistered(last));
}

/** Mended by registering. */
const wasNotRegistered = ({ outcome }: ResetEnding): boolean => outcome.reason === RESET_FAILURES.notRegistered;
