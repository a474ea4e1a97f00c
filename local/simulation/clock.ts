import type { DeliveryReportEvent } from './deliveries.ts';
import { happen } from './happenings.ts';
import type { Due, World } from './world.ts';

/** Hands an event to whoever is subscribed; time stands still until it is done. */
export type DeliverReport = (event: DeliveryReportEvent, atMs: number) => Promise<void>;

/**
 * Lets time pass up to an instant, and everything due until then happen in the order of time.
 * An event that could not be delivered is put back, to be delivered next time.
 */
export async function passTime(world: World, toMs: number, deliver: DeliverReport): Promise<void> {
  for (let due = world.schedule.take(toMs); due !== undefined; due = world.schedule.take(toMs)) {
    world.nowMs = Math.max(world.nowMs, due.atMs);
    if (due.item.type === 'happening') befall(world, due.item);
    else await deliverOrPutBack(world, due.atMs, due.item, deliver);
  }
  world.nowMs = Math.max(world.nowMs, toMs);
}

async function deliverOrPutBack(
  world: World,
  atMs: number,
  item: Extract<Due, { type: 'deliveryReport' }>,
  deliver: DeliverReport,
): Promise<void> {
  try {
    await deliver(item.event, atMs);
  } catch (cause) {
    world.schedule.add(atMs, -1, item);
    throw new Error('A delivery report could not be handed on; it will be tried again.', { cause });
  }
}

function befall(world: World, due: Extract<Due, { type: 'happening' }>): void {
  const state = world.states[due.personIndex];
  if (state !== undefined) happen(world, state, due.happening);
}
