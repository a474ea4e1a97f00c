import type { Installation, InstallationStore } from '../ports/installation-store.ts';

/** What the app is by its own settings. */
export interface OwnInstallation extends Installation {
  /** `DEPLOYMENT_ID` is set; otherwise `deploymentId` is what a new installation begins with. */
  readonly namesDeployment: boolean;
}

/** The storage is another installation's: nothing of it may be read or changed. The message says what to do. */
export class OthersStorage extends Error {
  override readonly name = 'OthersStorage';
}

/** Whether the storage that the app was given is its own. */
export class OwnStorage {
  readonly #store: InstallationStore;
  readonly #own: OwnInstallation;
  #deploymentId: string | undefined;

  constructor(store: InstallationStore, own: OwnInstallation) {
    this.#store = store;
    this.#own = own;
  }

  /**
   * The namespace of message ids: what was written down at the first run, whatever the settings would make of it today.
   * Throws `OthersStorage` where tenant or `DEPLOYMENT_ID` is not the one that was written down. Asks storage until it is
   * known to be ours, and then no more.
   */
  async deploymentId(): Promise<string> {
    return (this.#deploymentId ??= ownDeploymentId(await this.#store.keep(this.#own), this.#own));
  }

  /** Why nothing of the storage may be read or changed; undefined where it is ours. */
  async refusal(): Promise<string | undefined> {
    try {
      await this.deploymentId();
      return undefined;
    } catch (error) {
      if (error instanceof OthersStorage) return error.message;
      throw error;
    }
  }
}

function ownDeploymentId(kept: Installation, { tenantId, deploymentId, namesDeployment }: OwnInstallation): string {
  if (kept.tenantId !== tenantId) {
    throw new OthersStorage(
      `The storage belongs to the tenant ${kept.tenantId}, and ADMIN_TENANT_ID is ${tenantId}: give this app a storage account of its own`,
    );
  }
  if (namesDeployment && kept.deploymentId !== deploymentId) {
    throw new OthersStorage(
      `DEPLOYMENT_ID is not ${kept.deploymentId}, with which this installation began: set that one, or leave the setting out. With another, every mail that is under way would get a second id`,
    );
  }
  return kept.deploymentId;
}
