import type { Installation, InstallationStore } from '../../shared/ports/installation-store.ts';

/** What the installation is known by, in memory. */
export class FakeInstallationStore implements InstallationStore {
  #kept: Installation | undefined;

  async keep(installation: Installation): Promise<Installation> {
    return (this.#kept ??= { ...installation });
  }
}
