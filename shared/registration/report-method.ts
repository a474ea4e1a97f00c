import type { RegisteredMethod } from './evidence.ts';
import type { SsprMethod } from './sspr-method.ts';

interface ReportMethod {
  /** As the policy of password reset names it. */
  readonly resets: SsprMethod;
  /** As we read it from the words of the audit log, where it has any for it alone. */
  readonly logged?: RegisteredMethod;
}

/**
 * The report's spelling of everything that can count for a reset.
 *
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
const reportMethods: ReadonlyMap<string, ReportMethod> = new Map<string, ReportMethod>([
  ['microsoftAuthenticatorPush', { resets: 'authenticatorApp', logged: 'authenticator' }],
  ['softwareOneTimePasscode', { resets: 'softwareToken', logged: 'authenticator' }],
  ['mobilePhone', { resets: 'mobilePhone', logged: 'phone' }],
  ['alternateMobilePhone', { resets: 'mobilePhone', logged: 'alternatePhone' }],
  ['officePhone', { resets: 'officePhone' }],
  ['email', { resets: 'email', logged: 'email' }],
  ['securityQuestion', { resets: 'securityQuestions', logged: 'securityQuestions' }],
  ['hardwareOneTimePasscode', { resets: 'hardwareToken' }],
]);

/** The method of a reset that a name of the report stands for; undefined where it resets nothing that we know of. */
export const resetMethodOf = (reported: string): SsprMethod | undefined => reportMethods.get(reported)?.resets;

/** What the audit log calls a method of the report. */
export const loggedMethodOf = (reported: string): RegisteredMethod | undefined => reportMethods.get(reported)?.logged;
