import { FakeMailboxPurposes } from '../../fakes/fake-mailbox-purposes.ts';
import { describe, expect, it } from 'vitest';
import { forecastMethods } from '../../../shared/campaign/methods-forecast.ts';
import type { Wave } from '../../../shared/campaign/wave.ts';
import type { Registration } from '../../../shared/registration/registration.ts';
import { isHoldout } from '../../../shared/recipient/verdict.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { launchWave, type WaveRequest } from '../../../shared/use-cases/launch-wave.ts';
import { planCampaign } from '../../../shared/use-cases/plan-campaign.ts';
import { aDocument } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { aRegistration, aUser, personId } from '../../builders/people.ts';
import { knownAtStart } from '../../builders/policies.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

const campaignOf = (change: Parameters<typeof aDocument>[0], ports: FakePorts) => {
  const document = aDocument(change);
  return { document, rules: rulesOf(document, '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d41', ports.holidays, knownAtStart) };
};

async function tenantOf(count: number): Promise<FakePorts> {
  const ports = fakePorts(now);
  await ports.recipients.writeFacts(
    Array.from({ length: count }, (_, n) => ({
      userId: personId(n),
      user: aUser({ id: personId(n) }),
      isInDirectory: true,
      registration: aRegistration(),
      reportReadAt: now,
      memberOf: [],
    })),
  );
  return ports;
}

const asked = (change: Partial<WaveRequest> = {}): WaveRequest => ({
  name: 'wave',
  goal: 'register',
  groups: [],
  users: [],
  limit: undefined,
  startsAt: undefined,
  dryRun: true,
  confirm: undefined,
  ...change,
});

describe('a holdout of 10 % of 5,000 users', () => {
  it('is the same people in every plan, none of whom is enrolled or mailed', async () => {
    const ports = await tenantOf(5_000);
    const campaign = campaignOf({ holdoutPercent: 10, capacity: { newRecipientsPerDay: 10_000 } }, ports);
    const [first, second] = [
      await launchWave(asked(), campaign, now, ports),
      await launchWave(asked(), campaign, now, ports),
    ];
    expect(first).toEqual(second);
    if (first.kind !== 'dryRun') throw new Error(first.kind);
    const heldOut = first.plan.leftOut.holdout!;
    expect(heldOut).toBeGreaterThan(450);
    expect(heldOut).toBeLessThan(550);
    expect(first.plan.selected.length + heldOut).toBe(5_000);

    await launchWave(asked({ dryRun: false, confirm: first.confirm }), campaign, now, ports);
    for (let run = 0; run < 3; run++) {
      await ports.passes.write(aCompletePass, undefined);
      await planCampaign({ ...campaign, paused: false }, now, ports);
    }

    const { journeys } = await allJourneys(ports);
    const enrolled = journeys.filter(({ enrolment }) => enrolment !== undefined);
    expect(enrolled.map(({ userId }) => userId).toSorted()).toEqual([...first.plan.selected].toSorted());
    expect(journeys.filter(({ userId, messages }) => isHoldout(userId, 10) && messages.length > 0)).toEqual([]);
  }, 60_000);
});

describe('a dry run where it is asked what mailboxes are for (issue 17)', () => {
  const forecast = async (ports: FakePorts, change: Partial<WaveRequest> = {}) => {
    const campaign = campaignOf({ capacity: { newRecipientsPerDay: 10_000 } }, ports);
    const answer = await launchWave(asked(change), campaign, now, ports);
    if (answer.kind !== 'dryRun') throw new Error(answer.kind);
    return answer.outlook.mailboxes;
  };

  it('foretells a request for each of those selected whose mailbox was not asked for', async () => {
    const ports = { ...(await tenantOf(9)), mailboxPurposes: new FakeMailboxPurposes() };
    const known = (n: number, purpose: 'user' | 'room') => ({ userId: personId(n), mailbox: { purpose, readAt: now } });
    await ports.recipients.markMailboxes([known(1, 'user'), known(2, 'user'), known(3, 'room')]);
    expect(await forecast(ports)).toEqual({ requests: 6 });
    expect(ports.mailboxPurposes.asked).toEqual([]);
  });

  it('says nothing of it where it is not asked', async () => {
    expect(await forecast(await tenantOf(3))).toBeUndefined();
  });
});

describe('a dry run where no report tells of people (issue 17)', () => {
  const requests = async (ports: FakePorts, change: Partial<WaveRequest> = {}) => {
    const campaign = campaignOf({ capacity: { newRecipientsPerDay: 10_000 } }, ports);
    const answer = await launchWave(asked(change), campaign, now, ports);
    if (answer.kind !== 'dryRun') throw new Error(answer.kind);
    return answer.outlook.methods;
  };

  it('foretells a request for each person, made or to come, and one for each mail', async () => {
    const ports = await tenantOf(40);
    const factsOf = (n: number, registration: Registration | undefined, accountEnabled = true) => ({
      userId: personId(n),
      user: aUser({ id: personId(n), accountEnabled }),
      isInDirectory: true,
      registration,
      reportReadAt: now,
      memberOf: [],
    });
    const own = aRegistration({ readFrom: 'methods' });
    await ports.recipients.writeFacts(Array.from({ length: 10 }, (_, n) => factsOf(n, own)));
    await ports.recipients.writeFacts(Array.from({ length: 20 }, (_, n) => factsOf(n + 10, undefined)));
    await ports.recipients.writeFacts(Array.from({ length: 10 }, (_, n) => factsOf(n + 30, undefined, false)));
    const { remindersAfterDays } = aDocument().cadence;
    const mails = 10 * (1 + remindersAfterDays.length);
    expect(await requests(ports)).toEqual({
      placing: 30,
      placingLeft: 20,
      hours: { atLeast: 0.1, atMost: 0.1 },
      mails,
      total: 30 + mails,
    });
    expect(await requests(ports, { limit: 1 })).toMatchObject({
      placing: 30,
      mails: 1 + remindersAfterDays.length,
    });
  });

  it('says nothing of it where a report does', async () => {
    expect(await requests(await tenantOf(3))).toBeUndefined();
  });

  /** Measured by others: 10,000 people in half an hour to over five, by how patient Graph is. */
  it('foretells a span of hours', () => {
    const { hours } = forecastMethods({ people: 10_000, unread: 10_000, selected: 0, mailsEach: 4 });
    expect(hours).toEqual({ atLeast: 1, atMost: 5.6 });
  });
});

describe('a launch', () => {
  it('that died before its people were written down is finished by the next one, with the same people', async () => {
    const ports = await tenantOf(5);
    const campaign = campaignOf({}, ports);
    const dryRun = await launchWave(asked(), campaign, now, ports);
    if (dryRun.kind !== 'dryRun') throw new Error(dryRun.kind);
    const { waves } = ports;
    const broken = {
      ...ports,
      waves: {
        create: (wave: Wave) => waves.create(wave),
        read: (waveId: string) => waves.read(waveId),
        list: () => waves.list(),
        update: (wave: Wave, version: string) => waves.update(wave, version),
        readMembers: (waveId: string) => waves.readMembers(waveId),
        saveMembers: died,
      },
    };
    const launch = asked({ dryRun: false, confirm: dryRun.confirm });
    await expect(launchWave(launch, campaign, now, broken)).rejects.toThrow('died');
    expect(await ports.waves.read('wave')).toMatchObject({ state: 'drafted' });

    expect(await launchWave(launch, campaign, now, ports)).toMatchObject({ kind: 'launched' });
    expect(await ports.waves.readMembers('wave')).toMatchObject({ userIds: dryRun.plan.selected });
    expect(await launchWave(launch, campaign, now, ports)).toMatchObject({ kind: 'alreadyThere' });
  });

  it('twice at once is one wave of the same people', async () => {
    const ports = await tenantOf(5);
    const campaign = campaignOf({}, ports);
    const dryRun = await launchWave(asked(), campaign, now, ports);
    if (dryRun.kind !== 'dryRun') throw new Error(dryRun.kind);
    const launch = asked({ dryRun: false, confirm: dryRun.confirm });
    const both = await Promise.all([
      launchWave(launch, campaign, now, ports),
      launchWave(launch, campaign, now, ports),
    ]);
    expect(both.map(({ kind }) => kind)).toContain('launched');
    expect(await ports.waves.list()).toHaveLength(1);
    expect(await ports.waves.readMembers('wave')).toMatchObject({ userIds: dryRun.plan.selected });
  });

  it('under the name of a wave of the document is refused', async () => {
    const ports = await tenantOf(1);
    const campaign = campaignOf({ waves: [{ name: 'Pilot', startsOn: '2026-12-01' }] }, ports);
    const answer = await launchWave(asked({ name: 'pilot' }), campaign, now, ports);
    expect(answer).toMatchObject({ kind: 'faulty', faults: [{ path: 'name' }] });
  });
});

const died = async (): Promise<never> => {
  throw new Error('died');
};

async function allJourneys(ports: FakePorts) {
  const journeys = [];
  let next: string | undefined;
  do {
    const page = await ports.recipients.readJourneys(next);
    journeys.push(...page.journeys);
    next = page.next;
  } while (next !== undefined);
  return { journeys };
}

const aCompletePass = {
  passId: 'pass',
  startedAt: now,
  state: 'complete',
  collection: 'users',
  page: 1,
  next: undefined,
  groupsLeft: [],
  progressedAt: now,
  counts: { reportRows: 0, users: 0, changed: 0, setAside: 0, absent: 0 },
  because: undefined,
} as const;
