import type { FormKeyStore } from '../../shared/ports/form-key-store.ts';

/** The secret of the page's forms, in memory. */
export class FakeFormKeyStore implements FormKeyStore {
  #kept: string | undefined;

  async keep(key: string): Promise<string> {
    return (this.#kept ??= key);
  }
}
