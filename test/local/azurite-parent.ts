/** Starts Azurite on a folder, writes a row and waits to be killed: for azurite.test.ts. */
import { TableClient } from '@azure/data-tables';
import { startAzurite } from '../../local/azurite.ts';

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error('a folder is needed');
const { connectionString } = await startAzurite({ dataFolder });
const table = TableClient.fromConnectionString(connectionString, 'kept', { allowInsecureConnection: true });
await table.createTable();
await table.createEntity({ partitionKey: 'a', rowKey: 'b' });
process.send?.('written');
