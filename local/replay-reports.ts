import { connectQueues } from '../shared/adapters/queues/connect-queues.ts';
import { createAzureCredential } from '../shared/adapters/system/azure-credential.ts';
import { InvalidSettings, SettingReader } from '../shared/config/setting-reader.ts';
import { readStorage } from '../shared/config/storage-settings.ts';
import { ownSettings } from './own-settings.ts';
import { replayPoisoned } from './replay-poisoned.ts';

/**
 * `npm run replay-reports`: delivery reports that failed for good are recorded again. They are moved from their poison queue
 * back into their queue, in the storage that your own settings name; the functions there do the rest.
 */
const reader = new SettingReader(ownSettings());
const storage = readStorage(reader);
if (storage === undefined) {
  console.error(new InvalidSettings(reader.faults).message);
  process.exit(1);
}
const isText = storage.kind === 'connectionString';
const credential = createAzureCredential(isText ? undefined : storage.clientId);
const { poison, deliveryReports } = connectQueues(isText ? storage : { ...storage, credential });
const count = await replayPoisoned(poison.deliveryReports, deliveryReports);
console.log(
  count === 0 ? 'No delivery report has failed for good.' : `Delivery reports put back into the queue: ${count}.`,
);
