import type { FunctionDefinition, TimerTrigger } from './function-definition.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { Invoker } from './invocation.ts';
import type { QueueSuspicion } from './sent-messages.ts';
import { timerInput } from './trigger-input.ts';

/** What working off the queues came to. */
type Drained = {
  /** How many messages were carried to a function, retries included. */
  readonly ran: number;
  /** How many are left that nobody can receive yet: delayed, or leased to a host that died. */
  readonly invisible: number;
};

/**
 * Moves the app in steps, for a clock that the caller owns: advance it to `nextTimerAt()`, run the timers that are due,
 * drain the queues, and again. Everything runs one after the other in a fixed order, so the same storage and the same
 * clock give the same run.
 */
export type Conductor = {
  /** The earliest occurrence of any timer; undefined when there is no timer. */
  nextTimerAt(): Date | undefined;
  /** Runs the timers due at an instant, by name, each once however many occurrences it missed; answers how many. */
  runTimersDueAt(now: Date): Promise<number>;
  /** Works off the queues, by function name, oldest message first, until no message is visible in any. */
  drainQueues(): Promise<Drained>;
};

/**
 * Long enough to say "not now" to a second host, and no longer: a host that is killed in the middle of a campaign must
 * find its messages again when it is started anew. Nobody else receives while a batch is worked off.
 */
const LEASE_SECONDS = 2;
const BATCH_SIZE = 32;

/** What a conductor conducts. */
export type Ensemble = {
  /** In the order in which they run, as the queues. */
  readonly timers: readonly FunctionDefinition<TimerTrigger>[];
  readonly queues: readonly FunctionQueue[];
  readonly invoker: Invoker;
  readonly suspicion: QueueSuspicion;
  /** How many messages of a queue are carried at a time. With more than one, no two runs are the same. */
  readonly messagesAtOnce: number;
};

/** A conductor whose timers begin to count at `startedAt`. */
export function createConductor(ensemble: Ensemble, startedAt: Date): Conductor {
  const { timers, invoker } = ensemble;
  const occurrences = timers.map((definition) => {
    const { schedule, runOnStartup } = definition.trigger;
    return { definition, nextAt: runOnStartup ? startedAt : schedule.nextAfter(startedAt) };
  });
  return {
    nextTimerAt() {
      if (occurrences.length === 0) return undefined;
      return new Date(Math.min(...occurrences.map(({ nextAt }) => nextAt.getTime())));
    },
    async runTimersDueAt(now) {
      const due = occurrences.filter(({ nextAt }) => nextAt <= now);
      for (const occurrence of due) {
        await invoker.invoke(occurrence.definition, timerInput());
        occurrence.nextAt = occurrence.definition.trigger.schedule.nextAfter(now);
      }
      return due.length;
    },
    drainQueues: () => drain(ensemble),
  };
}

async function drain({ queues, suspicion, messagesAtOnce }: Ensemble): Promise<Drained> {
  let ran = 0;
  for (;;) {
    let ranThisRound = 0;
    let invisible = 0;
    for (const queue of queues) {
      if (!suspicion.isSuspect(queue.name)) continue;
      suspicion.acquit(queue.name);
      const outcome = await drainOne(queue, messagesAtOnce);
      ranThisRound += outcome.ran;
      invisible += outcome.invisible;
      // They become visible without anyone sending anything.
      if (outcome.invisible > 0) suspicion.suspect(queue.name);
    }
    ran += ranThisRound;
    // A function may have sent to a queue that had its turn already.
    if (ranThisRound === 0) return { ran, invisible };
  }
}

/** Counting first, as it costs less than receiving nothing. */
async function drainOne(queue: FunctionQueue, messagesAtOnce: number): Promise<Drained> {
  let ran = 0;
  for (;;) {
    const waiting = await queue.count();
    if (waiting === 0) return { ran, invisible: 0 };
    const messages = await queue.receive(BATCH_SIZE, LEASE_SECONDS);
    if (messages.length === 0) return { ran, invisible: waiting };
    const rest = messages.values();
    const carry = async () => {
      for (const message of rest) await queue.finish(message);
    };
    await Promise.all(Array.from({ length: messagesAtOnce }, carry));
    ran += messages.length;
  }
}
