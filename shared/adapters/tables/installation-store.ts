import type { TableClient } from '@azure/data-tables';
import type { Installation, InstallationStore } from '../../ports/installation-store.ts';
import { textIn, writable } from './cells.ts';
import { readRow, type Row } from './rows.ts';
import { rowRefusal, trying } from './storage-errors.ts';

const key = { partitionKey: 'installation', rowKey: 'identity' };

/** What the installation is known by, in the table `Control`. */
export class TableInstallationStore implements InstallationStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async keep({ tenantId, deploymentId }: Installation): Promise<Installation> {
    return trying('keep the installation in Control', async () => {
      const before = await this.#read();
      if (before) return installationIn(before);
      await this.#insert({ tenantId, deploymentId });
      return installationIn((await this.#read())!);
    });
  }

  #read = () => readRow(this.#table, key.partitionKey, key.rowKey);

  /** Somebody else may be first, and so may an attempt of ours whose answer was lost. */
  async #insert(installation: Installation): Promise<void> {
    try {
      await this.#table.createEntity(writable({ ...key, ...installation }));
    } catch (error) {
      if (rowRefusal(error) !== 409) throw error;
    }
  }
}

const installationIn = (row: Row): Installation => ({
  tenantId: textIn(row, 'tenantId'),
  deploymentId: textIn(row, 'deploymentId'),
});
