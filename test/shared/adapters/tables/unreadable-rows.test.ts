import { describe, expect, it } from 'vitest';
import { encodeKey, decodeKey } from '../../../../shared/adapters/tables/keys.ts';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { decideNextStep } from '../../../../shared/campaign/next-step.ts';
import { allJourneys } from '../../../../shared/use-cases/all-recipients.ts';
import { now } from '../../../builders/instants.ts';
import { anEnrolment } from '../../../builders/journeys.ts';
import { someRules } from '../../../builders/policies.ts';
import { aMessage, aWave, someEvidence, someFacts, userId } from '../../../contracts/samples.ts';
import { freshTables } from './azurite-tables.ts';

const id = userId(1);
const key = (more = '') => ({ partitionKey: id[0]!, rowKey: `${id}${more}` });

async function aPerson() {
  const tables = await freshTables();
  const stores = createTableStores(tables);
  await stores.recipients.writeFacts([someFacts(1), someFacts(2)]);
  const { version } = await stores.recipients.readJourney(id);
  const more = {
    enrolment: anEnrolment(),
    messages: [aMessage(1)],
    evidence: [someEvidence(1, 'e')],
  };
  await stores.recipients.writeJourney({ userId: id, version, ...more });
  return { tables, stores };
}

describe('a row of a person that cannot be read (engine 12)', () => {
  it.each<[string, string, object, string]>([
    ['facts that are not JSON', '', { facts: '{"user":' }, 'not JSON'],
    ['facts without a user', '', { facts: '{}' }, 'undefined'],
    ['a time that is none', '', { enrolledAt: 'soon' }, 'no instant'],
    ['a message without its state', '|m|nudge', { state: 7 }, 'state'],
    ['a history that is no list', '|m|nudge', { history: '7' }, 'map'],
    ['evidence that is not JSON', '|e|e', { evidence: 'Anna' }, 'not JSON'],
  ])('is set aside and named: %s', async (_, more, change, because) => {
    const { tables, stores } = await aPerson();
    const good = await tables.recipients.getEntity(key(more).partitionKey, key(more).rowKey);
    await tables.recipients.updateEntity({ ...key(more), ...change }, 'Merge');

    const journey = await stores.recipients.readJourney(id);
    const expected = { table: 'Recipients', ...key(more), because: expect.stringContaining(because) };
    expect(journey.unreadableRows).toEqual([expected]);
    expect(decideNextStep(journey, someRules().cadence, now)).toEqual({ kind: 'wait', because: 'rowUnreadable' });
    const found: string[] = [];
    for await (const { userId: one } of allJourneys(stores.recipients)) found.push(one);
    expect(found).toEqual([id, userId(2)]);
    expect((await stores.recipients.readHeads(undefined, 10)).journeys).toHaveLength(2);
    expect(await stores.unreadableRows.list(10)).toEqual([expected]);
    expect(await stores.unreadableRows.lookAgain()).toEqual([expected]);

    await tables.recipients.upsertEntity({ ...good, ...key(more) }, 'Replace');
    expect(await stores.unreadableRows.lookAgain()).toEqual([]);
    expect(await stores.unreadableRows.list(10)).toEqual([]);
    expect((await stores.recipients.readJourney(id)).unreadableRows).toBeUndefined();
  });
});

describe('a row of a wave that cannot be read (engine 12)', () => {
  it('is a paused wave, and is forgotten when it is deleted', async () => {
    const { tables, stores } = await aPerson();
    await stores.waves.create(aWave({ waveId: 'åland' }));
    const rowKey = encodeKey('åland');
    await tables.waves.updateEntity({ partitionKey: 'wave', rowKey, document: '{}' }, 'Merge');
    expect(await stores.waves.list()).toMatchObject([{ waveId: 'åland', state: 'paused', isUnreadable: true }]);
    expect(await stores.waves.read('åland')).toMatchObject({ state: 'paused', isUnreadable: true });
    expect(await stores.unreadableRows.list(10)).toMatchObject([{ table: 'Waves', rowKey }]);
    await tables.waves.deleteEntity('wave', rowKey);
    expect(await stores.unreadableRows.lookAgain()).toEqual([]);
  });

  it.each(['åland', 'a=b', '第一波', 'plan 0f'])('has its id in its key: %s', (text) => {
    expect(decodeKey(encodeKey(text))).toBe(text);
  });
});
