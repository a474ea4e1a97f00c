import type { FormKeyStore } from '../ports/form-key-store.ts';
import type { Ids } from '../ports/ids.ts';

/** The secret that forms are signed with: made at random by the first who needs it, the same for every instance. */
export class FormKey {
  readonly #store: FormKeyStore;
  readonly #ids: Ids;
  #key: string | undefined;

  constructor(store: FormKeyStore, ids: Ids) {
    this.#store = store;
    this.#ids = ids;
  }

  async read(): Promise<string> {
    return (this.#key ??= await this.#store.keep(`${this.#ids.next()}${this.#ids.next()}`));
  }
}
