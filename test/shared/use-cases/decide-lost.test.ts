import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { countedAsSent, isHistoryLost, type LossDecision } from '../../../shared/campaign/lost-history.ts';
import { type Message, historyLost } from '../../../shared/delivery/message.ts';
import { messageIdOf } from '../../../shared/delivery/plan-message.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import { decideLost, planLoss } from '../../../shared/use-cases/decide-lost.ts';
import { after, now } from '../../builders/instants.ts';
import { anEnrolment } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

const rules = someRules();
const lost = (n: number, step: Step = 'nudge', change: Partial<Message> = {}) =>
  messageOfPerson(n, step, { state: 'unknown', because: historyLost, indexedAs: undefined, ...change });

const runOf = (ports: FakePorts, isOvertime = () => false) => ({ rules, now, ports: { ...ports, isOvertime } });

/** The nth person, of whom the index says that mails may have left for these steps, under the first number. */
async function given(ports: FakePorts, n: number, left: readonly Step[], change: Partial<Journey> = {}): Promise<void> {
  await givenPerson(ports, n, { enrolment: anEnrolment(), messages: [lost(n)], ...change });
  for (const step of left)
    await ports.messageIndex.enter(messageOfPerson(n, step), { indexedAs: 'before', plannedAt: after({ days: -9 }) });
}

async function decide(ports: FakePorts, decision: LossDecision, isOvertime?: () => boolean) {
  const { confirm } = await planLoss(decision, runOf(ports));
  const request = { decision, confirm, because: 'Recipients was deleted', by: 'an operator' };
  return decideLost(request, runOf(ports, isOvertime));
}

describe('who is decided about at once (engine 10)', () => {
  it('is everybody whose history was lost, and nobody else', async () => {
    const ports = fakePorts(now);
    await given(ports, 1, ['nudge']);
    await given(ports, 2, [], { messages: [messageOfPerson(2, 'nudge', { state: 'unknown', because: 'no answer' })] });
    await given(ports, 3, [], { messages: [messageOfPerson(3, 'nudge', { state: 'delivered', acceptedAt: now })] });
    expect(await planLoss('writtenTo', runOf(ports))).toMatchObject({ userIds: [personId(1)] });
    expect(await decide(ports, 'writtenTo')).toEqual({ kind: 'done', people: 1, settled: 0, left: 0 });
    expect(await storedMessage(ports, 2)).toMatchObject({ state: 'unknown' });
    expect(await planLoss('writtenTo', runOf(ports))).toEqual({ kind: 'dryRun', userIds: [], confirm: undefined });
  });

  it('is whom the dry run of that decision named, and still waits', async () => {
    const ports = fakePorts(now);
    await given(ports, 1, ['nudge']);
    const { confirm } = await planLoss('writtenTo', runOf(ports));
    await given(ports, 2, ['nudge']);
    const request = { because: 'x', by: 'an operator', confirm };
    expect(await decideLost({ ...request, decision: 'startAnew' }, runOf(ports))).toEqual({ kind: 'unknownConfirm' });
    const first = { ...request, confirm: undefined, decision: 'writtenTo' } as const;
    expect(await decideLost(first, runOf(ports))).toEqual({ kind: 'dryRunFirst' });
    const asked = { ...request, decision: 'writtenTo' } as const;
    expect(await decideLost(asked, runOf(ports))).toMatchObject({ people: 1, settled: 0 });
    expect(await decideLost(asked, runOf(ports))).toMatchObject({ people: 0, settled: 1 });
    expect(isHistoryLost(await ports.recipients.readJourney(personId(2)))).toBe(true);
  });

  it('is in the audit trail, with the reason and the counts', async () => {
    const ports = fakePorts(now);
    await given(ports, 1, ['nudge']);
    await decide(ports, 'startAnew');
    const details = { decision: 'startAnew', because: 'Recipients was deleted', people: 1, settled: 0, left: 0 };
    expect((await ports.auditTrail.list(5, undefined)).entries).toMatchObject([
      { action: 'decideLost', by: 'an operator', outcome: 'done', details },
    ]);
  });

  it('goes on under the same confirm where there was no time for all', async () => {
    const ports = fakePorts(now);
    const all = Array.from({ length: 20 }, (_, n) => n + 1);
    for (const n of all) await given(ports, n, ['nudge']);
    let looks = 0;
    expect(await decide(ports, 'writtenTo', () => looks++ > 0)).toMatchObject({ people: 8, left: 12 });
    expect(await decide(ports, 'writtenTo')).toMatchObject({ people: 12, left: 0 });
  });
});

describe('“they count as written to”', () => {
  it('sends nothing anew: each mail that may have left counts as sent, and what never left follows in its time', async () => {
    const ports = fakePorts(now);
    await given(ports, 1, ['nudge', 'reminder-1']);
    await decide(ports, 'writtenTo');
    for (const step of ['nudge', 'reminder-1'] as const)
      expect(await storedMessage(ports, 1, step)).toMatchObject({
        epoch: 0,
        messageId: messageOfPerson(1, step).messageId,
        state: 'accepted',
        because: countedAsSent,
        acceptedAt: now,
      });
    const [after1, after2] = rules.cadence.remindersAfterDays;
    const next = (await storedMessage(ports, 1, 'reminder-2'))!;
    expect(next.state).toBe('planned');
    expect(next.dueAt >= after({ days: after2! - after1! })).toBe(true);
  });

  it('keeps the link from whoever may have had it, and not from whoever registered since', async () => {
    const ports = fakePorts(now);
    const facts = (n: number) => someFacts({ user: aUser({ id: personId(n) }), registration: capableRegistration });
    await given(ports, 1, ['nudge', 'sspr-link'], { facts: facts(1) });
    await given(ports, 2, ['nudge'], { facts: facts(2) });
    await decide(ports, 'writtenTo');
    expect(await storedMessage(ports, 1, 'sspr-link')).toMatchObject({ state: 'accepted', epoch: 0 });
    expect(await storedMessage(ports, 2, 'sspr-link')).toMatchObject({ state: 'planned', epoch: 0 });
  });
});

describe('“they start anew”', () => {
  it('lets the nudge leave once more, under an id that no mail had', async () => {
    const ports = fakePorts(now);
    await given(ports, 1, ['nudge', 'reminder-1']);
    await ports.messageIndex.enter(messageOfPerson(1, 'nudge', { epoch: 1, messageId: idOf(1, 1) }), {
      indexedAs: 'before',
      plannedAt: now,
    });
    await decide(ports, 'startAnew');
    const nudge = (await storedMessage(ports, 1))!;
    expect(nudge).toMatchObject({ state: 'planned', epoch: 2 });
    expect(await ports.messageIndex.has(nudge.messageId)).toBe(false);
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({ state: 'cancelled', epoch: 1 });
    expect(await ports.agenda.count(10)).toMatchObject({ due: 1 });
  });

  it('leaves the link sent: it comes once in a life', async () => {
    const ports = fakePorts(now);
    const facts = someFacts({ user: aUser({ id: personId(1) }), registration: capableRegistration });
    await given(ports, 1, ['nudge', 'sspr-link'], { facts, messages: [lost(1, 'sspr-link')] });
    await decide(ports, 'startAnew');
    expect(await storedMessage(ports, 1, 'sspr-link')).toMatchObject({ state: 'accepted', epoch: 0 });
  });

  it('nudges nobody who can reset by now, and owes them the link that never left', async () => {
    const ports = fakePorts(now);
    const facts = someFacts({ user: aUser({ id: personId(1) }), registration: capableRegistration });
    await given(ports, 1, ['nudge'], { facts });
    await decide(ports, 'startAnew');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'accepted', epoch: 0 });
    expect(await storedMessage(ports, 1, 'sspr-link')).toMatchObject({ state: 'planned', epoch: 0 });
  });

  it('mails nobody to whom nothing is owed', async () => {
    const ports = fakePorts(now);
    await given(ports, 1, ['nudge'], { facts: someFacts({ excludedByOperator: true }) });
    await given(ports, 2, ['nudge'], { enrolment: undefined });
    await decide(ports, 'startAnew');
    for (const n of [1, 2]) expect(await storedMessage(ports, n)).toMatchObject({ state: 'cancelled', epoch: 1 });
    expect(await ports.agenda.count(10)).toMatchObject({ due: 0 });
  });
});

const idOf = (n: number, epoch: number): string => messageIdOf(rules.deploymentId, personId(n), 'nudge', epoch);
