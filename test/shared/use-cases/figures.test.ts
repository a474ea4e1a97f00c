import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CadencePolicy } from '../../../shared/campaign/cadence-policy.ts';
import { addFigures, FiguresCounter, noFigures, type Figures } from '../../../shared/campaign/figures.ts';
import { lineOf, listsOf, placeList, type PersonLine } from '../../../shared/campaign/person-line.ts';
import type { JourneyChange } from '../../../shared/campaign/journey-change.ts';
import type { RecipientStore } from '../../../shared/ports/recipient-store.ts';
import { allJourneys } from '../../../shared/use-cases/all-recipients.ts';
import { countFigures, type CountOutcome, type CountPorts } from '../../../shared/use-cases/count-figures.ts';
import { CountedRecipients } from '../../../shared/use-cases/counted-recipients.ts';
import { FigureKeeper } from '../../../shared/use-cases/keep-figures.ts';
import { ListReader } from '../../../shared/use-cases/read-lists.ts';
import { ReportReader } from '../../../shared/use-cases/report-campaign.ts';
import { after, now } from '../../builders/instants.ts';
import { aMessage, anAcceptedMessage, anEnrolment, evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';
import { givenPerson } from '../../builders/storage.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { fakePorts } from '../../fakes/ports.ts';

const policy = aCadence({ reportReadAt: undefined });
const peopleCount = 10;

/** A process that writes to people: what it has not added yet dies with it. */
function aProcess(ports: ReturnType<typeof somePorts>) {
  const due: (() => Promise<void>)[] = [];
  const keeper = new FigureKeeper(ports, (act) => void due.push(act));
  const recipients = new CountedRecipients(ports.recipients, ports.writeOrder, keeper);
  const lists = new ListReader(ports, keeper);
  return { keeper, recipients, due, lists, reports: new ReportReader(ports.figures, keeper, ports.clock) };
}

function somePorts() {
  const recipients = new FakeRecipientStore(3);
  const ports = { ...fakePorts(now), recipients, writeOrder: recipients.writeOrder };
  return { ...ports, wallClock: ports.clock };
}

async function aTenant() {
  const ports = somePorts();
  for (let n = 1; n <= peopleCount; n++) await givenPerson(ports, n, { enrolment: undefined });
  return ports;
}

async function write(n: number, change: JourneyChange, recipients: RecipientStore): Promise<void> {
  const { version } = await recipients.readJourney(personId(n));
  await recipients.writeJourney({ ...change, userId: personId(n), version });
}

async function countedByReading(ports: CountPorts, rules: CadencePolicy, at: Date): Promise<Figures> {
  const counter = new FiguresCounter(rules, at);
  for await (const journey of allJourneys(ports.recipients)) counter.add(journey);
  return addFigures(counter.total(), noFigures);
}

/** Those of names are written and read in the same way, and there are many. */
const listsOfPlaces = (line: PersonLine) => listsOf(line).filter((list) => !list.startsWith('name/'));

/** Everybody, as their journeys tell by these rules at this time. */
async function listedByReading(ports: CountPorts, rules: CadencePolicy, at: Date): Promise<readonly PersonLine[]> {
  const lines: PersonLine[] = [];
  for await (const journey of allJourneys(ports.recipients)) lines.push(...[lineOf(journey, rules, at) ?? []].flat());
  return lines;
}

/** What is stored is what a count by reading every journey gives, by the rules and at the time of the last count. */
async function bothCounts(ports: ReturnType<typeof somePorts>) {
  const { current } = (await ports.figures.read()).figures;
  const counted = await countedByReading(ports, current!.policy, current!.countedAt);
  const everybody = await listedByReading(ports, current!.policy, current!.countedAt);
  const { lists } = aProcess(ports);
  const [stored, read]: [PersonLine[][], PersonLine[][]] = [[], []];
  for (const list of new Set([placeList({}), ...everybody.flatMap(listsOfPlaces)])) {
    const lines: PersonLine[] = [];
    const isWanted = (line: PersonLine) => listsOf(line).includes(list);
    const wanted = { lists: [list], isWanted, isNarrowed: false };
    for await (const line of lists.each(wanted, { cadence: current!.policy, now: current!.countedAt }))
      lines.push(line);
    stored.push(lines);
    read.push(everybody.filter(isWanted));
  }
  return { stored: { figures: current!.figures, lists: stored }, counted: { figures: counted, lists: read } };
}

async function expectExact(ports: ReturnType<typeof somePorts>): Promise<void> {
  const { stored, counted } = await bothCounts(ports);
  expect(stored).toEqual(counted);
}

async function countToTheEnd(rules: CadencePolicy, ports: CountPorts): Promise<CountOutcome> {
  const outcome = await countFigures(rules, ports);
  return outcome === 'underWay' ? countToTheEnd(rules, ports) : outcome;
}

const changes: readonly ((n: number) => JourneyChange)[] = [
  () => ({ enrolment: anEnrolment() }),
  () => ({ enrolment: anEnrolment({ waveId: 'other' }) }),
  (n) => ({ messages: [anAcceptedMessage('nudge', after({ hours: -n }), { userId: personId(n) })] }),
  (n) => ({ messages: [aMessage('reminder-1', { userId: personId(n), state: 'unknown' })] }),
  (n) => ({ evidence: [{ ...evidence('registered'), userId: personId(n) }] }),
  (n) => ({ evidence: [{ ...evidence('resetFailed'), userId: personId(n) }] }),
  () => ({ excludedByOperator: true }),
];

interface Act {
  readonly kind: 'write' | 'add' | 'writeFacts';
  readonly by: 0 | 1;
  readonly to: number;
  readonly change: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('write' as const, 'write' as const, 'add' as const),
  by: fc.constantFrom(0 as const, 1 as const),
  to: fc.integer({ min: 1, max: peopleCount }),
  change: fc.nat(changes.length - 1),
});
const acts = fc.array(act, { maxLength: 6 });

describe('figures that two processes keep while people are counted anew (engine 20)', () => {
  it('are what a count by reading every journey gives, whatever comes before, between and after the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { minLength: 12, maxLength: 12 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        async (rounds, pauses) => {
          const ports = await aTenant();
          const processes = [aProcess(ports), aProcess(ports)];
          const doAll = async (some: readonly Act[] = []) => {
            for (const { kind, by, to, change } of some)
              if (kind === 'add') await processes[by]!.keeper.add();
              else await write(to, changes[change]!(to), processes[by]!.recipients);
          };
          const rest = rounds.values();
          const stops = pauses.values();
          const recipients: CountPorts['recipients'] = {
            async readJourneys(next) {
              await doAll(rest.next().value);
              const page = await ports.recipients.readJourneys(next);
              await doAll(rest.next().value);
              // The run's time is up: the next one goes on.
              if (stops.next().value) ports.clock.advance({ seconds: 90 });
              return page;
            },
          };
          await doAll(rest.next().value);
          await countToTheEnd(policy, { ...ports, recipients });
          await doAll(rest.next().value);
          for (const { keeper } of processes) await keeper.add();
          const first = await bothCounts(ports);
          expect(first.stored).toEqual(first.counted);
          await countToTheEnd({ ...policy, strengthenPhoneOnly: true }, { ...ports, recipients });
          for (const { keeper } of processes) await keeper.add();
          await expectExact(ports);
        },
      ),
      { numRuns: 150 },
    );
  }, 180_000);

  it('are counted by one of two runs that count at the same time', async () => {
    const ports = await aTenant();
    await countToTheEnd(policy, ports);
    const other = { ...policy, strengthenPhoneOnly: true };
    const outcomes = await Promise.all([countFigures(other, ports), countFigures(other, ports)]);
    expect(outcomes).toContain('counted');
    await expectExact(ports);
  });
});

describe('a count of everybody (engine 20)', () => {
  it.each<[string, CountOutcome, (ports: ReturnType<typeof somePorts>) => CadencePolicy]>([
    ['nothing has changed but people', 'notDue', () => policy],
    ['a wave was paused', 'notDue', () => ({ ...policy, haltedWaves: { paused: ['pilot'], cancelled: [] } })],
    ['the log was read', 'notDue', () => ({ ...policy, logReading: { from: now, at: now, hasTold: true } as never })],
    ['the rules have changed', 'counted', () => ({ ...policy, remindersAfterDays: [1] })],
    ['a wave was cancelled', 'counted', () => ({ ...policy, haltedWaves: { paused: [], cancelled: ['pilot'] } })],
    [
      'a day has gone by',
      'counted',
      ({ clock }) => {
        clock.advance({ hours: 24 });
        return policy;
      },
    ],
    [
      'the clock was a day ahead',
      'counted',
      ({ clock }) => {
        clock.advance({ hours: -24 });
        return policy;
      },
    ],
  ])('when %s is %s', async (_, expected, change) => {
    const ports = await aTenant();
    expect(await countFigures(policy, ports)).toBe('counted');
    expect(await countFigures(change(ports), ports)).toBe(expected);
  });

  it('follows a complete pass, whatever the caller has read of it', async () => {
    const ports = await aTenant();
    await countFigures(policy, ports);
    const passes = { readLastComplete: async () => ({ startedAt: after({ hours: -1 }) }) as never };
    expect(await countFigures(policy, { ...ports, passes })).toBe('counted');
    expect(await countFigures(policy, { ...ports, passes })).toBe('notDue');
  });

  it('sees what only time does: somebody who has not started yet does, on their day', async () => {
    const ports = await aTenant();
    const user = aUser({ id: personId(1), employeeHireDate: after({ days: 1 }) });
    await givenPerson(ports, 1, { enrolment: undefined, facts: someFacts({ user }) });
    const { reports } = aProcess(ports);
    await countFigures(policy, ports);
    ports.clock.advance({ hours: 30 });
    expect((await reports.read(policy)).tally.places).toMatchObject({ leftOut: { notStartedYet: 1 }, waits: 9 });
    await countFigures(policy, ports);
    expect((await reports.read(policy)).tally.places).toMatchObject({ leftOut: {}, waits: 10 });
  });

  it('heals what a process took with it when it died', async () => {
    const ports = await aTenant();
    await countFigures(policy, ports);
    const [dead, living] = [aProcess(ports), aProcess(ports)];
    await write(1, { enrolment: anEnrolment() }, dead.recipients);
    await write(2, { enrolment: anEnrolment() }, living.recipients);
    expect((await living.reports.read(policy)).tally.enrolled).toBe(1);
    ports.clock.advance({ hours: 24 });
    await countFigures(policy, ports);
    expect((await living.reports.read(policy)).tally.enrolled).toBe(2);
  });
});

describe('keeping the figures (engine 20)', () => {
  it('takes no request when nothing happens, and two in a minute for all that does', async () => {
    const ports = await aTenant();
    await countFigures(policy, ports);
    const { keeper, recipients, due } = aProcess(ports);
    const before = ports.figures.requests;
    for (let minute = 0; minute < 60; minute++) {
      ports.clock.advance({ minutes: 1 });
      await keeper.addWhenDue();
    }
    expect(ports.figures.requests).toBe(before);
    for (let n = 1; n <= peopleCount; n++) {
      await write(n, { enrolment: anEnrolment() }, recipients);
      await keeper.addWhenDue();
    }
    expect(ports.figures.requests).toBe(before + 2);
    expect(due).toHaveLength(1);
    for (const later of due) await later();
    expect(ports.figures.requests).toBe(before + 4);
    await expectExact(ports);
  });

  it('goes on after storage was away', async () => {
    const ports = await aTenant();
    await countFigures(policy, ports);
    const { figures } = ports;
    const away = {
      ...ports,
      figures: { read: async () => Promise.reject(new Error('away')), write: async () => false },
    };
    let isAway = true;
    const store = { read: () => (isAway ? away : ports).figures.read(), write: figures.write.bind(figures) };
    const { keeper, recipients } = aProcess({ ...ports, figures: store as typeof figures });
    await write(1, { enrolment: anEnrolment() }, recipients);
    await expect(keeper.add()).rejects.toThrow('away');
    isAway = false;
    await write(2, { enrolment: anEnrolment() }, recipients);
    await keeper.add();
    await expectExact(ports);
  });

  it('holds no write up: of what cannot be read before it, everybody is counted anew', async () => {
    const ports = await aTenant();
    await countFigures(policy, ports);
    const { version } = await ports.recipients.readJourney(personId(1));
    const { recipients: inner } = ports;
    const unread = Object.assign(Object.create(inner) as FakeRecipientStore, {
      readJourney: async () => Promise.reject(new Error('away')),
      writeJourney: inner.writeJourney.bind(inner),
    });
    const { keeper, recipients } = aProcess({ ...ports, recipients: unread });
    const written = await recipients.writeJourney({ userId: personId(1), version, enrolment: anEnrolment() });
    expect(written.kind).toBe('written');
    await keeper.add();
    expect(await countFigures(policy, ports)).toBe('counted');
    await expectExact(ports);
  });

  it('says how old they are', async () => {
    const ports = await aTenant();
    const { reports, recipients } = aProcess(ports);
    expect(await reports.read(policy)).toMatchObject({ countedAt: undefined, tally: { people: 0 } });
    await countFigures(policy, ports);
    ports.clock.advance({ hours: 2 });
    expect(await reports.read(policy)).toMatchObject({ asOf: after({ minutes: 119 }), countedAt: now });
    await givenPerson({ ...ports, recipients: recipients as never }, 1, {
      enrolment: anEnrolment(),
      facts: someFacts({ registration: capableRegistration }),
    });
    expect(await reports.readWave('pilot', policy)).toMatchObject({
      asOf: after({ hours: 2 }),
      countedAt: now,
      enrolled: 1,
    });
  });
});
