import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/registration/evidence.ts';
import { phoneOnlyFrom } from '../../../shared/registration/phone-only.ts';
import { after } from '../../builders/instants.ts';
import { evidence } from '../../builders/journeys.ts';
import { aRegistration, capableRegistration, phoneOnlyRegistration } from '../../builders/people.ts';

const reportReadAt = after({ hours: -6 });
const capableBy = (...methodsRegistered: string[]) => ({ ...capableRegistration, methodsRegistered });
const from = (methods: readonly string[], found: readonly Evidence[] = [], required: 1 | 2 = 1) =>
  phoneOnlyFrom({ registration: capableBy(...methods), reportReadAt, evidence: found }, required);

describe('whoever can reset', () => {
  it.each([
    ['by a mobile phone', ['mobilePhone']],
    ['by two phones', ['mobilePhone', 'alternateMobilePhone']],
    ['by an office phone', ['officePhone']],
    ['by phone, with a passkey that resets nothing', ['mobilePhone', 'fido2', 'windowsHelloForBusiness']],
  ])('%s is phone-only', (_, methods) => {
    expect(from(methods)).toEqual(reportReadAt);
  });

  it.each([
    ['an address', ['mobilePhone', 'email']],
    ['the Authenticator app', ['mobilePhone', 'microsoftAuthenticatorPush']],
    ['the app without passwords', ['mobilePhone', 'microsoftAuthenticatorPasswordless']],
    ['codes', ['mobilePhone', 'softwareOneTimePasscode']],
    ['a token', ['mobilePhone', 'hardwareOneTimePasscode']],
    ['questions', ['mobilePhone', 'securityQuestion']],
    ['something that Microsoft has yet to name', ['mobilePhone', 'telepathy']],
    ['no phone', ['fido2']],
    ['nothing that the report names', []],
  ])('with %s is not', (_, methods) => {
    expect(from(methods)).toBeUndefined();
  });

  it('is not while the report does not know', () => {
    const facts = { reportReadAt, evidence: [] };
    expect(phoneOnlyFrom({ ...facts, registration: undefined }, 1)).toBeUndefined();
    const registered = aRegistration({ isSsprRegistered: true, methodsRegistered: ['mobilePhone'] });
    expect(phoneOnlyFrom({ ...facts, registration: registered }, 1)).toBeUndefined();
    expect(
      phoneOnlyFrom({ registration: phoneOnlyRegistration, reportReadAt: undefined, evidence: [] }, 1),
    ).toBeUndefined();
  });
});

describe('whoever needs two methods (truth 20)', () => {
  it.each([
    ['a phone and an address', ['mobilePhone', 'email']],
    ['a phone and the app', ['mobilePhone', 'microsoftAuthenticatorPush']],
    [
      'a phone and the app, listed for notifications and for codes',
      ['mobilePhone', 'microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
    ],
    ['two phones', ['mobilePhone', 'officePhone']],
    ['a phone, an address and a passkey', ['mobilePhone', 'email', 'passKeySynced']],
  ])('falls below with %s', (_, methods) => {
    expect(from(methods, [], 2)).toEqual(reportReadAt);
  });

  it.each([
    ['a phone, an address and the app', ['mobilePhone', 'email', 'microsoftAuthenticatorPush']],
    ['a phone, an address and questions', ['mobilePhone', 'email', 'securityQuestion']],
    ['a phone, an address and something that Microsoft has yet to name', ['mobilePhone', 'email', 'telepathy']],
    ['an address and a token', ['email', 'hardwareOneTimePasscode']],
  ])('does not with %s', (_, methods) => {
    expect(from(methods, [], 2)).toBeUndefined();
  });

  it('stands as soon as the audit log shows the second other way, and not for the same one again', () => {
    const methods = ['mobilePhone', 'email'];
    expect(from(methods, [evidence('methodRegistered', { method: 'authenticator' })], 2)).toBeUndefined();
    expect(from(methods, [evidence('methodRegistered', { method: 'email' })], 2)).toEqual(reportReadAt);
  });

  it('is an admin in every tenant, for whom questions do not count', () => {
    const admin = (...methods: string[]) =>
      phoneOnlyFrom({ registration: { ...capableBy(...methods), isAdmin: true }, reportReadAt, evidence: [] }, 1);
    expect(admin('mobilePhone', 'email')).toEqual(reportReadAt);
    expect(admin('mobilePhone', 'email', 'securityQuestion')).toEqual(reportReadAt);
    expect(admin('mobilePhone', 'email', 'softwareOneTimePasscode')).toBeUndefined();
  });
});

describe('what the audit log shows beside the report', () => {
  it('is another way, as soon as it is known to be one', () => {
    expect(from(['mobilePhone'], [evidence('methodRegistered', { method: 'email' })])).toBeUndefined();
    expect(from(['mobilePhone'], [evidence('methodRegistered', { method: 'authenticator' })])).toBeUndefined();
  });

  it.each([
    ['a registration without its methods', evidence('registered')],
    ['a method we have no word for', evidence('methodRegistered', { method: 'other' })],
  ])('waits for the report where it does not say what it is: %s', (_, one) => {
    expect(from(['mobilePhone'], [one])).toEqual(after({ hours: 48 }, one.at));
  });

  it('changes nothing when it is the phone itself, or older than the report can lag', () => {
    expect(from(['mobilePhone'], [evidence('methodRegistered', { method: 'phone' })])).toEqual(reportReadAt);
    const old = evidence('methodRegistered', { method: 'email', at: after({ days: -3 }) });
    expect(from(['mobilePhone'], [old])).toEqual(reportReadAt);
  });
});
