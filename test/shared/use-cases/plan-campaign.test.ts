import { describe, expect, it } from 'vitest';
import { noCounts, type Pass } from '../../../shared/registration/pass.ts';
import { enrolmentFor } from '../../../shared/campaign/journey.ts';
import type { Wave } from '../../../shared/campaign/wave.ts';
import type { Goal } from '../../../shared/delivery/goal.ts';
import { isOpen } from '../../../shared/delivery/message.ts';
import { planCampaign } from '../../../shared/use-cases/plan-campaign.ts';
import { aDocument, type DocumentChange } from '../../builders/documents.ts';
import { after, at, now } from '../../builders/instants.ts';
import {
  aUser,
  capableRegistration,
  groupId,
  otherGroupId,
  personId,
  phoneOnlyRegistration,
  someFacts,
} from '../../builders/people.ts';
import { aCadence, someRules } from '../../builders/policies.ts';
import { anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { givenPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { HookedRecipients } from './hooked-ports.ts';

const aCompletePass: Pass = {
  passId: 'pass-1',
  startedAt: after({ hours: -8 }),
  state: 'complete',
  collection: 'users',
  page: 1,
  next: undefined,
  groupsLeft: [],
  progressedAt: after({ hours: -7 }),
  counts: noCounts,
  because: undefined,
};

/** A tenant of so many people who wait for a wave. */
async function aTenant(people: number) {
  const ports = { ...fakePorts(), recipients: new HookedRecipients() };
  for (let n = 0; n < people; n++) await givenPerson(ports, n, { enrolment: undefined });
  await ports.passes.write(aCompletePass, undefined);
  return ports;
}

type Tenant = Awaited<ReturnType<typeof aTenant>>;

const everyone = { name: 'Everyone', startsOn: '2026-12-01' };
const plan = (tenant: Tenant, change: DocumentChange = {}, moment = tenant.clock.now(), paused = false) =>
  planCampaign(
    { document: aDocument({ waves: [everyone], ...change }), rules: someRules(change), paused },
    moment,
    tenant,
  );

async function enrolled({ recipients }: Tenant): Promise<readonly string[]> {
  const { journeys } = await recipients.readJourneys(undefined);
  return journeys.filter(({ enrolment }) => enrolment).map(({ userId }) => userId);
}

const aWave = (change: Partial<Wave> = {}): Wave => ({
  waveId: 'ours',
  name: 'Ours',
  goal: 'register',
  origin: 'operator',
  groups: [groupId],
  users: [],
  limit: undefined,
  startsAt: now,
  createdAt: now,
  state: 'scheduled',
  cursor: undefined,
  enrolledCount: 0,
  ...change,
});

describe('the waves of the document', () => {
  it('are scheduled for the midnight of their day in the campaign’s zone, once', async () => {
    const tenant = await aTenant(0);
    const change = {
      waves: [
        { name: 'Pilot', groups: [groupId], startsOn: '2026-12-24' },
        { name: 'Älla', startsOn: '2027-07-01' },
      ],
    };
    await plan(tenant, change);
    await plan(tenant, change, after({ minutes: 15 }));
    expect(await tenant.waves.list()).toMatchObject([
      { waveId: 'alla', origin: 'document', state: 'scheduled', startsAt: at('2027-06-30T22:00:00Z'), groups: [] },
      {
        waveId: 'pilot',
        origin: 'document',
        state: 'scheduled',
        startsAt: at('2026-12-23T23:00:00Z'),
        groups: [groupId],
      },
    ]);
  });

  it('begin on their day and not before', async () => {
    const tenant = await aTenant(2);
    const change = { waves: [{ name: 'Later', startsOn: '2026-12-02' }] };
    expect(await plan(tenant, change, at('2026-12-01T22:59:59Z'))).toEqual({ enrolled: 0, waves: 0 });
    expect(await plan(tenant, change, at('2026-12-01T23:00:00Z'))).toEqual({ enrolled: 2, waves: 1 });
  });

  // An admin who puts a wave off would find that it starts on the old day.
  it('follow the document until they begin', async () => {
    const tenant = await aTenant(2);
    await plan(tenant, { waves: [{ name: 'Later', startsOn: '2026-12-02' }] });
    const putOff = { waves: [{ name: 'Later', startsOn: '2027-01-08' }] };
    expect(await plan(tenant, putOff, at('2026-12-03T09:00:00Z'))).toMatchObject({ enrolled: 0 });
  });
});

describe('a wave for the whole audience', () => {
  it('enrols everyone who is eligible, and puts their nudges on the agenda', async () => {
    const tenant = await aTenant(3);
    await givenPerson(tenant, 9, { enrolment: undefined, facts: someFacts({ excludedByOperator: true }) });
    expect(await plan(tenant)).toEqual({ enrolled: 3, waves: 1 });
    expect(await enrolled(tenant)).toEqual([0, 1, 2].map(personId));
    expect(await storedMessage(tenant, 1)).toMatchObject({ state: 'planned', dueAt: now });
    expect(await tenant.agenda.count(10)).toEqual({ due: 3, watched: 0 });
    const { enrolment } = await tenant.recipients.readJourney(personId(1));
    expect(enrolment).toEqual({ waveId: 'everyone', enrolledAt: now, namedByWave: false });
    expect(await tenant.waves.read('everyone')).toMatchObject({ state: 'enrolled', enrolledCount: 3 });
  });

  it('enrols page by page', async () => {
    const tenant = await aTenant(430);
    expect(await plan(tenant, { capacity: { newRecipientsPerDay: 1_000 } })).toEqual({ enrolled: 430, waves: 1 });
  });

  it('leaves accounts alone that are too new, until they are old enough and a pass has opened it again', async () => {
    const tenant = await aTenant(0);
    const facts = someFacts({ user: aUser({ createdDateTime: after({ days: -1 }) }) });
    await givenPerson(tenant, 1, { enrolment: undefined, facts });
    expect(await plan(tenant)).toMatchObject({ enrolled: 0 });
    const { version, ...wave } = (await tenant.waves.read('everyone'))!;
    await tenant.waves.update({ ...wave, looksAgain: true, cursor: undefined }, version);
    expect(await plan(tenant, {}, after({ days: 1 }))).toMatchObject({ enrolled: 1 });
  });

  it('does nothing more once it has everyone', async () => {
    const tenant = await aTenant(2);
    await plan(tenant);
    expect(await plan(tenant, {}, after({ minutes: 15 }))).toEqual({ enrolled: 0, waves: 0 });
  });
});

describe('a wave of another goal for the whole audience', () => {
  const links = { name: 'Links', goal: 'knowTheLink', startsOn: '2026-12-01' } as const;
  const phones = { name: 'Phones', goal: 'outlastPhones', startsOn: '2026-12-01' } as const;

  /** The second could reset before, the third by phone alone, the fourth has had the link. */
  async function aMixedTenant() {
    const tenant = await aTenant(1);
    const had = anAcceptedMessage('sspr-link', after({ days: -90 }));
    const people = [
      { facts: someFacts({ registration: capableRegistration }) },
      { facts: someFacts({ registration: phoneOnlyRegistration }) },
      { facts: someFacts({ registration: capableRegistration }), messages: [{ ...had, userId: personId(3) }] },
    ];
    for (const [i, change] of people.entries()) {
      const facts = { ...change.facts, user: aUser({ id: personId(i + 1) }) };
      await givenPerson(tenant, i + 1, { enrolment: undefined, ...change, facts });
    }
    return tenant;
  }

  const enrolledFor = async ({ recipients }: Tenant, goal: Goal) => {
    const { journeys } = await recipients.readJourneys(undefined);
    return journeys.filter((journey) => enrolmentFor(journey, goal)).map(({ userId }) => userId);
  };

  it('enrols whom it is for, beside the wave to register, and plans one mail at a time', async () => {
    const tenant = await aMixedTenant();
    expect(await plan(tenant, { waves: [everyone, links, phones] })).toMatchObject({ enrolled: 4 });
    expect(await enrolledFor(tenant, 'register')).toEqual([personId(0)]);
    expect(await enrolledFor(tenant, 'knowTheLink')).toEqual([personId(1), personId(2)]);
    expect(await enrolledFor(tenant, 'outlastPhones')).toEqual([personId(2)]);
    const { journeys } = await tenant.recipients.readJourneys(undefined);
    const open = journeys.map(({ messages }) => messages.filter(isOpen).map(({ step }) => step));
    expect(open).toEqual([['nudge'], ['sspr-link'], ['sspr-link'], []]);
  });

  it('takes the places of the day first where text messages and calls end within 60 days', async () => {
    const change = { waves: [everyone, links, phones], capacity: { newRecipientsPerDay: 1 } };
    const early = await aMixedTenant();
    await plan(early, change, at('2026-12-02T12:00:00Z'));
    const late = await aMixedTenant();
    await plan(late, change, at('2026-12-03T12:00:00Z'));
    expect([await enrolledFor(early, 'outlastPhones'), await enrolledFor(late, 'outlastPhones')]).toEqual([
      [],
      [personId(2)],
    ]);
  });

  it('follows the document in its goal until it begins', async () => {
    const tenant = await aTenant(0);
    await plan(tenant, { waves: [{ ...links, startsOn: '2026-12-24' }] });
    await plan(tenant, { waves: [{ name: 'Links', startsOn: '2026-12-24' }] });
    expect(await tenant.waves.read('links')).toMatchObject({ goal: 'register' });
  });
});

describe('nobody is enrolled', () => {
  it('while the campaign is paused, but the waves are written down', async () => {
    const tenant = await aTenant(2);
    expect(await plan(tenant, {}, now, true)).toEqual({ enrolled: 0, waves: 0, because: 'paused' });
    expect(await enrolled(tenant)).toEqual([]);
    expect(await tenant.waves.list()).toHaveLength(1);
  });

  it.each([
    ['who had a mail of a wave that was cancelled', anEnrolment({ waveId: 'before' })],
    ['whose enrolment was lost', undefined],
  ])('anew, of somebody %s: what was sent before counts (engine 10)', async (_, enrolment) => {
    const tenant = await aTenant(0);
    await tenant.waves.create(aWave({ waveId: 'before', state: 'cancelled' }));
    const nudged = { ...anAcceptedMessage('nudge', after({ days: -1 })), userId: personId(1) };
    await givenPerson(tenant, 1, { enrolment, messages: [nudged] });
    const cadence = aCadence({ haltedWaves: { paused: [], cancelled: ['before'] } });
    const campaign = { document: aDocument({ waves: [everyone] }), rules: { ...someRules(), cadence }, paused: false };
    expect(await planCampaign(campaign, now, tenant)).toMatchObject({ enrolled: 1 });
    expect(await storedMessage(tenant, 1)).toMatchObject({ state: 'accepted', acceptedAt: nudged.acceptedAt });
    expect(await storedMessage(tenant, 1, 'reminder-1')).toMatchObject({ state: 'planned' });
  });

  it('before a pass has been complete', async () => {
    const tenant = { ...fakePorts(), recipients: new HookedRecipients() };
    await givenPerson(tenant, 1, { enrolment: undefined });
    expect(await plan(tenant)).toEqual({ enrolled: 0, waves: 0, because: 'noCompletePass' });
    expect(await enrolled(tenant)).toEqual([]);
  });

  it('while nobody can see who registers (engine 2)', async () => {
    const tenant = await aTenant(2);
    const rules = { ...someRules(), cadence: aCadence({ reportReadAt: after({ hours: -26 }) }) };
    const campaign = { document: aDocument({ waves: [everyone] }), rules, paused: false };
    expect(await planCampaign(campaign, now, tenant)).toEqual({ enrolled: 0, waves: 0, because: 'detectionStale' });
    expect(await enrolled(tenant)).toEqual([]);
  });

  it.each(['drafted', 'paused', 'cancelled', 'enrolled'] as const)('by a wave that is %s', async (state) => {
    const tenant = await aTenant(2);
    await tenant.waves.create(aWave({ state }));
    await tenant.waves.saveMembers('ours', [personId(1)]);
    expect(await plan(tenant, { waves: [] })).toEqual({ enrolled: 0, waves: 0 });
  });
});

describe('the daily cap', () => {
  const change = { capacity: { newRecipientsPerDay: 3 } };

  it('holds over runs, waves and the whole day, and the next day goes on', async () => {
    const tenant = await aTenant(8);
    expect(await plan(tenant, change)).toEqual({ enrolled: 3, waves: 1, because: 'dailyCapReached' });
    expect(await plan(tenant, change, after({ hours: 5 }))).toMatchObject({ enrolled: 0, because: 'dailyCapReached' });
    expect(await plan(tenant, change, after({ days: 1 }))).toMatchObject({ enrolled: 3 });
    expect(await plan(tenant, change, after({ days: 2 }))).toEqual({ enrolled: 2, waves: 1 });
    expect(await enrolled(tenant)).toHaveLength(8);
    expect(await tenant.waves.read('everyone')).toMatchObject({ state: 'enrolled', enrolledCount: 8 });
  });

  it('begins anew at midnight in the campaign’s zone', async () => {
    const tenant = await aTenant(6);
    await plan(tenant, change, at('2026-12-01T22:59:00Z'));
    expect(await plan(tenant, change, at('2026-12-01T23:00:00Z'))).toMatchObject({ enrolled: 3 });
  });

  it('goes to the wave that began first', async () => {
    const tenant = await aTenant(4);
    tenant.directory.members.set(groupId, [2, 3].map(personId));
    const waves = [everyone, { name: 'Pilot', groups: [groupId], startsOn: '2026-11-30' }];
    await plan(tenant, { waves, ...change });
    expect(await enrolled(tenant)).toEqual([0, 2, 3].map(personId));
    expect(await tenant.waves.read('pilot')).toMatchObject({ state: 'enrolled', enrolledCount: 2 });
  });
});

describe('a wave that names groups', () => {
  const waves = [{ name: 'Pilot', groups: [groupId], startsOn: '2026-12-01' }];

  it('enrols their members and nobody else, included group or not', async () => {
    const tenant = await aTenant(4);
    tenant.directory.members.set(groupId, [1, 3, 77].map(personId));
    const audience = { includeGroups: [otherGroupId] };
    expect(await plan(tenant, { waves, audience })).toEqual({ enrolled: 2, waves: 1 });
    expect(await enrolled(tenant)).toEqual([1, 3].map(personId));
    const { enrolment } = await tenant.recipients.readJourney(personId(1));
    expect(enrolment?.namedByWave).toBe(true);
    expect(await storedMessage(tenant, 1)).toMatchObject({ state: 'planned' });
  });

  it('waits when its group does not exist, says so, and holds no other wave back', async () => {
    const tenant = await aTenant(2);
    expect(await plan(tenant, { waves: [...waves, everyone] })).toMatchObject({ enrolled: 2 });
    expect(tenant.journal.factsOf('waveNotStarted')).toEqual([{ waveId: 'pilot', because: 'noSuchGroup' }]);
    expect(await tenant.waves.read('pilot')).toMatchObject({ state: 'scheduled' });
  });

  it('waits when Graph throttles, and starts in the next run', async () => {
    const tenant = await aTenant(2);
    tenant.directory.members.set(groupId, [personId(1)]);
    tenant.directory.throttleNext(30);
    expect(await plan(tenant, { waves })).toMatchObject({ enrolled: 0 });
    expect(await plan(tenant, { waves }, after({ minutes: 15 }))).toMatchObject({ enrolled: 1 });
  });

  it('passes over who is enrolled by another wave', async () => {
    const tenant = await aTenant(3);
    tenant.directory.members.set(groupId, [personId(1)]);
    await plan(tenant, { waves });
    await plan(tenant, { waves: [...waves, everyone] }, after({ minutes: 15 }));
    expect((await tenant.recipients.readJourney(personId(1))).enrolment?.waveId).toBe('pilot');
    expect((await tenant.recipients.readJourney(personId(2))).enrolment?.waveId).toBe('everyone');
  });
});

describe('a wave that an operator launched', () => {
  it('enrols exactly the people written down at its launch', async () => {
    const tenant = await aTenant(5);
    await tenant.waves.create(aWave());
    await tenant.waves.saveMembers('ours', [1, 2].map(personId));
    expect(await plan(tenant, { waves: [] })).toEqual({ enrolled: 2, waves: 1 });
    expect(await enrolled(tenant)).toEqual([1, 2].map(personId));
  });

  it('stops at its limit', async () => {
    const tenant = await aTenant(5);
    await tenant.waves.create(aWave({ limit: 2 }));
    await tenant.waves.saveMembers('ours', [0, 1, 2, 3].map(personId));
    expect(await plan(tenant, { waves: [] })).toMatchObject({ enrolled: 2 });
    expect(await tenant.waves.read('ours')).toMatchObject({ state: 'enrolled', enrolledCount: 2 });
  });

  it('begins at its time', async () => {
    const tenant = await aTenant(2);
    await tenant.waves.create(aWave({ startsAt: after({ hours: 1 }) }));
    await tenant.waves.saveMembers('ours', [personId(1)]);
    expect(await plan(tenant, { waves: [] })).toMatchObject({ enrolled: 0 });
    expect(await plan(tenant, { waves: [] }, after({ hours: 1 }))).toMatchObject({ enrolled: 1 });
  });
});

describe('the word of a wave follows from its progress (engine 13)', () => {
  const word = async ({ waves }: Tenant, waveId = 'everyone') => {
    const { state, enrolledCount } = (await waves.read(waveId))!;
    return [state, enrolledCount];
  };

  it.each(['paused', 'cancelled'] as const)(
    'that is %s in the middle of enrolment counts who was enrolled',
    async (state) => {
      const tenant = await aTenant(3);
      tenant.recipients.beforeWrite.next(async () => {
        const { version, ...wave } = (await tenant.waves.read('everyone'))!;
        await tenant.waves.update({ ...wave, state, cursor: undefined }, version);
      });
      await plan(tenant);
      expect(await word(tenant)).toEqual([state, 3]);
    },
  );

  it('that has begun is neither moved nor cancelled by the document, also when nobody is counted yet', async () => {
    const tenant = await aTenant(0);
    await plan(tenant);
    const { version, ...wave } = (await tenant.waves.read('everyone'))!;
    await tenant.waves.update({ ...wave, state: 'scheduled' }, version);
    await plan(tenant, { waves: [{ ...everyone, startsOn: '2027-01-11' }] });
    expect(await tenant.waves.read('everyone')).toMatchObject({ startsAt: wave.startsAt });
    await plan(tenant, { waves: [] });
    expect((await tenant.waves.read('everyone'))!.state).not.toBe('cancelled');
  });

  it('counts those who could be enrolled, not those who were let in', async () => {
    const tenant = await aTenant(3);
    tenant.recipients.beforeWrite.next(async () => {
      await givenPerson(tenant, 0, { enrolment: anEnrolment({ waveId: 'other' }) });
    });
    await plan(tenant);
    expect(await word(tenant)).toEqual(['enrolled', 2]);
  });

  it('stays "enrolled" while the people of the day are all taken', async () => {
    const tenant = await aTenant(2);
    await plan(tenant, { capacity: { newRecipientsPerDay: 2 } });
    const { version, ...wave } = (await tenant.waves.read('everyone'))!;
    await tenant.waves.update({ ...wave, looksAgain: true }, version);
    expect(await plan(tenant, { capacity: { newRecipientsPerDay: 2 } })).toMatchObject({ because: 'dailyCapReached' });
    expect(await word(tenant)).toEqual(['enrolled', 2]);
  });
});

describe('a wave that the document drops', () => {
  const later = { name: 'Everyone', startsOn: '2027-01-11' };
  const stateOf = async ({ waves }: Tenant) => (await waves.read('everyone'))!.state;

  it('comes back with its name when nobody was enrolled in it (engine 13)', async () => {
    const tenant = await aTenant(1);
    await plan(tenant, { waves: [later] });
    await plan(tenant, { waves: [] });
    expect(await stateOf(tenant)).toBe('cancelled');
    await plan(tenant, { waves: [everyone] });
    expect(await stateOf(tenant)).toBe('enrolled');
  });

  it('stays cancelled where an operator cancelled it', async () => {
    const tenant = await aTenant(1);
    await plan(tenant, { waves: [later] });
    const { version, ...wave } = (await tenant.waves.read('everyone'))!;
    await tenant.waves.update({ ...wave, state: 'cancelled' }, version);
    await plan(tenant, { waves: [] });
    await plan(tenant, { waves: [everyone] });
    expect(await stateOf(tenant)).toBe('cancelled');
  });
});

describe('a crash in the middle of enrolling', () => {
  it('costs nothing but the rest of the run: nobody is enrolled twice, nobody is left out', async () => {
    const tenant = await aTenant(5);
    const before = tenant.recipients.writes.length;
    tenant.recipients.beforeWrite.next(() =>
      tenant.recipients.beforeWrite.next(() => {
        throw new Error('the process died');
      }),
    );
    await expect(plan(tenant)).rejects.toThrow('the process died');
    expect((await enrolled(tenant)).length).toBeLessThan(5);
    await plan(tenant, {}, after({ minutes: 15 }));
    expect(await enrolled(tenant)).toHaveLength(5);
    const enrolments = tenant.recipients.writes.slice(before).filter(({ enrolment }) => enrolment);
    expect(new Set(enrolments.map(({ userId }) => userId)).size).toBe(enrolments.length);
  });
});

describe('rows of the people of a wave that cannot be read (engine 12)', () => {
  const stateOf = async ({ waves }: Tenant) => (await waves.read('ours'))?.state;

  it('leave the wave unfinished: who can be read is enrolled, the others once they can, nobody twice', async () => {
    const tenant = await aTenant(4);
    await tenant.waves.create(aWave());
    const all = [0, 1, 2, 3].map(personId);
    await tenant.waves.saveMembers('ours', all);
    const { readMembers } = tenant.waves;
    tenant.waves.readMembers = async () => ({ userIds: all.slice(2), isWhole: false });
    for (let run = 0; run < 3; run++) await plan(tenant, { waves: [] });
    expect(await enrolled(tenant)).toEqual(all.slice(2));
    expect(await stateOf(tenant)).toBe('enrolling');
    tenant.waves.readMembers = readMembers;
    await plan(tenant, { waves: [] });
    expect(await enrolled(tenant)).toEqual(all);
    expect(await tenant.waves.read('ours')).toMatchObject({ state: 'enrolled', enrolledCount: 4 });
  });

  it('are found when they can be read again in the middle of the enrolment, where a place meant others', async () => {
    const tenant = await aTenant(203);
    await tenant.waves.create(aWave());
    const all = Array.from({ length: 203 }, (_, n) => personId(n));
    await tenant.waves.saveMembers('ours', all);
    const { readMembers } = tenant.waves;
    tenant.waves.readMembers = async () => ({ userIds: all.slice(2), isWhole: false });
    await plan(tenant, { waves: [], capacity: { newRecipientsPerDay: 200 } });
    expect(await enrolled(tenant)).toHaveLength(200);
    tenant.waves.readMembers = readMembers;
    await plan(tenant, { waves: [] }, after({ days: 1 }));
    expect(await enrolled(tenant)).toEqual(all.toSorted());
  });

  it('or are gone keep no other wave from its people; a wave of an operator stays unfinished', async () => {
    const tenant = await aTenant(2);
    await tenant.waves.create(aWave({ startsAt: after({ days: -1 }) }));
    for (let run = 0; run < 3; run++) await plan(tenant);
    expect(await enrolled(tenant)).toHaveLength(2);
    expect(await stateOf(tenant)).toBe('enrolling');
  });

  it('are told anew by the groups of a wave of the document', async () => {
    const tenant = await aTenant(4);
    const all = [0, 1, 2, 3].map(personId);
    tenant.directory.members.set(groupId, all);
    const lost = { origin: 'document', groups: [groupId], state: 'enrolling' } as const;
    await tenant.waves.create(aWave(lost));
    const document = { waves: [{ name: 'ours', groups: [groupId], startsOn: '2026-11-01' }] };
    for (let run = 0; run < 2; run++) await plan(tenant, document);
    expect(await enrolled(tenant)).toEqual(all);
    expect(await stateOf(tenant)).toBe('enrolled');
  });
});
