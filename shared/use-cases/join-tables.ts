import { unpack, unpackReport } from '../registration/packed-rows.ts';
import type { Registration } from '../registration/registration.ts';
import type { PassStore } from '../ports/pass-store.ts';

/** What a page of users is joined with, loaded from the pass's own checkpoints. */
export interface JoinTables {
  readonly passId: string;
  readonly registrations: ReadonlyMap<string, Registration>;
  /** Group ids by user id. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Fingerprints of the last complete pass, as hex. */
  readonly lastFingerprints: ReadonlyMap<string, string>;
}

/**
 * Loads the tables once per pass and process. They are only ever read from storage, so a process that dies loses nothing
 * but the time to load them again.
 */
export class JoinTableCache {
  #passes: PassStore;
  #loaded: JoinTables | undefined;

  constructor(passes: PassStore) {
    this.#passes = passes;
  }

  async of(passId: string, lastPassId: string | undefined): Promise<JoinTables> {
    if (this.#loaded?.passId !== passId) this.#loaded = await this.#load(passId, lastPassId);
    return this.#loaded;
  }

  async #load(passId: string, lastPassId: string | undefined): Promise<JoinTables> {
    const [report, groups, last] = await Promise.all([
      this.#passes.readRows(passId, 'report'),
      this.#passes.readRows(passId, 'groups'),
      lastPassId === undefined ? [] : this.#passes.readRows(lastPassId, 'users'),
    ]);
    return {
      passId,
      registrations: new Map(report.flatMap(unpackReport).map(({ userId, registration }) => [userId, registration])),
      groups: groupsByUser(groups),
      lastFingerprints: fingerprintsByUser(last),
    };
  }
}

export function groupsByUser(pages: readonly Uint8Array[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const page of pages) {
    const { header, ids } = unpack<{ groupId: string }>(page);
    for (const id of ids) groups.set(id, [...(groups.get(id) ?? []), header.groupId]);
  }
  return groups;
}

export function fingerprintsByUser(pages: readonly Uint8Array[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const page of pages) {
    const { ids, extras } = unpack(page);
    ids.forEach((id, i) => found.set(id, Buffer.from(extras[i]!).toString('hex')));
  }
  return found;
}
