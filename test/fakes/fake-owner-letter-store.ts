import type { OwnerLetters, OwnerLetterStore } from '../../shared/ports/owner-letter-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** What owners were told, in memory. */
export class FakeOwnerLetterStore implements OwnerLetterStore {
  readonly #cell = new VersionedCell<OwnerLetters>();
  requests = 0;

  async read(): Promise<{ readonly letters: OwnerLetters; readonly version: string | undefined }> {
    this.requests++;
    return { letters: this.#cell.value ?? { trouble: {} }, version: this.#cell.version };
  }

  async write(letters: OwnerLetters, version: string | undefined): Promise<string | undefined> {
    this.requests++;
    const answer = this.#cell.write(letters, version);
    return answer.kind === 'written' ? answer.version : undefined;
  }
}
