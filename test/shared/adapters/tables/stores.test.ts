import { describeAgenda } from '../../../contracts/agenda.ts';
import {
  describeCampaignStore,
  describeCheckCursor,
  describeInstallationStore,
  describeBudget,
  describeGateStore,
  describeSourceNotes,
  describeTenantStore,
  describeTimerRuns,
  describeWatermarks,
} from '../../../contracts/control-stores.ts';
import { describeDeliveryTally } from '../../../contracts/delivery-tally.ts';
import { describeFiguresStore, describeWriteOrder } from '../../../contracts/figures-store.ts';
import { describeMessageIndex } from '../../../contracts/message-index.ts';
import { describePassStore } from '../../../contracts/pass-store.ts';
import { describeRecipientStore } from '../../../contracts/recipient-store.ts';
import { describeWaveStore } from '../../../contracts/wave-store.ts';
import { freshStores } from './azurite-tables.ts';

const name = 'in tables';

describeRecipientStore(name, async () => (await freshStores('recipients')).recipients);
describeAgenda(name, async () => (await freshStores('agenda')).agenda);
describeMessageIndex(name, async () => (await freshStores('messageIndex')).messageIndex);
describeCampaignStore(name, async () => (await freshStores('control')).campaigns);
describeGateStore(name, async () => (await freshStores('control')).gates);
describeBudget(name, async () => (await freshStores('control')).budget);
describeSourceNotes(name, async () => (await freshStores('control')).sourceNotes);
describeTenantStore(name, async () => (await freshStores('control')).tenantFacts);
describeWatermarks(name, async () => (await freshStores('control')).watermarks);
describeDeliveryTally(name, async () => (await freshStores('control')).deliveryTally);
describeTimerRuns(name, async () => (await freshStores('control')).timerRuns);
describeFiguresStore(name, async () => (await freshStores('control')).figures);
describeWriteOrder(name, async () => freshStores('recipients', 'control'));
describeCheckCursor(name, async () => (await freshStores('control')).checkCursor);
describeInstallationStore(name, async () => (await freshStores('control')).installation);
describePassStore(name, async () => (await freshStores('control', 'passRows')).passes);
describeWaveStore(name, async () => (await freshStores('waves')).waves);
