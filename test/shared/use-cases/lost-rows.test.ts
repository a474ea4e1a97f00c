import { describe, expect, it } from 'vitest';
import { historyLost } from '../../../shared/delivery/message.ts';
import type { AuditEntry } from '../../../shared/ports/audit-trail.ts';
import { lossOf } from '../../../shared/registration/pass.ts';
import { checkConservation } from '../../../shared/use-cases/check-conservation.ts';
import { anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { aPassOver, aTenant, factsIn, type Tenant } from '../../builders/passes.ts';
import { someRules } from '../../builders/policies.ts';
import { messageOfPerson, storedMessage } from '../../builders/storage.ts';
import type { LostRows } from '../../fakes/fake-recipient-store.ts';

const rules = someRules();
const people = [0, 1, 2, 3, 4];

async function afterTwoPasses(): Promise<Tenant> {
  const tenant = aTenant(people.length);
  for (const _ of [1, 2]) expect(await aPassOver(tenant)).toBe('complete');
  return tenant;
}

const counts = async ({ passes }: Tenant) => (await passes.readLastComplete())!.counts;

/** The nth person was enrolled and nudged. */
async function nudge(tenant: Tenant, n: number): Promise<void> {
  const { version, userId } = await tenant.recipients.readJourney(personId(n));
  const message = {
    ...anAcceptedMessage('nudge', tenant.clock.now()),
    ...messageOfPerson(n),
    state: 'accepted' as const,
  };
  await tenant.recipients.writeJourney({ userId, version, enrolment: anEnrolment(), messages: [message] });
  await tenant.messageIndex.enter(message, { indexedAs: 'claim', plannedAt: tenant.clock.now() });
}

const lose = ({ recipients }: Tenant, part: LostRows, ...whose: readonly number[]) =>
  whose.forEach((n) => recipients.loseRows(personId(n), part));

/** Everything, with what the pass wrote into the table of its own. */
async function loseTable(tenant: Tenant): Promise<void> {
  lose(tenant, 'all', ...people);
  await tenant.recipients.writeMark('none');
}

/** The rolling check once over everybody, as often as it takes. */
async function check(tenant: Tenant): Promise<number> {
  const { missing = 0 } = await checkConservation(rules, tenant.clock.now(), tenant);
  return missing;
}

describe('rows that are gone from the table of people (engine 10)', () => {
  it('are written anew by the next pass, and that is counted', async () => {
    const tenant = await afterTwoPasses();
    expect(await counts(tenant)).toMatchObject({ changed: 0 });
    await loseTable(tenant);
    expect(await aPassOver(tenant)).toBe('complete');
    expect(await counts(tenant)).toMatchObject({ changed: 5, lost: 5, historiesLost: 0 });
    for (const n of people) expect(await factsIn(tenant, n)).toBeDefined();
    expect(await aPassOver(tenant)).toBe('complete');
    expect(await counts(tenant)).toMatchObject({ changed: 0 });
    expect(lossOf((await tenant.passes.readCurrent())!.pass)).toMatchObject({ people: 5, histories: 0 });
  });

  it.each<LostRows>(['all', 'head'])('are found by the rolling check where only some are gone: %s', async (part) => {
    const tenant = await afterTwoPasses();
    expect(await check(tenant)).toBe(0);
    lose(tenant, part, 3);
    expect(await check(tenant)).toBe(1);
    expect(await aPassOver(tenant)).toBe('complete');
    expect(await counts(tenant)).toMatchObject({ lost: 1 });
    expect(await factsIn(tenant, 3)).toBeDefined();
    expect(await check(tenant)).toBe(0);
  });

  it('are no loss where the directory no longer has the person', async () => {
    const tenant = await afterTwoPasses();
    tenant.directory.users = tenant.directory.users.filter(({ id }) => id !== personId(3));
    expect(await aPassOver(tenant)).toBe('complete');
    expect(await check(tenant)).toBe(0);
    expect((await counts(tenant)).lost).toBeUndefined();
  });

  it('leave a message for a person to decide about where a mail may have left, and nothing leaves', async () => {
    const tenant = await afterTwoPasses();
    await nudge(tenant, 3);
    await loseTable(tenant);
    await aPassOver(tenant);
    expect(await counts(tenant)).toMatchObject({ lost: 5, historiesLost: 1 });
    expect(await storedMessage(tenant, 3)).toMatchObject({ state: 'unknown', because: historyLost });
    expect(await storedMessage(tenant, 2)).toBeUndefined();
    expect(await tenant.agenda.count(10)).toEqual({ due: 0, watched: 0 });
  });

  it('take nothing from what is left: messages stay, and so do the addresses that turned mail away', async () => {
    const tenant = await afterTwoPasses();
    await nudge(tenant, 3);
    const { version, userId, messages } = await tenant.recipients.readJourney(personId(3));
    const bounced = { ...messages[0]!, state: 'bounced' as const, address: 'old@contoso.com' };
    await tenant.recipients.writeJourney({ userId, version, messages: [bounced] });
    lose(tenant, 'head', 3);
    await check(tenant);
    await aPassOver(tenant);
    expect(await factsIn(tenant, 3)).toMatchObject({ suppressedAddresses: ['old@contoso.com'] });
    expect(await storedMessage(tenant, 3)).toMatchObject({ state: 'bounced' });
    expect(await counts(tenant)).toMatchObject({ lost: 1, historiesLost: 0 });
  });

  it('let nobody back in whom an operator has excluded', async () => {
    const tenant = await afterTwoPasses();
    const hash = await tenant.erasedPeople.hashOf(personId(1));
    const write = (n: number, action: AuditEntry['action'], entryId: string) => {
      tenant.clock.advance({ minutes: 1 });
      const at = tenant.clock.now();
      return tenant.auditTrail.write({
        entryId,
        at,
        by: 'x',
        action,
        // Rows of earlier versions have the object id.
        target: n === 1 ? hash : personId(n),
        outcome: 'done',
        details: {},
      });
    };
    await write(1, 'excludeUser', 'a');
    await write(2, 'excludeUser', 'b');
    await write(2, 'includeUser', 'c');
    await loseTable(tenant);
    await aPassOver(tenant);
    const excluded = await Promise.all(people.map(async (n) => (await factsIn(tenant, n))!.excludedByOperator));
    expect(excluded).toEqual([false, true, false, false, false]);
  });

  it('are not looked for among passes of earlier versions, which left no mark', async () => {
    const tenant = await afterTwoPasses();
    const { peopleByShare: _, ...last } = (await tenant.passes.readLastComplete())!;
    await tenant.passes.write(last, undefined);
    await tenant.recipients.writeMark('none');
    await aPassOver(tenant);
    expect((await counts(tenant)).lost).toBeUndefined();
  });
});
