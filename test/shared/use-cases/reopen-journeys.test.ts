import { describe, expect, it } from 'vitest';
import type { Registration } from '../../../shared/registration/registration.ts';
import { decideDrift } from '../../../shared/use-cases/decide-drift.ts';
import { reopenJourneys } from '../../../shared/use-cases/reopen-journeys.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { watchRegistrations } from '../../../shared/use-cases/watch-registrations.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { aPassOver, aTenant, type Tenant } from '../../builders/passes.ts';
import { aRegistration, capableRegistration, personId } from '../../builders/people.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { crashing } from './crashing-ports.ts';

const days = (n: number) => after({ days: n });

function report(tenant: Tenant, of: (n: number) => Registration | undefined): void {
  tenant.report.rows = tenant.directory.users.flatMap(({ id: userId }, n) => {
    const registration = of(n);
    return registration ? [{ userId, registration }] : [];
  });
}

/** Everybody could reset, was nudged and has had the link; then some of them lost it. */
async function aTenantAfterALoss(people: number, isLost: (n: number) => boolean, linkedDaysAgo = 100) {
  const tenant = aTenant(people);
  report(tenant, () => capableRegistration);
  await aPassOver(tenant);
  for (let n = 0; n < people; n++) {
    const { version } = await tenant.recipients.readJourney(personId(n));
    await tenant.recipients.writeJourney({
      userId: personId(n),
      version,
      enrolment: anEnrolment({ enrolledAt: days(-linkedDaysAgo - 10) }),
      messages: [
        anAcceptedMessage('nudge', days(-linkedDaysAgo - 9), { userId: personId(n) }),
        anAcceptedMessage('sspr-link', days(-linkedDaysAgo), { userId: personId(n) }),
      ],
    });
  }
  report(tenant, (n) => (isLost(n) ? aRegistration() : capableRegistration));
  expect(await aPassOver(tenant)).toBe('complete');
  return tenant;
}

/** As a timer does it, now or some days later. */
async function reopened(tenant: Tenant, { paused = false, newRecipientsPerDay = 300 } = {}) {
  const document = aDocument({ capacity: { newRecipientsPerDay } });
  const last = await tenant.passes.readLastComplete();
  const reportReadAt = last!.startedAt;
  const rules = rulesOf(document, deploymentId, tenant.holidays, { ...knownAtStart, reportReadAt });
  return reopenJourneys({ document, rules, paused }, tenant.clock.now(), tenant);
}

const nudgesOf = async ({ recipients }: Tenant, n: number) => {
  const { messages, superseded = [] } = await recipients.readJourney(personId(n));
  return [...messages, ...superseded]
    .filter(({ step }) => step === 'nudge')
    .map(({ epoch, state }) => `${epoch} ${state}`)
    .toSorted();
};

describe('people who lost what they could reset with, by two passes (issue 17)', () => {
  it('begin a new round once their last mail is 90 days ago, and nobody else does', async () => {
    const tenant = await aTenantAfterALoss(3, (n) => n === 1, 87);
    expect(await tenant.recipients.readJourney(personId(1))).toMatchObject({ facts: { infoLostAt: days(2) } });
    expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 1 });
    tenant.clock.advance({ days: 1 });
    await aPassOver(tenant);
    expect(await reopened(tenant)).toEqual({ reopened: 1, looked: 1 });
    expect(await Promise.all([0, 1, 2].map((n) => nudgesOf(tenant, n)))).toEqual([
      ['0 accepted'],
      ['0 accepted', '1 planned'],
      ['0 accepted'],
    ]);
    expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 0 });
  });

  it('are not asked anew for a night in which the report does not mention them, but for the loss after it', async () => {
    const tenant = await aTenantAfterALoss(3, () => false);
    report(tenant, (n) => (n === 1 ? undefined : capableRegistration));
    await aPassOver(tenant);
    expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 0 });
    report(tenant, (n) => (n === 1 ? aRegistration() : capableRegistration));
    await aPassOver(tenant);
    expect(await reopened(tenant)).toEqual({ reopened: 1, looked: 1 });
  });

  it('are not asked anew once they can reset again', async () => {
    const tenant = await aTenantAfterALoss(3, (n) => n === 1);
    report(tenant, () => capableRegistration);
    await aPassOver(tenant);
    expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 1 });
    expect((await tenant.recipients.readJourney(personId(1))).facts?.infoLostAt).toBeUndefined();
  });

  it('take places of the day like whoever is enrolled, and the others of them come the next day', async () => {
    const tenant = await aTenantAfterALoss(10, (n) => n < 5);
    expect(await reopened(tenant, { newRecipientsPerDay: 3 })).toMatchObject({
      reopened: 3,
      because: 'dailyCapReached',
    });
    expect(await reopened(tenant, { newRecipientsPerDay: 3 })).toMatchObject({ reopened: 0 });
    tenant.clock.advance({ days: 1 });
    expect(await reopened(tenant, { newRecipientsPerDay: 3 })).toMatchObject({ reopened: 2 });
  });

  it('wait while the campaign is paused', async () => {
    const tenant = await aTenantAfterALoss(3, (n) => n === 1);
    expect(await reopened(tenant, { paused: true })).toEqual({ reopened: 0, looked: 0, because: 'paused' });
    expect(await reopened(tenant)).toMatchObject({ reopened: 1 });
  });

  it.each(['before', 'after'] as const)('begin one new round each, the process dies %s any request', async (when) => {
    for (let request = 1; ; request++) {
      const tenant = await aTenantAfterALoss(4, (n) => n !== 0);
      const crash = crashing(tenant, request, when);
      await reopened(crash.ports).catch(() => undefined);
      await reopened(tenant);
      const nudges = await Promise.all([0, 1, 2, 3].map((n) => nudgesOf(tenant, n)));
      expect(nudges).toEqual([['0 accepted'], ...Array.from({ length: 3 }, () => ['0 accepted', '1 planned'])]);
      if (!crash.hasCrashed()) break;
    }
  });
});

describe('a reset that failed for want of security info (issue 17)', () => {
  const insufficient = "User's account has insufficient authentication methods defined. Add authentication info.";
  const failure = {
    id: 'failure',
    activityDateTime: now,
    activityDisplayName: 'Reset password (self-service)',
    loggedByService: 'Self-service Password Management',
    result: 'failure',
    resultReason: insufficient,
    userId: personId(1),
  };

  it.each<[string, string, number]>([
    ['once more, after a pass', insufficient, 1],
    ['never for another failure', 'On-premises policy violation', 0],
  ])('asks whoever did not register %s', async (_, resultReason, expected) => {
    const tenant = aTenant(3);
    await aPassOver(tenant);
    const { version } = await tenant.recipients.readJourney(personId(1));
    const mails = (['nudge', 'reminder-1', 'reminder-2', 'reminder-3'] as const).map((step) =>
      anAcceptedMessage(step, days(-120)),
    );
    await tenant.recipients.writeJourney({
      userId: personId(1),
      version,
      enrolment: anEnrolment({ enrolledAt: days(-130) }),
      messages: mails,
    });
    tenant.auditLog.events = [{ ...failure, resultReason }];
    const rules = rulesOf(aDocument(), deploymentId, tenant.holidays, knownAtStart);
    for (let time = 0; time < 2; time++) await watchRegistrations(rules, tenant.clock.now(), tenant);
    expect(await reopened(tenant)).toMatchObject({ reopened: 0 });
    tenant.clock.advance({ days: 2 });
    await aPassOver(tenant);
    expect(await reopened(tenant)).toMatchObject({ reopened: expected });
    expect((await nudgesOf(tenant, 1)).length).toBe(1 + expected);
  });
});

describe('a mass drift (issue 17)', () => {
  const decide = (tenant: Tenant, decision: 'reopen' | 'leave', passId?: string) =>
    tenant.drifts
      .read()
      .then(({ drifts }) =>
        decideDrift(
          { passId: passId ?? drifts[0]!.passId, decision, because: 'the policy is back', by: 'an operator' },
          { now: tenant.clock.now(), ports: tenant },
        ),
      );

  it.each<[string, number, number, boolean]>([
    ['20 of 30', 30, 20, false],
    ['21 of 30', 30, 21, true],
    ['21 of 1,050', 1_050, 21, false],
    ['22 of 1,050', 1_050, 22, true],
  ])('is %s: %s, %s', async (_, people, lost, isDrift) => {
    const tenant = await aTenantAfterALoss(people, (n) => n < lost);
    const { drifts } = await tenant.drifts.read();
    expect(drifts).toMatchObject(
      isDrift ? [{ people: lost, capableBefore: people, causes: { notRegistered: lost } }] : [],
    );
    expect(await reopened(tenant)).toMatchObject({ reopened: isDrift ? 0 : lost });
  });

  it('reopens nobody until an operator says so, and then all of them by the rules of everybody', async () => {
    const tenant = await aTenantAfterALoss(40, (n) => n < 25);
    expect(tenant.journal.lines).toContainEqual(expect.objectContaining({ event: 'massDrift' }));
    for (let day = 0; day < 3; day++) {
      await aPassOver(tenant);
      expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 0 });
    }
    expect((await tenant.drifts.read()).drifts).toHaveLength(1);
    expect(await decide(tenant, 'reopen')).toMatchObject({ kind: 'done' });
    expect(await decide(tenant, 'reopen')).toMatchObject({ kind: 'done' });
    expect(await decide(tenant, 'leave')).toMatchObject({ kind: 'decidedOtherwise' });
    expect(await reopened(tenant)).toMatchObject({ reopened: 25 });
    expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 0 });
  });

  it('leaves them as they are where that is decided', async () => {
    const tenant = await aTenantAfterALoss(40, (n) => n < 25);
    expect(await decide(tenant, 'leave')).toMatchObject({ kind: 'done' });
    expect(await decide(tenant, 'leave', 'no pass')).toEqual({ kind: 'unknownDrift' });
    expect(await reopened(tenant)).toEqual({ reopened: 0, looked: 0 });
  });

  it.each(['before', 'after'] as const)('is handed on once, the process dies %s a request', async (when) => {
    for (let request = 1; ; request += 7) {
      const tenant = await aTenantAfterALoss(30, (n) => n < 22);
      await decide(tenant, 'reopen');
      const crash = crashing(tenant, request, when);
      await reopened(crash.ports).catch(() => undefined);
      await reopened(tenant);
      const nudges = await Promise.all(Array.from({ length: 22 }, (_, n) => nudgesOf(tenant, n)));
      expect(new Set(nudges.map((of) => of.join()))).toEqual(new Set(['0 accepted,1 planned']));
      if (!crash.hasCrashed()) break;
    }
  });
});
