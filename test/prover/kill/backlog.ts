import type { QueueClient } from '@azure/storage-queue';
import type { TableStores } from '../../../shared/adapters/tables/table-stores.ts';
import { askGate, type Capacity, type RateGate } from '../../../shared/delivery/rate-gate.ts';
import { addMinutes } from '../../../shared/registration/add-time.ts';

/** Whether the hosts have work that is due, and whether something goes on that must not take days of the campaign. */
export interface Backlog {
  readonly isBehind: boolean;
  /** Queue messages wait, visible or not, or people are being enrolled. */
  readonly isBusy: boolean;
}

/** What is to be done at a moment, as storage says it. */
export interface Work {
  /** A wave has begun, and not everybody in it is enrolled. */
  readonly isEnrolling: boolean;
  readonly isMailDue: boolean;
  readonly gate: RateGate;
  readonly queueMessages: number;
  /** The oldest watched entry whose time has come. */
  readonly watchedSince: Date | undefined;
}

/** Claims are looked at every five minutes, so an entry may be so late without anybody being slow. */
const entriesWaitMinutes = 5;
/** So many minutes' worth of mails may wait in the queue: the hosts always find some. */
const queuedMinutes = 2;

/** The hosts are behind while a mail may leave and is not released, mails pile up in the queue, or claims wait for a look. */
export function backlogOf(work: Work, capacity: Capacity, now: Date): Backlog {
  const { isEnrolling, isMailDue, gate, queueMessages, watchedSince } = work;
  const admission = askGate(gate, capacity, now);
  const mayLeave = admission.open && admission.count > 0;
  const isWatchLate = watchedSince !== undefined && addMinutes(watchedSince, entriesWaitMinutes) < now;
  const isQueueLong = queueMessages > queuedMinutes * capacity.mailsPerMinute;
  const isBehind = (isMailDue && mayLeave) || isQueueLong || isWatchLate;
  return { isBehind, isBusy: isEnrolling || queueMessages > 0 };
}

/** Reads from storage what is to be done. */
export async function readWork({ agenda, gates, waves }: TableStores, queue: QueueClient, now: Date): Promise<Work> {
  const [all, due, stored, watched, messages] = await Promise.all([
    waves.list(),
    agenda.readDue(now, 1),
    gates.read(),
    agenda.readWatched(now, 1),
    messagesIn(queue),
  ]);
  return {
    isEnrolling: all.some(({ state, startsAt }) => state !== 'enrolled' && startsAt <= now),
    isMailDue: due.length > 0,
    gate: stored.gate,
    queueMessages: messages,
    watchedSince: watched[0]?.watchAt,
  };
}

async function messagesIn(queue: QueueClient): Promise<number> {
  const { approximateMessagesCount = 0 } = await queue.getProperties();
  return approximateMessagesCount;
}
