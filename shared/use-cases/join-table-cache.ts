import { FingerprintTable, MembershipTable, RegistrationTable } from '../registration/pass/join-tables.ts';
import type { Pass } from '../registration/pass.ts';
import type { PassStore } from '../ports/pass-store.ts';

/** What a page of users is joined with, loaded from the pass's own checkpoints. */
export interface JoinTables {
  readonly registrations: RegistrationTable;
  readonly groups: MembershipTable;
  /** Of the last complete pass. */
  readonly lastFingerprints: FingerprintTable;
  readonly last: Pass | undefined;
  /** Who was looked at since then: their fingerprints say nothing of what is stored. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Loads the tables once per pass and process. They are only ever read from storage, so a process that dies loses nothing
 * but the time to load them again.
 */
export class JoinTableCache {
  readonly #passes: PassStore;
  #loaded: { readonly passId: string; readonly tables: JoinTables } | undefined;

  constructor(passes: PassStore) {
    this.#passes = passes;
  }

  async of(pass: Pass): Promise<JoinTables> {
    if (this.#loaded?.passId === pass.passId) return this.#loaded.tables;
    this.#loaded = undefined;
    const tables = await this.#load(pass);
    this.#loaded = { passId: pass.passId, tables };
    return tables;
  }

  /** Lets go of the memory. */
  forget(): void {
    this.#loaded = undefined;
  }

  async #load({ passId, counts }: Pass): Promise<JoinTables> {
    const last = await this.#passes.readLastComplete();
    const tables = {
      registrations: new RegistrationTable(counts.reportRows),
      groups: new MembershipTable(),
      lastFingerprints: new FingerprintTable(last?.counts.users),
      last,
      seen: await this.#passes.readSeen(),
    };
    await fill(tables.registrations, this.#passes.readRows(passId, 'report'));
    await fill(tables.groups, this.#passes.readRows(passId, 'groups'));
    if (last) await fill(tables.lastFingerprints, this.#passes.readRows(last.passId, 'users'));
    return tables;
  }
}

async function fill(table: { addPage(page: Uint8Array): void }, pages: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const page of pages) table.addPage(page);
}
