import { packedIdAt } from './id-table.ts';
import { idBytes, mailboxIn, noMailbox, openPacked, type Fingerprint } from './packed-rows.ts';

/**
 * The mailboxes of a pass by their digests, 8 bytes each, to find those that several accounts have. Two mailboxes may have
 * one digest: whoever goes by it compares the addresses.
 */
export class MailboxTable {
  #digests: Float64Array;
  #size = 0;

  constructor(expectedRows = 0) {
    this.#digests = new Float64Array(Math.max(64, expectedRows));
  }

  /** A page as `packFingerprints` packed it. */
  addPage(page: Uint8Array): void {
    forEachMailbox(page, (digest) => {
      if (this.#size === this.#digests.length) this.#grow();
      this.#digests[this.#size++] = digest;
    });
  }

  #grow(): void {
    const digests = new Float64Array(Math.ceil(this.#digests.length * 1.5));
    digests.set(this.#digests);
    this.#digests = digests;
  }

  /** The digests that came more than once. */
  shared(): ReadonlySet<Fingerprint> {
    const sorted = this.#digests.subarray(0, this.#size).toSorted();
    const shared = new Set<Fingerprint>();
    for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) shared.add(sorted[i]!);
    return shared;
  }
}

/** The accounts of a page whose mailbox has one of these digests. */
export function accountsWith(digests: ReadonlySet<Fingerprint>, page: Uint8Array): readonly string[] {
  const ids: string[] = [];
  forEachMailbox(page, (digest, bytes, at) => {
    if (digests.has(digest)) ids.push(packedIdAt(bytes, at));
  });
  return ids;
}

function forEachMailbox(page: Uint8Array, visit: (digest: Fingerprint, bytes: DataView, at: number) => void): void {
  const packed = openPacked(page);
  for (let at = packed.firstAt; at < packed.bytes.byteLength; at += Math.max(idBytes, packed.rowBytes)) {
    const digest = mailboxIn(packed, at);
    if (digest !== noMailbox) visit(digest, packed.bytes, at);
  }
}
