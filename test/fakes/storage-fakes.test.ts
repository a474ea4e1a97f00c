import { describeAgenda } from '../contracts/agenda.ts';
import {
  describeCampaignStore,
  describeCheckCursor,
  describeFormKeyStore,
  describeInstallationStore,
  describeBudget,
  describeDriftStore,
  describeGateStore,
  describeReopeningCandidates,
  describeSourceNotes,
  describeTenantStore,
  describeOwnerLetters,
  describeToldDetails,
  describeTimerRuns,
  describeWatermarks,
} from '../contracts/control-stores.ts';
import { describeDeliveryTally } from '../contracts/delivery-tally.ts';
import { describeErasures } from '../contracts/erasures.ts';
import { describeFiguresStore, describeWriteOrder } from '../contracts/figures-store.ts';
import { describeMessageIndex } from '../contracts/message-index.ts';
import { describePassStore } from '../contracts/pass-store.ts';
import { describePeoplePacks } from '../contracts/people-packs.ts';
import { describeRecipientStore } from '../contracts/recipient-store.ts';
import { describeUnreadableRows } from '../contracts/unreadable-rows.ts';
import { describeNamedLists } from '../contracts/named-lists.ts';
import { describeWaveStore } from '../contracts/wave-store.ts';
import { describePageQueue, describeReleaseCount, describeSendQueue } from '../contracts/work-queues.ts';
import { fakePorts } from './ports.ts';

const name = 'in memory';

describeRecipientStore(name, async () => fakePorts().recipients);
describeAgenda(name, async () => fakePorts().agenda);
describeMessageIndex(name, async () => fakePorts().messageIndex);
describeCampaignStore(name, async () => fakePorts().campaigns);
describeGateStore(name, async () => fakePorts().gates);
describeBudget(name, async () => fakePorts().budget);
describeSourceNotes(name, async () => fakePorts().sourceNotes);
describeDriftStore(name, async () => fakePorts().drifts);
describeReopeningCandidates(name, async () => fakePorts().reopeningCandidates);
describeTenantStore(name, async () => fakePorts().tenantFacts);
describeToldDetails(name, async () => fakePorts().toldDetails);
describeOwnerLetters(name, async () => fakePorts().ownerLetters);
describeWatermarks(name, async () => fakePorts().watermarks);
describeDeliveryTally(name, async () => fakePorts().deliveryTally);
describeTimerRuns(name, async () => fakePorts().timerRuns);
describeFiguresStore(name, async () => fakePorts().figures);
describeWriteOrder(name, async () => fakePorts());
describeCheckCursor(name, async () => fakePorts().checkCursor);
describeInstallationStore(name, async () => fakePorts().installation);
describeErasures(name, async () => fakePorts().erasures);
describeFormKeyStore(name, async () => fakePorts().formKeys);
describePassStore(name, async () => fakePorts().passes);
describePeoplePacks(name, async () => fakePorts().packs);
describeNamedLists(name, async () => fakePorts().namedLists);
describeWaveStore(name, async () => fakePorts().waves);

describeUnreadableRows(name, async () => {
  const { unreadableRows: rows } = fakePorts();
  const rowOf = (n: number) => ({ table: 'Waves', partitionKey: 'wave', rowKey: `wave-${n}` });
  return {
    rows,
    damage: async (n) => {
      rows.note({ ...rowOf(n), because: 'not JSON' });
      return rowOf(n);
    },
    mend: async (n) => rows.mend({ ...rowOf(n), because: '' }),
  };
});

describeReleaseCount(name, async () => fakePorts().releaseCount);

describeSendQueue(name, async () => {
  const { sendQueue } = fakePorts();
  return { queue: sendQueue, readVisible: async () => sendQueue.takeAll() };
});

const isVisible = ({ delaySeconds }: { readonly delaySeconds: number }): boolean => delaySeconds === 0;

describePageQueue(name, async () => {
  const { pageQueue } = fakePorts();
  return {
    queue: pageQueue,
    readVisible: async () =>
      pageQueue
        .takeAll()
        .filter(isVisible)
        .map(({ request }) => request),
  };
});
