import { describe, expect, it } from 'vitest';
import { checkConservation } from '../../../shared/use-cases/check-conservation.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, anAcceptedMessage } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { fakePorts } from '../../fakes/ports.ts';

const rules = someRules();
const due = ({ agenda }: ReturnType<typeof fakePorts>) => agenda.readDue(after({ days: 99 }), 999);
const watched = ({ agenda }: ReturnType<typeof fakePorts>) => agenda.readWatched(after({ days: 99 }), 999);
const longAgo = after({ hours: -3 });

/** Somebody whose message nobody answers for. */
async function anOrphan(message = messageOfPerson(1, 'nudge', { dueAt: longAgo })) {
  const ports = fakePorts();
  await givenPerson(ports, 1, { messages: [message] });
  await ports.agenda.replace({ drop: await due(ports) });
  return ports;
}

describe('the check that nobody is lost', () => {
  it('puts an open message without an owner back on the agenda', async () => {
    const ports = await anOrphan();
    expect(await checkConservation(rules, now, ports)).toEqual({ checked: 1, repaired: 0 });
    expect(await due(ports)).toEqual([{ dueAt: longAgo, userId: personId(1), step: 'nudge' }]);
  });

  it('leaves one entry, however often it runs', async () => {
    const ports = await anOrphan();
    for (let run = 0; run < 3; run++) await checkConservation(rules, after({ minutes: run * 5 }), ports);
    expect(await due(ports)).toHaveLength(1);
  });

  it('leaves a message that may be in the queue right now to its watched entry', async () => {
    const ports = await anOrphan(messageOfPerson(1, 'nudge', { dueAt: after({ minutes: -34 }) }));
    await checkConservation(rules, now, ports);
    expect(await due(ports)).toEqual([]);
  });

  it('watches a claim that nobody watches', async () => {
    const ports = await anOrphan(aClaimedMessage('nudge', longAgo));
    await checkConservation(rules, now, ports);
    expect(await watched(ports)).toMatchObject([{ userId: personId(1), step: 'nudge' }]);
  });

  // "Putting an agenda entry twice leaves one" does not hold for a watched entry whose time is that of the run.
  it('watches a claim once, however often it runs', async () => {
    const ports = await anOrphan(aClaimedMessage('nudge', longAgo));
    for (let run = 0; run < 3; run++) await checkConservation(rules, after({ minutes: run * 5 }), ports);
    expect(await watched(ports)).toHaveLength(1);
  });

  it('plans what is owed and was never planned, and counts it', async () => {
    const ports = fakePorts();
    await givenPerson(ports, 1, { messages: [anAcceptedMessage('nudge', after({ days: -5 }))] });
    expect(await checkConservation(rules, now, ports)).toEqual({ checked: 1, repaired: 1 });
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({ state: 'planned' });
    expect(await due(ports)).toMatchObject([{ step: 'reminder-1' }]);
    expect(await checkConservation(rules, now, ports)).toEqual({ checked: 1, repaired: 0 });
  });

  it('leaves people alone who are not enrolled', async () => {
    const ports = fakePorts();
    await givenPerson(ports, 1, { enrolment: undefined });
    expect(await checkConservation(rules, now, ports)).toEqual({ checked: 1, repaired: 0 });
    expect(await ports.agenda.count(10)).toEqual({ due: 0, watched: 0 });
  });

  it('goes on from page to page, and begins again at the end', async () => {
    const ports = { ...fakePorts(), recipients: new FakeRecipientStore(2) };
    for (const n of [1, 2, 3]) await givenPerson(ports, n);
    const checked: number[] = [];
    for (let run = 0; run < 4; run++) checked.push((await checkConservation(rules, now, ports)).checked);
    expect(checked).toEqual([2, 1, 2, 1]);
    for (const n of [1, 2, 3]) expect(await storedMessage(ports, n)).toMatchObject({ state: 'planned' });
  });
});
