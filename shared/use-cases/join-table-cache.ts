import { FingerprintTable, MembershipTable, RegistrationTable } from '../registration/pass/join-tables.ts';
import { noFingerprint, packFingerprints } from '../registration/pass/packed-rows.ts';
import type { Pass } from '../registration/pass.ts';
import type { PassStore } from '../ports/pass-store.ts';
import { allHeads } from './all-recipients.ts';
import { lookForLoss, type LossPorts, type StoredPeople } from './look-for-loss.ts';

/** What a page of users is joined with, loaded from the pass's own checkpoints. */
export interface JoinTables {
  readonly registrations: RegistrationTable;
  readonly groups: MembershipTable;
  /** Of the last complete pass. */
  readonly lastFingerprints: FingerprintTable;
  readonly last: Pass | undefined;
  /** Who was looked at since then: their fingerprints say nothing of what is stored. */
  readonly seen: ReadonlySet<string>;
  /** Who is stored, where that may not be as the last complete pass left it; then its fingerprints say nothing of anybody. */
  readonly stored: StoredPeople | undefined;
}

interface JoinTablePorts extends LossPorts {
  readonly passes: PassStore;
}

/**
 * Loads the tables once per pass and process. They are only ever read from storage, so a process that dies loses nothing
 * but the time to load them again.
 */
export class JoinTableCache {
  readonly #ports: JoinTablePorts;
  #loaded: { readonly passId: string; readonly tables: JoinTables } | undefined;

  constructor(ports: JoinTablePorts) {
    this.#ports = ports;
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
    const { passes } = this.#ports;
    const last = await passes.readLastComplete();
    const tables = {
      registrations: new RegistrationTable(counts.reportRows),
      groups: new MembershipTable(),
      lastFingerprints: new FingerprintTable(last?.counts.users),
      last,
      seen: await passes.readSeen(),
      stored: last && (await lookForLoss(last, this.#ports)),
    };
    await fill(tables.registrations, passes.readRows(passId, 'report'));
    await fill(tables.groups, passes.readRows(passId, 'groups'));
    if (last) await this.#fillLast(last, tables.lastFingerprints);
    return tables;
  }

  /** In the place of a page that cannot be read stands whoever is stored: written again, and missed where they have left. */
  async #fillLast({ passId }: Pass, table: FingerprintTable): Promise<void> {
    const { passes, recipients } = this.#ports;
    let isWhole = true;
    await fill(
      table,
      passes.readRows(passId, 'users', () => (isWhole = false)),
    );
    if (isWhole) return;
    for await (const { userId, facts } of allHeads(recipients))
      if (facts?.isInDirectory === true && !table.has(userId))
        table.addPage(packFingerprints([userId], [noFingerprint]));
  }
}

async function fill(table: { addPage(page: Uint8Array): void }, pages: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const page of pages) table.addPage(page);
}
