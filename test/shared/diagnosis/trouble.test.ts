import { describe, expect, it } from 'vitest';
import { causeIds } from '../../../shared/diagnosis/cause.ts';
import { findTrouble, troubleIn, type TroubleFacts } from '../../../shared/diagnosis/trouble.ts';
import { unreadableUser } from '../../../shared/recipient/directory-user.ts';
import type { Evidence, EvidenceKind } from '../../../shared/registration/evidence.ts';
import { after } from '../../builders/instants.ts';
import { evidence } from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, someFacts } from '../../builders/people.ts';

const capable = { kind: 'capable', because: 'report', by: 'user' } as const;
const notCapable = { kind: 'notCapable' } as const;
const at = (days: number, kind: EvidenceKind, reason?: string): Evidence =>
  evidence(kind, { eventId: `${kind}${days}`, at: after({ days: -days }), ...(reason !== undefined && { reason }) });
const writebackOff = "User's password is managed on-premises";

/** Somebody who can reset, by the report. */
function judge(change: Partial<TroubleFacts> = {}) {
  const found = findTrouble({
    facts: someFacts({ registration: capableRegistration }),
    evidence: [],
    readiness: capable,
    couldReset: false,
    ...change,
  });
  return found && troubleIn(found, 'public');
}
const registered = (change: Partial<Parameters<typeof aRegistration>[0]>) =>
  someFacts({ registration: aRegistration(change) });

describe('who is in trouble (everyone 2)', () => {
  it.each<[string, Partial<TroubleFacts>, object]>([
    [
      'a reset failed, and once more',
      { evidence: [at(3, 'resetFailed', 'x'), at(1, 'resetFailed', writebackOff)] },
      {
        kind: 'resetFailed',
        cause: 'writebackNotEnabled',
        owner: 'hybridAdmin',
        attempts: 2,
        since: after({ days: -3 }),
      },
    ],
    [
      'a reason that nobody knows',
      { evidence: [at(1, 'resetFailed', 'Something new')] },
      { kind: 'resetFailed', cause: 'unknownReason', owner: 'identityAdmin', reason: 'Something new' },
    ],
    ['blocked', { evidence: [at(1, 'resetBlocked')] }, { kind: 'resetBlocked', cause: 'blockedFor24Hours' }],
    [
      'given up',
      { evidence: [at(1, 'resetFailed', 'User abandoned during the mobile SMS verification option')] },
      { kind: 'resetGivenUp', cause: 'attemptAbandoned' },
    ],
    [
      'a failure after a success: only that counts',
      { evidence: [at(9, 'resetFailed', 'x'), at(5, 'resetSucceeded'), at(2, 'resetFailed', writebackOff)] },
      { attempts: 1, since: after({ days: -2 }) },
    ],
    [
      'a reset failed of an account of which only the id could be read',
      {
        facts: someFacts({ user: unreadableUser('u'), registration: undefined, unreadable: true }),
        readiness: notCapable,
        evidence: [at(1, 'resetFailed', writebackOff)],
      },
      { kind: 'resetFailed', cause: 'writebackNotEnabled', attempts: 1 },
    ],
    [
      'info was deleted',
      { readiness: notCapable, facts: registered({}), evidence: [at(9, 'registered'), at(1, 'methodDeleted')] },
      { kind: 'securityInfoLost', cause: 'notRegistered', owner: 'person', since: after({ days: -1 }), attempts: 0 },
    ],
    [
      'info was deleted a moment ago, and the report does not show it yet',
      {
        readiness: { kind: 'pending', until: after({ days: 1 }) },
        facts: registered({}),
        evidence: [at(9, 'registered'), at(1, 'methodDeleted')],
      },
      { kind: 'securityInfoLost' },
    ],
    [
      'they had the link and can reset no more: the report names no time',
      { readiness: notCapable, couldReset: true, facts: registered({ isSsprRegistered: true }) },
      { kind: 'securityInfoLost', cause: 'methodsNotAllowed', since: undefined },
    ],
    [
      'they had the link and are out of scope',
      { readiness: notCapable, couldReset: true, facts: registered({ isSsprEnabled: false }) },
      { kind: 'securityInfoLost', cause: 'notInScope', owner: 'identityAdmin' },
    ],
    [
      'they lost their info, and a reset failed for it',
      {
        readiness: notCapable,
        facts: registered({}),
        couldReset: true,
        evidence: [at(1, 'resetFailed', "User's account has insufficient authentication methods defined")],
      },
      { kind: 'securityInfoLost', attempts: 1 },
    ],
  ])('%s', (_, change, trouble) => {
    expect(judge(change)).toMatchObject(trouble);
  });

  it.each<[string, Partial<TroubleFacts>]>([
    ['whoever never tried', {}],
    ['whoever got through at last', { evidence: [at(3, 'resetFailed', 'x'), at(1, 'resetSucceeded')] }],
    ['whoever never registered', { readiness: notCapable, facts: registered({}) }],
    [
      'whoever registered since a reset failed for want of methods',
      { evidence: [at(3, 'resetFailed', "User's account has insufficient authentication methods defined")] },
    ],
    [
      'whoever registered again since',
      {
        readiness: { kind: 'pending', until: after({ days: 1 }) },
        evidence: [at(9, 'registered'), at(5, 'methodDeleted'), at(1, 'methodRegistered')],
      },
    ],
    ['whoever has left', { facts: someFacts({ isInDirectory: false }), evidence: [at(1, 'resetFailed', 'x')] }],
    [
      'a disabled account',
      { facts: someFacts({ user: aUser({ accountEnabled: false }) }), evidence: [at(1, 'resetFailed', 'x')] },
    ],
    ['a guest', { facts: someFacts({ user: aUser({ userType: 'guest' }) }), evidence: [at(1, 'resetFailed', 'x')] }],
    ['whom no pass has found', { facts: undefined, evidence: [at(1, 'resetFailed', 'x')] }],
  ])('is not %s', (_, change) => {
    expect(judge(change)).toBeUndefined();
  });

  it('is told without what looks like an address or a number', () => {
    const reason = judge({ evidence: [at(1, 'resetFailed', 'failed for a.b@contoso.com, +46 70 123 45 67')] })?.reason;
    expect(reason).not.toMatch(/contoso|123 45/);
  });

  it('has a cause of the closed list, and the owner of that cause', () => {
    const found = judge({ evidence: [at(1, 'resetFailed', writebackOff)] })!;
    expect(causeIds).toContain(found.cause);
  });
});
