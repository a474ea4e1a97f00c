import { listsOf, type PersonLine } from './person-line.ts';

/** Some people of one list, next to one another in the order of their ids: one row in storage. */
export interface PeoplePack {
  readonly list: string;
  readonly lines: readonly PersonLine[];
}

export const peoplePerPack = 50;

/** Packs people as they come, in the order of their ids, so that a tenant is never held in memory. */
export class PackMaker {
  readonly #open = new Map<string, PersonLine[]>();
  #full: PeoplePack[] = [];

  add(line: PersonLine): void {
    for (const list of listsOf(line)) {
      const lines = this.#open.get(list) ?? [];
      lines.push(line);
      this.#open.set(list, lines);
      if (lines.length === peoplePerPack) this.#close(list, lines);
    }
  }

  #close(list: string, lines: readonly PersonLine[]): void {
    this.#open.delete(list);
    this.#full.push({ list, lines });
  }

  get fullPacks(): number {
    return this.#full.length;
  }

  /** The packs that are full; their people are not kept here any longer. */
  takeFull(): readonly PeoplePack[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** All that is left. */
  takeAll(): readonly PeoplePack[] {
    for (const [list, lines] of this.#open) this.#close(list, lines);
    return this.takeFull();
  }
}
