import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../../shared/registration/evidence.ts';
import { watchRegistrations } from '../../../shared/use-cases/watch-registrations.ts';
import { after, now } from '../../builders/instants.ts';
import { anAcceptedMessage } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { FakeAuditLog } from '../../fakes/fake-audit-log.ts';
import { fakePorts } from '../../fakes/ports.ts';

const rules = someRules();
const methods = 'Authentication Methods';

const anEvent = (id: string, minutesAgo: number, change: Partial<AuditEvent> = {}): AuditEvent => ({
  id,
  activityDateTime: after({ minutes: -minutesAgo }),
  activityDisplayName: 'User registered all required security info',
  loggedByService: methods,
  result: 'success',
  resultReason: '',
  userId: personId(1),
  ...change,
});

/** An audit log that fails at one of its pages. */
class FailingAuditLog extends FakeAuditLog {
  failsAt: string | undefined;

  override async readEvents(...[service, since, next]: Parameters<FakeAuditLog['readEvents']>) {
    if (this.failsAt !== undefined && next === this.failsAt) throw new Error('Graph answered 500');
    return super.readEvents(service, since, next);
  }
}

async function aWorld(...events: readonly AuditEvent[]) {
  const ports = { ...fakePorts(), auditLog: new FailingAuditLog() };
  ports.auditLog.events = [...events];
  await givenPerson(ports, 1, {
    messages: [anAcceptedMessage('nudge', after({ days: -2 })), messageOfPerson(1, 'reminder-1')],
  });
  return ports;
}

const evidenceOf = async ({ recipients }: ReturnType<typeof fakePorts>, n = 1) =>
  (await recipients.readJourney(personId(n))).evidence;

describe('watching registrations', () => {
  it('learns of a registration, and what follows: the SSPR link instead of the reminder', async () => {
    const ports = await aWorld(anEvent('a', 3));
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({
      requests: 2,
      events: 1,
      newEvidence: 1,
      throttled: 0,
    });
    expect(await evidenceOf(ports)).toMatchObject([{ eventId: 'a', kind: 'registered' }]);
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({ state: 'cancelled' });
    expect(await storedMessage(ports, 1, 'sspr-link')).toMatchObject({ state: 'planned', dueAt: now });
  });

  it('asks both services, once each when nothing happened', async () => {
    const ports = await aWorld();
    expect(await watchRegistrations(rules, now, ports)).toEqual({
      requests: 2,
      events: 0,
      newEvidence: 0,
      setAside: 0,
      throttled: 0,
    });
  });

  it('notes when the log was read, whether or not anything happened (engine 2)', async () => {
    const ports = await aWorld();
    await watchRegistrations(rules, now, ports);
    const quiet = { readAt: now, wholeSince: after({ days: -7 }), hasTold: false };
    expect(await ports.watermarks.readReading()).toEqual(quiet);
    ports.auditLog.events.push(anEvent('a', 3));
    await watchRegistrations(rules, after({ minutes: 5 }), ports);
    expect(await ports.watermarks.readReading()).toEqual({ ...quiet, readAt: after({ minutes: 5 }), hasTold: true });
  });

  it('notes no reading that did not come to its end (engine 2)', async () => {
    const ports = await aWorld(anEvent('a', 3));
    ports.auditLog.throttleNext(1);
    await watchRegistrations(rules, now, ports);
    expect(await ports.watermarks.readReading()).toBeUndefined();
  });

  it('measures how long it took to see who registered for the first time', async () => {
    const ports = await aWorld(anEvent('a', 3), anEvent('b', 2));
    const { seen } = await watchRegistrations(rules, now, ports);
    expect(seen).toEqual({ registered: 1, delaySeconds: 180, longestDelaySeconds: 180 });
    expect((await watchRegistrations(rules, now, ports)).seen).toBeUndefined();
  });

  it('counts the same event once, however often it is read', async () => {
    const ports = await aWorld(anEvent('a', 3));
    await watchRegistrations(rules, now, ports);
    expect(await watchRegistrations(rules, after({ minutes: 5 }), ports)).toMatchObject({ events: 1, newEvidence: 0 });
    expect(await evidenceOf(ports)).toHaveLength(1);
  });

  it('counts an event once that a page repeats', async () => {
    const ports = await aWorld(anEvent('a', 3), anEvent('a', 3));
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ events: 2, newEvidence: 1 });
  });

  it('reads seven days back the first time, which is what the free edition keeps', async () => {
    const ports = await aWorld(anEvent('old', 7 * 24 * 60 + 31), anEvent('recent', 7 * 24 * 60 - 1));
    await watchRegistrations(rules, now, ports);
    expect(await evidenceOf(ports)).toMatchObject([{ eventId: 'recent' }]);
  });

  it('reads what is left after a silence that was longer than audit events are kept, and moves on', async () => {
    const ports = await aWorld(anEvent('lost', 31 * 1_440), anEvent('left', 29 * 1_440));
    await ports.watermarks.write(methods, after({ days: -40 }));
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ events: 1, newEvidence: 1 });
    expect(await evidenceOf(ports)).toMatchObject([{ eventId: 'left' }]);
    expect(await ports.watermarks.read(methods)).toEqual(after({ days: -29 }));
  });

  it('finds an event that appears late, within half an hour of what was read', async () => {
    const ports = await aWorld(anEvent('a', 3));
    await watchRegistrations(rules, now, ports);
    ports.auditLog.events.push(anEvent('late', 32), anEvent('too late', 34));
    await watchRegistrations(rules, after({ minutes: 5 }), ports);
    expect((await evidenceOf(ports)).map(({ eventId }) => eventId)).toEqual(['late', 'a']);
  });

  it('keeps how far it has come, for each service by itself', async () => {
    const ports = await aWorld(
      anEvent('a', 3),
      anEvent('b', 60, {
        loggedByService: 'Self-service Password Management',
        activityDisplayName: 'Reset password (self-service)',
      }),
    );
    await watchRegistrations(rules, now, ports);
    expect(await ports.watermarks.read(methods)).toEqual(after({ minutes: -3 }));
    expect(await ports.watermarks.read('Self-service Password Management')).toEqual(after({ minutes: -60 }));
  });

  it('is not led astray by an event from the future', async () => {
    const ports = await aWorld(anEvent('future', -600));
    await watchRegistrations(rules, now, ports);
    expect(await ports.watermarks.read(methods)).toEqual(now);
  });

  it('passes over what says nothing, and still moves on', async () => {
    const ports = await aWorld(anEvent('a', 3, { activityDisplayName: 'User reviewed security info' }));
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ events: 1, newEvidence: 0 });
    expect(await ports.watermarks.read(methods)).toEqual(after({ minutes: -3 }));
  });

  it('remembers evidence on somebody no pass has found yet', async () => {
    const ports = await aWorld(anEvent('a', 3, { userId: personId(9) }));
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ newEvidence: 1 });
    expect(await evidenceOf(ports, 9)).toHaveLength(1);
  });
});

describe('a throttled audit log', () => {
  it('keeps the watermark, and the other service is read all the same', async () => {
    const ports = await aWorld(
      anEvent('a', 3),
      anEvent('b', 2, {
        loggedByService: 'Self-service Password Management',
        activityDisplayName: 'Reset password (self-service)',
      }),
    );
    ports.auditLog.throttleNext(30);
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ requests: 2, throttled: 1, newEvidence: 1 });
    expect(await ports.watermarks.read(methods)).toBeUndefined();
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ newEvidence: 1, throttled: 0 });
  });
});

describe('a crash between two pages', () => {
  it('loses nothing and counts nothing twice', async () => {
    const ports = await aWorld(anEvent('a', 3), anEvent('b', 2));
    Object.assign(ports.auditLog, { pageSize: 1, failsAt: '1' });
    await expect(watchRegistrations(rules, now, ports)).rejects.toThrow('Graph answered 500');
    expect(await evidenceOf(ports)).toMatchObject([{ eventId: 'a' }]);
    expect(await ports.watermarks.read(methods)).toBeUndefined();

    ports.auditLog.failsAt = undefined;
    expect(await watchRegistrations(rules, now, ports)).toMatchObject({ requests: 3, events: 2, newEvidence: 1 });
    expect((await evidenceOf(ports)).map(({ eventId }) => eventId)).toEqual(['a', 'b']);
  });
});
