import {
  doubted,
  generationOf,
  tooManyBeside,
  withChanges,
  withSheet,
  type CurrentFigures,
  type WrittenChange,
} from '../campaign/stored-figures.ts';
import type { Clock } from '../ports/clock.ts';
import type { FiguresStore } from '../ports/figures-store.ts';
import type { Ids } from '../ports/ids.ts';
import type { PeoplePacks } from '../ports/people-packs.ts';
import { changeFigures } from './change-figures.ts';

/** A change is in the figures after this time at the latest, unless its process dies before. */
export const changesWaitSeconds = 60;

/** More changes than this are not kept in memory until the minute is over. */
const mostWaiting = 500;

/** Does something after some seconds of the wall clock, where nothing else has done it before. */
export type Later = (act: () => Promise<void>, seconds: number) => void;

export interface KeeperPorts {
  readonly figures: FiguresStore;
  readonly packs: PeoplePacks;
  readonly ids: Ids;
  readonly clock: Clock;
}

/**
 * Collects what this process writes of people, and adds it to the stored figures at most once a minute. What is collected
 * when a process dies is lost to the figures until everybody is counted anew. Nothing waits for it, and nothing that is
 * decided about a mail rests on it.
 */
export class FigureKeeper {
  readonly #store: FiguresStore;
  readonly #packs: PeoplePacks;
  readonly #ids: Ids;
  readonly #clock: Clock;
  readonly #later: Later;
  #waiting: WrittenChange[] = [];
  #isDoubted = false;
  #isScheduled = false;
  #addedAt: Date | undefined;
  #adding: Promise<void> = Promise.resolve();

  constructor({ figures, packs, ids, clock }: KeeperPorts, later: Later) {
    this.#store = figures;
    this.#packs = packs;
    this.#ids = ids;
    this.#clock = clock;
    this.#later = later;
  }

  /** Somebody's journey was written. */
  note(change: WrittenChange): void {
    this.#waiting.push(change);
    this.#schedule();
  }

  /** Something was written of which it is not known what it changed: everybody is to be counted anew. */
  noteUnknown(): void {
    this.#isDoubted = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#later(async () => {
      this.#isScheduled = false;
      await this.add();
    }, changesWaitSeconds);
  }

  /** Adds what waits when its time has come. */
  async addWhenDue(): Promise<void> {
    const now = this.#clock.now().getTime();
    const isSoon = this.#addedAt !== undefined && Math.abs(now - this.#addedAt.getTime()) < changesWaitSeconds * 1_000;
    if (!isSoon || this.#waiting.length >= mostWaiting) await this.add();
  }

  /** Adds what waits, now. When that fails it waits on. */
  async add(): Promise<void> {
    const adding = this.#adding.catch(() => undefined).then(async () => this.#addNow());
    this.#adding = adding;
    return adding;
  }

  async #addNow(): Promise<void> {
    // What is read with one row is written bit by bit: it has room for so many people.
    const times = Math.max(1, Math.ceil(this.#waiting.length / mostWaiting));
    for (let time = 0; time < times; time++) await this.#addSome();
  }

  async #addSome(): Promise<void> {
    if (this.#waiting.length === 0 && !this.#isDoubted) return;
    const [written, isDoubted] = [this.#waiting.slice(0, mostWaiting), this.#isDoubted];
    const now = this.#clock.now();
    [this.#waiting, this.#isDoubted, this.#addedAt] = [this.#waiting.slice(mostWaiting), false, now];
    try {
      const added = await changeFigures(this.#store, (stored) => {
        if (stored.current === undefined && stored.underWay === undefined) return undefined;
        const changed = withChanges(stored, written, now);
        return isDoubted ? doubted(changed) : changed;
      });
      if (added?.current) await this.#makeRoom(added.current).catch(() => undefined);
    } catch (error) {
      this.#putBack(written, isDoubted);
      throw error;
    }
  }

  /** People who changed leave the row of figures for one of their own where they are many. Where that fails they stay. */
  async #makeRoom(current: CurrentFigures): Promise<void> {
    const many = tooManyBeside(current);
    if (many === undefined) return;
    const [generation, sheetId] = [generationOf(current), this.#ids.next()];
    const lines = Object.entries(many).map(([userId, changed]) => ({ userId, ...changed }));
    await this.#packs.writeSheet(generation, { sheetId, lines });
    await changeFigures(this.#store, (stored) => withSheet(stored, generation, sheetId, many));
  }

  #putBack(written: readonly WrittenChange[], isDoubted: boolean): void {
    const all = [...written, ...this.#waiting];
    const isTooMuch = all.length > 4 * mostWaiting;
    this.#waiting = isTooMuch ? [] : all;
    this.#isDoubted ||= isDoubted || isTooMuch;
    this.#schedule();
  }
}
