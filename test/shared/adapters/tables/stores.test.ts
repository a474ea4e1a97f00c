import { describeAgenda } from '../../../contracts/agenda.ts';
import {
  describeCampaignStore,
  describeCheckCursor,
  describeFormKeyStore,
  describeInstallationStore,
  describeBudget,
  describeGateStore,
  describeSourceNotes,
  describeDriftStore,
  describeReopeningCandidates,
  describeTenantStore,
  describeOwnerLetters,
  describeToldDetails,
  describeTimerRuns,
  describeWatermarks,
} from '../../../contracts/control-stores.ts';
import { describeDeliveryTally } from '../../../contracts/delivery-tally.ts';
import { describeErasures } from '../../../contracts/erasures.ts';
import { describeFiguresStore, describeWriteOrder } from '../../../contracts/figures-store.ts';
import { describeMessageIndex } from '../../../contracts/message-index.ts';
import { describeNamedLists } from '../../../contracts/named-lists.ts';
import { describePassStore } from '../../../contracts/pass-store.ts';
import { describePeoplePacks } from '../../../contracts/people-packs.ts';
import { describeRecipientStore } from '../../../contracts/recipient-store.ts';
import { describeUnreadableRows } from '../../../contracts/unreadable-rows.ts';
import { aWave } from '../../../contracts/samples.ts';
import { describeWaveStore } from '../../../contracts/wave-store.ts';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { freshStores, freshTables } from './azurite-tables.ts';

const name = 'in tables';

describeRecipientStore(name, async () => (await freshStores('recipients')).recipients);
describeAgenda(name, async () => (await freshStores('agenda')).agenda);
describeMessageIndex(name, async () => (await freshStores('messageIndex')).messageIndex);
describeCampaignStore(name, async () => (await freshStores('control')).campaigns);
describeGateStore(name, async () => (await freshStores('control')).gates);
describeBudget(name, async () => (await freshStores('control')).budget);
describeSourceNotes(name, async () => (await freshStores('control')).sourceNotes);
describeDriftStore(name, async () => (await freshStores('control')).drifts);
describeReopeningCandidates(name, async () => (await freshStores('waves', 'control')).reopeningCandidates);
describeTenantStore(name, async () => (await freshStores('control')).tenantFacts);
describeToldDetails(name, async () => (await freshStores('control')).toldDetails);
describeOwnerLetters(name, async () => (await freshStores('control')).ownerLetters);
describeWatermarks(name, async () => (await freshStores('control')).watermarks);
describeDeliveryTally(name, async () => (await freshStores('control')).deliveryTally);
describeTimerRuns(name, async () => (await freshStores('control')).timerRuns);
describeFiguresStore(name, async () => (await freshStores('control')).figures);
describeWriteOrder(name, async () => freshStores('recipients', 'control'));
describeCheckCursor(name, async () => (await freshStores('control')).checkCursor);
describeCheckCursor(`${name}, to forget`, async () => (await freshStores('control')).forgetCursor);
describeInstallationStore(name, async () => (await freshStores('control')).installation);
describeErasures(name, async () => (await freshStores('control', 'messageIndex')).erasures);
describeFormKeyStore(name, async () => (await freshStores('control')).formKeys);
describePassStore(name, async () => (await freshStores('control', 'passRows')).passes);
describePeoplePacks(name, async () => (await freshStores('control', 'passRows')).packs);
describeNamedLists(name, async () => (await freshStores('waves', 'control')).namedLists);
describeWaveStore(name, async () => (await freshStores('waves', 'control')).waves);

describeUnreadableRows(name, async () => {
  const tables = await freshTables('control', 'waves');
  const { unreadableRows: rows, waves } = createTableStores(tables);
  const keysOf = (n: number) => ({ partitionKey: 'wave', rowKey: `wave-${n}` });
  return {
    rows,
    damage: async (n) => {
      await waves.create(aWave({ waveId: `wave-${n}` }));
      await tables.waves.updateEntity({ ...keysOf(n), document: '{"' }, 'Merge');
      await waves.list();
      return { table: 'Waves', ...keysOf(n) };
    },
    mend: async (n) => {
      await tables.waves.deleteEntity('wave', `wave-${n}`);
    },
  };
});
