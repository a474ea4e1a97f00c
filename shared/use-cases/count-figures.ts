import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import {
  beginCount,
  CountedPart,
  endCount,
  generationOf,
  isCountDue,
  isSamePolicy,
  rulesCountedBy,
  withoutFormer,
  type CountUnderWay,
  type StoredFigures,
} from '../campaign/stored-figures.ts';
import type { Clock } from '../ports/clock.ts';
import type { FiguresStore } from '../ports/figures-store.ts';
import type { Ids } from '../ports/ids.ts';
import type { PeoplePacks } from '../ports/people-packs.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { WriteOrder } from '../ports/write-order.ts';
import { changeFigures } from './change-figures.ts';

export interface CountPorts {
  readonly clock: Clock;
  /** By the wall clock, as storage: not the campaign's, which may run fast. */
  readonly wallClock: Clock;
  readonly figures: FiguresStore;
  readonly packs: PeoplePacks;
  readonly ids: Ids;
  readonly recipients: Pick<RecipientStore, 'readJourneys'>;
  readonly writeOrder: WriteOrder;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
}

/** `leftToOthers`: another run counts at this moment. */
export type CountOutcome = 'notDue' | 'counted' | 'underWay' | 'leftToOthers';

/** Well within `functionTimeout`, beside what else the run does. What is left is counted by the next run. */
const secondsPerRun = 90;

/**
 * Counts everybody anew where that is due: once a night, after a pass, and after a change of the rules. Reads all journeys,
 * page by page, with its place kept so that the next run goes on; the figures of before stand until it is done. The lists of
 * people are written along with it, and hold from the same moment on.
 */
export async function countFigures(
  rules: CadencePolicy,
  ports: CountPorts,
  seconds = secondsPerRun,
): Promise<CountOutcome> {
  const policy = rulesCountedBy(rules, (await ports.passes.readLastComplete())?.startedAt);
  const now = ports.clock.now();
  const { figures } = await ports.figures.read();
  if (!isCountDue(figures, policy, now)) {
    await forgetFormerLists(figures, ports);
    return 'notDue';
  }
  const { underWay } = figures;
  const begun = underWay && isSamePolicy(underWay.policy, policy) ? underWay : await begin(policy, now, ports);
  return goOn(begun, seconds, ports);
}

/** Not when the count ends: whoever is reading the lists of before then reads them to their end. */
async function forgetFormerLists({ current }: StoredFigures, { figures, packs }: CountPorts): Promise<void> {
  if (!current?.lists?.hasFormer) return;
  await packs.forgetBefore(generationOf(current));
  await changeFigures(figures, (stored) => withoutFormer(stored, generationOf(current)));
}

/** As long as somebody waits for the answer to their request. */
const secondsWaited = 10;

/**
 * After somebody has changed the rules, so that the next figures they see are by the new ones. A larger tenant is counted to
 * its end by the timer, which also tells of what fails.
 */
export async function countForCaller(rules: CadencePolicy, ports: CountPorts): Promise<void> {
  await countFigures(rules, ports, secondsWaited).catch(() => undefined);
}

/** It is written down before anything is read, so that whoever writes from now on keeps their changes for it. */
async function begin(policy: CadencePolicy, now: Date, ports: CountPorts): Promise<CountUnderWay> {
  const underWay = beginCount(policy, now, ports.writeOrder.before(ports.wallClock.now()));
  await changeFigures(ports.figures, ({ current }) => ({ current, underWay }));
  return underWay;
}

async function goOn(begun: CountUnderWay, seconds: number, ports: CountPorts): Promise<CountOutcome> {
  const { clock, recipients, writeOrder, packs, ids } = ports;
  const part = new CountedPart(begun);
  const partId = ids.next();
  const write = (which: 'enough' | 'all') => packs.write(generationOf(begun), partId, part.takePacks(which));
  const until = clock.now().getTime() + seconds * 1_000;
  let { cursor } = begun;
  do {
    const page = await recipients.readJourneys(cursor);
    for (const journey of page.journeys) part.add({ journey, order: writeOrder.of(journey.version) });
    await write('enough');
    cursor = page.next;
  } while (cursor !== undefined && clock.now().getTime() < until);
  await write('all');
  return save(begun, (underWay) => part.addedTo(underWay, cursor, partId), ports);
}

/** Whoever has counted on from the same place, or has begun anew, was faster: then this part is not wanted. */
async function save(
  begun: CountUnderWay,
  withPart: (underWay: CountUnderWay) => CountUnderWay,
  { figures, clock }: CountPorts,
): Promise<CountOutcome> {
  const saved = await changeFigures(figures, ({ current, underWay }) => {
    if (underWay === undefined || !isSamePlace(underWay, begun)) return undefined;
    const counted = withPart(underWay);
    return counted.cursor === undefined ? endCount(counted, clock.now()) : { current, underWay: counted };
  });
  if (saved === undefined) return 'leftToOthers';
  return saved.underWay === undefined ? 'counted' : 'underWay';
}

const isSamePlace = (one: CountUnderWay, other: CountUnderWay): boolean =>
  one.countedAt.getTime() === other.countedAt.getTime() &&
  one.seenUpTo === other.seenUpTo &&
  one.cursor === other.cursor;
