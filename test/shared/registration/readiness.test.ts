import { describe, expect, it } from 'vitest';
import type { Evidence, RegisteredMethod } from '../../../shared/registration/evidence.ts';
import type { Registration } from '../../../shared/registration/registration.ts';
import { judgeReadiness, reportLagHours, type RegistrationFacts } from '../../../shared/registration/readiness.ts';
import { evidence } from '../../builders/journeys.ts';
import { after, now } from '../../builders/instants.ts';
import { aRegistration, capableRegistration } from '../../builders/people.ts';

const judge = (facts: Partial<RegistrationFacts>, methodsRequired: 1 | 2 = 1) =>
  judgeReadiness({ registration: aRegistration(), reportReadAt: now, evidence: [], ...facts }, methodsRequired);

let events = 0;
const gained = (method: RegisteredMethod, minutesAgo = 10, by: Evidence['by'] = 'user'): Evidence =>
  evidence('methodRegistered', { eventId: `gain-${++events}`, method, by, at: after({ minutes: -minutesAgo }) });
const deleted = (minutesAgo: number): Evidence =>
  evidence('methodDeleted', { eventId: `loss-${++events}`, at: after({ minutes: -minutesAgo }) });
const completed = (minutesAgo: number, by: Evidence['by'] = 'user'): Evidence =>
  evidence('registered', { eventId: `all-${++events}`, by, at: after({ minutes: -minutesAgo }) });

const notRegistered = aRegistration();
const oneMethodShort = aRegistration({ isSsprRegistered: true, methodsRegistered: ['mobilePhone'] });

describe('readiness by the report alone', () => {
  it.each([
    ['all three flags', capableRegistration, 'capable'],
    ['not registered', notRegistered, 'notCapable'],
    ['registered, but not with the allowed methods', oneMethodShort, 'notCapable'],
    ['out of scope', aRegistration({ isSsprEnabled: false }), 'notCapable'],
    ['capable without being registered', aRegistration({ isSsprCapable: true }), 'notCapable'],
    ['capable without being in scope', { ...capableRegistration, isSsprEnabled: false }, 'notCapable'],
    ['no row', undefined, 'notCapable'],
  ])('%s', (_what, registration, kind) => {
    expect(judge({ registration })).toMatchObject({ kind });
  });

  it('names who registered where the audit log told, and since when', () => {
    expect(judge({ registration: capableRegistration })).toEqual({ kind: 'capable', because: 'report', by: 'user' });
    const byAdmin = judge({ registration: capableRegistration, evidence: [gained('phone', 10, 'admin')] });
    expect(byAdmin).toEqual({ kind: 'capable', because: 'report', by: 'admin', since: after({ minutes: -10 }) });
  });

  it.each([
    ['nothing', []],
    ['what signs in and resets nothing', ['windowsHelloForBusiness', 'passKeySynced']],
  ])('names the directory where %s is registered (everyone 7)', (_, methodsRegistered) => {
    const registration = { ...capableRegistration, methodsRegistered };
    expect(judge({ registration })).toEqual({ kind: 'capable', because: 'report', by: 'directory' });
    expect(judge({ registration, evidence: [gained('phone', 10, 'admin')] })).toMatchObject({ by: 'admin' });
  });

  it('does not name the directory where a method is registered that we do not know', () => {
    const registration = { ...capableRegistration, methodsRegistered: ['somethingNew'] };
    expect(judge({ registration })).toMatchObject({ by: 'user' });
  });

  it('goes by the last of several gains for who it was', () => {
    const history = [completed(5, 'user'), gained('phone', 500, 'admin')];
    expect(judge({ registration: capableRegistration, evidence: history })).toMatchObject({ by: 'user' });
  });
});

/** The audit log is minutes behind, the report hours: "up to a few hours", also "within 1d". */
describe('readiness by the audit log, ahead of the report', () => {
  it.each<[string, 1 | 2, readonly Evidence[], string]>([
    ['a complete registration', 1, [completed(10)], 'capable'],
    ['a complete registration, where two methods are required', 2, [completed(10)], 'capable'],
    ['one phone, where one is required', 1, [gained('phone')], 'capable'],
    ['an alternate phone', 1, [gained('alternatePhone')], 'capable'],
    ['an email', 1, [gained('email')], 'capable'],
    ['security questions', 1, [gained('securityQuestions')], 'capable'],
    ['the Authenticator alone, which never resets a password alone', 1, [gained('authenticator')], 'pending'],
    ['a method we do not know', 1, [gained('other')], 'pending'],
    ['a method that is not named', 1, [evidence('methodRegistered')], 'pending'],
    ['one phone, where two are required', 2, [gained('phone')], 'pending'],
    ['a phone and an email', 2, [gained('phone'), gained('email')], 'capable'],
    [
      'a phone and the Authenticator, which counts as the second',
      2,
      [gained('phone'), gained('authenticator')],
      'capable',
    ],
    ['the same phone twice', 2, [gained('phone', 10), gained('phone', 5)], 'pending'],
    ['a phone and something unknown', 2, [gained('phone'), gained('other')], 'pending'],
    ['a reset that failed', 1, [evidence('resetFailed')], 'notCapable'],
    ['a blocked reset', 1, [evidence('resetBlocked')], 'notCapable'],
  ])('%s (of %i)', (_what, methodsRequired, history, kind) => {
    expect(judge({ evidence: history }, methodsRequired)).toMatchObject({ kind });
  });

  it('says who it was and when it was complete', () => {
    const history = [gained('phone', 20, 'admin'), gained('email', 10, 'user')];
    expect(judge({ evidence: history }, 2)).toEqual({
      kind: 'capable',
      because: 'audit',
      by: 'user',
      since: after({ minutes: -10 }),
    });
    expect(judge({ evidence: [completed(10, 'admin')] })).toMatchObject({ because: 'audit', by: 'admin' });
  });

  it('does not depend on the order in which the events came', () => {
    const history = [gained('phone', 30), deleted(20), gained('email', 10)];
    expect(judge({ evidence: history.toReversed() })).toEqual(judge({ evidence: history }));
  });

  it('holds for somebody the report does not know yet', () => {
    expect(judge({ registration: undefined, reportReadAt: undefined, evidence: [completed(10)] })).toMatchObject({
      kind: 'capable',
    });
  });

  it('says until when it is pending: twice what the report may lag behind', () => {
    expect(reportLagHours).toBe(48);
    const history = [gained('authenticator', 60), gained('other', 10)];
    expect(judge({ evidence: history })).toEqual({ kind: 'pending', until: after({ hours: 48, minutes: -10 }) });
  });
});

describe('a deletion', () => {
  it.each<[string, readonly Evidence[], string]>([
    ['after the registration', [completed(20), deleted(10)], 'pending'],
    ['before the registration', [deleted(20), completed(10)], 'capable'],
    ['after a method', [gained('phone', 20), deleted(10)], 'pending'],
    ['before a method', [deleted(20), gained('phone', 10)], 'capable'],
    ['at the same moment as a method, which is not newer then', [deleted(10), gained('phone', 10)], 'pending'],
    ['alone', [deleted(10)], 'pending'],
  ])('%s', (_when, history, kind) => {
    expect(judge({ evidence: history })).toMatchObject({ kind });
  });

  it.each<[string, readonly Evidence[], string]>([
    ['is doubted', [deleted(10)], 'pending'],
    ['is trusted again after a new registration', [deleted(20), completed(10)], 'capable'],
  ])('newer than a capable report: the report %s', (_what, history, kind) => {
    expect(judge({ registration: capableRegistration, evidence: history })).toMatchObject({ kind });
  });

  it('that the report has had time to show does not matter any more', () => {
    expect(judge({ registration: capableRegistration, evidence: [deleted(49 * 60)] })).toMatchObject({
      kind: 'capable',
    });
  });
});

describe('evidence that the report does not show', () => {
  it.each([
    { reportReadAfterHours: 0, kind: 'capable' },
    { reportReadAfterHours: 47, kind: 'capable' },
    { reportReadAfterHours: 48, kind: 'notCapable' },
    { reportReadAfterHours: 480, kind: 'notCapable' },
  ])('is $kind when the report was read $reportReadAfterHours hours later', ({ reportReadAfterHours, kind }) => {
    const one = completed(0);
    expect(judge({ evidence: [one], reportReadAt: after({ hours: reportReadAfterHours }, one.at) })).toMatchObject({
      kind,
    });
  });

  it('is believed as long as no report was read at all', () => {
    expect(judge({ evidence: [completed(60 * 24 * 30)], reportReadAt: undefined })).toMatchObject({ kind: 'capable' });
  });
});

describe('readiness is never more than the person has', () => {
  // Admins always fall under the two-gate policy, two methods and no security questions, whatever the tenant requires:
  // https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences
  it.each<[string, RegisteredMethod]>([
    ['a phone', 'phone'],
    ['security questions', 'securityQuestions'],
  ])('an admin with %s alone is not capable', (_what, method) => {
    expect(judge({ registration: aRegistration({ isAdmin: true }), evidence: [gained(method)] }).kind).not.toBe(
      'capable',
    );
  });

  // Security info does not bring anybody into the scope of SSPR; the same event is logged for multifactor registration.
  it('somebody the report has out of the scope of SSPR is not capable by registering', () => {
    const registration = aRegistration({ isSsprEnabled: false });
    expect(judge({ registration, evidence: [completed(10)] }).kind).not.toBe('capable');
  });

  // The report knows the phone and still says "not capable", so updating its number cannot be what was missing.
  it('a method that the report has already, and that was not enough, is no gain', () => {
    expect(judge({ registration: oneMethodShort, evidence: [gained('phone')] }).kind).not.toBe('capable');
  });
});

/** Issue 17, tenants without Entra ID P1: the reading shows what was there, without the report's lag. */
describe('what was read of somebody’s own methods', () => {
  const own = (change: Partial<Registration> = {}) => aRegistration({ readFrom: 'methods', ...change });
  const readAfter = (hours: number, registration: Registration) => {
    const one = completed(0);
    return judge({ registration, evidence: [one], reportReadAt: after({ hours }, one.at) }).kind;
  };

  it('goes before the log an hour later', () => {
    expect([readAfter(0.5, own()), readAfter(1, own())]).toEqual(['capable', 'notCapable']);
  });

  it('leaves the log believed for a week where it does not tell', () => {
    const unknown = own({ unknown: 'mayHaveQuestions' });
    expect([readAfter(60, unknown), readAfter(7 * 24, unknown)]).toEqual(['capable', 'notCapable']);
  });

  it('is no success where it does not tell, whatever the flags say', () => {
    const unknown = { ...capableRegistration, ...own({ unknown: 'rolesUnreadable' }), isSsprCapable: true };
    expect(judge({ registration: unknown }).kind).toBe('notCapable');
  });
});
