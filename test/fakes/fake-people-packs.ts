import type { PeoplePack } from '../../shared/campaign/people-pack.ts';
import type { ListsPage, PackPage, PeoplePacks, Sheet, StoredPack } from '../../shared/ports/people-packs.ts';
import { kept } from './kept.ts';

/** The lists of people, in memory. */
export class FakePeoplePacks implements PeoplePacks {
  readonly #packs = new Map<string, Map<string, StoredPack>>();
  readonly #sheets = new Map<string, Map<string, Sheet>>();
  requests = 0;

  async write(generation: string, part: string, packs: readonly PeoplePack[]): Promise<void> {
    const own = ofGeneration(this.#packs, generation);
    for (const pack of packs) own.set(`${pack.list}|${lastIdOf(pack)}|${part}`, kept({ ...pack, part }));
  }

  async read(generation: string, list: string, after: string | undefined, limit: number): Promise<PackPage> {
    this.requests++;
    const packs = [...(this.#packs.get(generation)?.values() ?? [])]
      .filter((pack) => pack.list === list && lastIdOf(pack) > (after ?? ''))
      .toSorted((a, b) => (lastIdOf(a) < lastIdOf(b) ? -1 : 1))
      .slice(0, limit);
    return { packs, readUpTo: packs.length < limit ? undefined : lastIdOf(packs.at(-1)!) };
  }

  async readLists(generation: string, beginning: string, after: string | undefined, limit: number): Promise<ListsPage> {
    this.requests++;
    const all = [...(this.#packs.get(generation)?.values() ?? [])]
      .filter(({ list }) => list.startsWith(beginning) && list > (after ?? ''))
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const names = [...new Set(all.slice(0, limit).map(({ list }) => list))];
    const [last] = all.length < limit ? [] : names.slice(-1);
    const whole = last === undefined ? names : names.length === 1 ? names : names.slice(0, -1);
    return {
      packs: all.filter(({ list }) => whole.includes(list)),
      readUpTo: last === undefined ? undefined : whole.at(-1),
    };
  }

  async writeSheet(generation: string, sheet: Sheet): Promise<void> {
    ofGeneration(this.#sheets, generation).set(sheet.sheetId, kept(sheet));
  }

  async readSheets(generation: string): Promise<readonly Sheet[]> {
    this.requests++;
    return [...(this.#sheets.get(generation)?.values() ?? [])];
  }

  async forgetBefore(generation: string): Promise<void> {
    for (const rows of [this.#packs, this.#sheets])
      for (const name of rows.keys()) if (name < generation) rows.delete(name);
  }

  /** Somebody deletes every row. */
  loseAll(): void {
    this.#packs.clear();
    this.#sheets.clear();
  }
}

const keyOf = (pack: StoredPack): string => `${pack.list}|${lastIdOf(pack)}|${pack.part}`;

const lastIdOf = ({ lines }: PeoplePack): string => lines.at(-1)!.userId;

function ofGeneration<Rows>(all: Map<string, Map<string, Rows>>, generation: string): Map<string, Rows> {
  const own = all.get(generation) ?? new Map<string, Rows>();
  all.set(generation, own);
  return own;
}
