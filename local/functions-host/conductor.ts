import type { FunctionDefinition, TimerTrigger } from './function-definition.ts';
import type { FunctionQueue } from './function-queue.ts';
import type { Invoker } from './invocation.ts';
import type { QueuesWithMessages } from './sent-messages.ts';
import { timerInput } from './trigger-input.ts';

/** What happened while the queues were read. */
type Drained = {
  /** How many times a function ran on a message, retries included. */
  readonly ran: number;
  /** How many messages are left that nobody can receive yet: delayed ones, and those that a dead host has received. */
  readonly invisible: number;
};

/**
 * Runs the app in steps, for a clock that the caller owns: the caller advances the clock to `nextTimerAt()`, runs the
 * timers that are due, empties the queues, and starts again. Everything runs one after the other in a fixed order, so
 * that the same storage and the same clock give the same run.
 */
export type Conductor = {
  /** The earliest occurrence of any timer; undefined when there is no timer. */
  nextTimerAt(): Date | undefined;
  /** Runs the timers due at an instant, by name, each once however many occurrences it missed; answers how many. */
  runTimersDueAt(now: Date): Promise<number>;
  /** Runs the functions on their queue messages, by function name, oldest message first, until no message is visible. */
  drainQueues(): Promise<Drained>;
};

/**
 * How long a received message is hidden from other hosts. No longer than needed: a host that was killed and started again
 * must find its messages. With one host, nobody else receives while it works on a batch.
 */
const LEASE_SECONDS = 2;
const BATCH_SIZE = 32;

/** What a conductor runs. */
export type ConductedApp = {
  /** In the order in which they run, as the queues. */
  readonly timers: readonly FunctionDefinition<TimerTrigger>[];
  readonly queues: readonly FunctionQueue[];
  readonly invoker: Invoker;
  readonly withMessages: QueuesWithMessages;
  /** On how many messages of a queue functions run at the same time. With more than one, no two runs are the same. */
  readonly messagesAtOnce: number;
};

/** A conductor whose timers have their first occurrence after `startedAt`. */
export function createConductor(conducted: ConductedApp, startedAt: Date): Conductor {
  const { timers, invoker } = conducted;
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
    drainQueues: () => drain(conducted),
  };
}

async function drain({ queues, withMessages, messagesAtOnce }: ConductedApp): Promise<Drained> {
  let ran = 0;
  for (;;) {
    let ranThisRound = 0;
    let invisible = 0;
    for (const queue of queues) {
      if (!withMessages.mayHaveMessages(queue.name)) continue;
      withMessages.noteRead(queue.name);
      const outcome = await drainOne(queue, messagesAtOnce);
      ranThisRound += outcome.ran;
      invisible += outcome.invisible;
      // These messages become visible later, and nobody sends anything then.
      if (outcome.invisible > 0) withMessages.noteMessage(queue.name);
    }
    ran += ranThisRound;
    // A function may have sent to a queue that was read before.
    if (ranThisRound === 0) return { ran, invisible };
  }
}

/** Counts first: that costs less than receiving nothing. */
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
