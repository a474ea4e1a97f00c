import type { Randomness } from './randomness.ts';
import type { Ending, Invocation, Servers } from './servers.ts';
import type { VirtualTime } from './virtual-time.ts';

interface QueueMessage<Item> {
  readonly item: Item;
  dequeueCount: number;
  /** Changes with every delivery: only who holds the last one may delete. */
  popReceipt: number;
  isDeleted: boolean;
}

export interface QueueWorld {
  readonly time: VirtualTime;
  readonly servers: Servers;
  readonly randomness: Randomness;
  /** How often a message comes twice or too early, which at-least-once delivery allows. */
  readonly trouble: number;
}

/** Seconds after which a message comes again whose function failed (host.json). */
const visibilityTimeoutMs = 30_000;
/** The host's lease on a message: this long after a server died, its messages come again. */
const leaseMs = 600_000;
const maxDequeueCount = 5;
const serverCount = 2;

/** A storage queue and the host that reads it: at least once, in any order, to the poison queue after five failures. */
export class SimulatedQueue<Item> {
  readonly #useCase: string;
  readonly #world: QueueWorld;
  readonly #run: (item: Item, invocation: Invocation) => Promise<unknown>;
  readonly #onPoison: (item: Item) => void;
  readonly poisoned: Item[] = [];
  /** Deletions of messages that somebody else held at the time; with pop receipts there are none. */
  deletedFromOthers = 0;
  waiting = 0;

  constructor(
    useCase: string,
    world: QueueWorld,
    run: (item: Item, invocation: Invocation) => Promise<unknown>,
    onPoison: (item: Item) => void = () => undefined,
  ) {
    this.#useCase = useCase;
    this.#world = world;
    this.#run = run;
    this.#onPoison = onPoison;
  }

  put(item: Item): void {
    const { randomness, trouble } = this.#world;
    this.#enter(item);
    if (randomness.chance(trouble)) this.#enter(item);
  }

  #enter(item: Item): void {
    const message: QueueMessage<Item> = { item, dequeueCount: 0, popReceipt: 0, isDeleted: false };
    this.waiting++;
    this.#deliverAfter(message, this.#world.randomness.between(1, 5_000));
  }

  #deliverAfter(message: QueueMessage<Item>, delayMs: number): void {
    const receipt = message.popReceipt;
    this.#world.time.after(delayMs, () => {
      if (!message.isDeleted && message.popReceipt === receipt) this.#deliver(message);
    });
  }

  #deliver(message: QueueMessage<Item>): void {
    const { randomness, servers, trouble } = this.#world;
    const receipt = ++message.popReceipt;
    message.dequeueCount++;
    this.#deliverAfter(message, randomness.chance(trouble) ? randomness.between(1, 40_000) : leaseMs);
    const run = async (invocation: Invocation): Promise<void> => {
      await this.#run(message.item, invocation);
      await servers.request(invocation, 'delete the queue message', async () => this.#delete(message, receipt));
    };
    servers.start(this.#useCase, randomness.between(0, serverCount - 1), run, (ending) =>
      this.#afterwards(message, receipt, ending),
    );
  }

  #afterwards(message: QueueMessage<Item>, receipt: number, ending: Ending): void {
    if (ending !== 'failed' || message.isDeleted || message.popReceipt !== receipt) return;
    if (message.dequeueCount < maxDequeueCount) return this.#again(message);
    this.#remove(message);
    this.poisoned.push(message.item);
    this.#onPoison(message.item);
  }

  /** The host gives the message back: it is visible again after a while. */
  #again(message: QueueMessage<Item>): void {
    message.popReceipt++;
    this.#deliverAfter(message, visibilityTimeoutMs);
  }

  #delete(message: QueueMessage<Item>, receipt: number): void {
    if (message.isDeleted) return;
    if (message.popReceipt !== receipt) return;
    if (message.popReceipt !== receipt) this.deletedFromOthers++;
    this.#remove(message);
  }

  #remove(message: QueueMessage<Item>): void {
    message.isDeleted = true;
    this.waiting--;
  }
}
