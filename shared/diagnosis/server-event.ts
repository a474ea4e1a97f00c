import type { CauseId } from './cause.ts';

export interface ServerEvent {
  /** Where the Application log of the server of Entra Connect has it. */
  readonly source: 'PasswordResetService' | 'ADSync' | 'Application';
  readonly meaning: string;
  /** Undefined for what is no failure. */
  readonly cause: CauseId | undefined;
}

const service = (meaning: string, cause?: CauseId): ServerEvent => ({ source: 'PasswordResetService', meaning, cause });
const sync = (meaning: string, cause: CauseId): ServerEvent => ({ source: 'ADSync', meaning, cause });

/**
 * What the server of Entra Connect logs about writeback. Graph does not tell: whoever can read the log names the event.
 * A number that stands for several faults is followed by the error that tells them apart.
 *
 * https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback
 */
export const serverEvents: Readonly<Record<string, ServerEvent>> = {
  '31001': service('a reset began'),
  '31002': service('a reset succeeded'),
  '31003': service('a reset failed; the event beside it says why', 'onPremisesFailure'),
  '31006': service('a change of password began'),
  '31007': service('a change of password succeeded'),
  '31008': service('a change of password failed; the event beside it says why', 'onPremisesFailure'),
  '31009': service('a reset by an admin began'),
  '31010': service('a reset by an admin succeeded'),
  '31011': service('a reset by an admin failed; the event beside it says why', 'onPremisesFailure'),
  '31015': service('the writeback service started'),
  '31016': service('the writeback service stopped', 'writebackServiceStopped'),
  '31019': service('a heartbeat of the Service Bus'),
  '31034': service('the listener failed on the certificate chain', 'certificateNotTrusted'),
  '31044': service('writeback does not work: one of its two relays is down', 'writebackServiceStopped'),
  '32000': service('an unknown error', 'onPremisesFailure'),
  '32001': service('the service could not be reached', 'onPremisesUnreachable'),
  '32002': service('the Service Bus could not be reached', 'networkBlocked'),
  '32004': service('a request could not be decrypted', 'writebackConfigurationBroken'),
  '32005': service('the configuration file could not be read', 'writebackConfigurationBroken'),
  '32007': service('the configuration could not be updated', 'writebackConfigurationBroken'),
  '32008': service('an invalid response', 'writebackConfigurationBroken'),
  '32009': service('the token of the admin was refused', 'cloudAccountRefused'),
  '32010': service('an error of cryptography', 'writebackConfigurationBroken'),
  '32011': service('writeback could not be switched on', 'cloudAccountRefused'),
  '32013': service('writeback could not be switched off', 'cloudAccountRefused'),
  '32014': service('a warning: the service tries again'),
  '32015': service('a health report could not be sent'),
  '33001': service(
    'an unknown error of Active Directory, also for reserved characters in the name of an OU',
    'onPremisesFailure',
  ),
  '33002': service('the user was not found on-premises', 'onPremisesUserNotFound'),
  '33003': service('several accounts match', 'onPremisesUserAmbiguous'),
  '33004': service('access denied, or AdminCount=1', 'onPremisesPermission'),
  '33005': service('the account is disabled on-premises', 'onPremisesAccountDisabled'),
  '33006': service('the account is locked out on-premises', 'onPremisesAccountLocked'),
  '33007': service('the current password was wrong', 'wrongCurrentPassword'),
  '33008': service('the password policy refuses the password', 'onPremisesPasswordPolicy'),
  '33009': service('an error in the configuration of Active Directory', 'onPremisesFailure'),
  '6329-80230619': sync('a restriction of the password policy: age, history or complexity', 'onPremisesPasswordPolicy'),
  '6329-LDAPControl': sync('the domain controller lacks the control for policy hints', 'domainControllerTooOld'),
  '6329-8023061F': sync('password management is not enabled for this connector', 'passwordSyncNotEnabled'),
  '80230402': sync('a duplicate anchor', 'onPremisesUserAmbiguous'),
  '800700CE': sync('the password of the connector account is too long', 'connectorPasswordTooLong'),
  '6800': {
    source: 'Application',
    meaning: 'the endpoint of writeback did not start',
    cause: 'writebackServiceStopped',
  },
};
