import type { TableClient } from '@azure/data-tables';
import type { Installation, InstallationStore } from '../../ports/installation-store.ts';
import { textIn } from './cells.ts';
import { insertOnce, readRow, type Row } from './rows.ts';
import { trying } from './storage-errors.ts';

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
      await insertOnce(this.#table, { ...key, tenantId, deploymentId });
      return installationIn((await this.#read())!);
    });
  }

  #read = () => readRow(this.#table, key.partitionKey, key.rowKey);
}

const installationIn = (row: Row): Installation => ({
  tenantId: textIn(row, 'tenantId'),
  deploymentId: textIn(row, 'deploymentId'),
});
