import type { PeoplePack } from '../../shared/campaign/people-pack.ts';
import type { PackPage, PeoplePacks, Sheet, StoredPack } from '../../shared/ports/people-packs.ts';
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

const lastIdOf = ({ lines }: PeoplePack): string => lines.at(-1)!.userId;

function ofGeneration<Rows>(all: Map<string, Map<string, Rows>>, generation: string): Map<string, Rows> {
  const own = all.get(generation) ?? new Map<string, Rows>();
  all.set(generation, own);
  return own;
}
