import type { Cloud } from '../registration/cloud.ts';
import { addressedCause, isAddressed, type AddressedCauseId } from './addressed-causes.ts';
import type { Cause, CauseId } from './cause.ts';
import { documentation } from './documentation.ts';
import { helpDeskMessage, onPremisesMessage, waitMessage } from './messages.ts';

/**
 * What each cause means that names no address, who mends it and how. From Microsoft's pages on troubleshooting SSPR and
 * writeback.
 */
export const causes: Readonly<Record<Exclude<CauseId, AddressedCauseId>, Cause>> = {
  notInDirectory: {
    meaning: 'The account is not in the directory any more.',
    owner: 'identityAdmin',
    remedy: ['Restore the account within 30 days of its deletion, if the person is still with you.'],
    documentation: documentation.troubleshoot,
    message: 'There is no such account any more. Ask the help desk.',
  },
  accountDisabled: {
    meaning: 'The account is disabled; a disabled account cannot reset its password.',
    owner: 'identityAdmin',
    remedy: ['Enable the account if the person is still with you; a synchronised one is enabled on-premises.'],
    documentation: documentation.troubleshoot,
    message: 'Your account is switched off. Ask the help desk.',
  },
  guest: {
    meaning: 'A guest resets the password where the account belongs, by the rules of that tenant.',
    owner: 'homeTenant',
    remedy: ['Send the person to the help desk of their own organisation; this tenant cannot change it.'],
    documentation: documentation.howItWorks,
    message: 'Reset your password with the organisation that your account belongs to.',
  },
  noLicence: {
    meaning: 'The account holds no licence that covers a reset for its kind.',
    owner: 'licenceAdmin',
    remedy: [
      'Assign Entra ID P1 or P2, or Microsoft 365 Business Premium. A synchronised account needs one of these.',
      'Wait until the licence is in force: minutes, at most a day.',
    ],
    documentation: documentation.licensing,
    message: helpDeskMessage,
  },
  ssprDisabledForTenant: {
    meaning: 'Self-service password reset is set to None for the whole tenant.',
    owner: 'identityAdmin',
    remedy: ['Entra admin center, Password reset, Properties: set it to Selected or All.'],
    documentation: documentation.enableSspr,
    message: helpDeskMessage,
  },
  noResetPolicy: {
    meaning: 'No policy for password reset applies to this user, or it allows no method.',
    owner: 'identityAdmin',
    remedy: [
      'Entra admin center, Password reset: check that the user is in scope under Properties.',
      'Allow methods under Authentication methods, and set how many are required.',
    ],
    documentation: documentation.enableSspr,
    message: helpDeskMessage,
  },
  notInScope: {
    meaning: 'The password reset policy does not cover this user.',
    owner: 'identityAdmin',
    remedy: [
      'Add the user to the group that is selected under Password reset, Properties (nested groups count), or set it to All.',
      'Wait for the registration report to show it: up to a few hours.',
    ],
    documentation: documentation.enableSspr,
    message: helpDeskMessage,
  },
  federatedWithoutWriteback: {
    meaning: 'The sign-in domain is federated: the password lives elsewhere, and nothing writes a reset back.',
    owner: 'hybridAdmin',
    remedy: [
      'Enable password writeback in Entra Connect or cloud sync, and under Password reset, On-premises integration.',
      'Where the identity provider is not Active Directory, send people to its own password reset.',
    ],
    documentation: documentation.writeback,
    message: helpDeskMessage,
  },
  writebackNotEnabled: {
    meaning: 'The password is managed on-premises, and password writeback is off (SSPR_0010).',
    owner: 'hybridAdmin',
    remedy: [
      'Enable password writeback in Entra Connect or cloud sync.',
      'Entra admin center, Password reset, On-premises integration: switch on "Write back passwords".',
      'It needs Entra ID P1 or P2, or Microsoft 365 Business Premium.',
    ],
    documentation: documentation.enableWriteback,
    message: helpDeskMessage,
  },
  onPremisesProtected: {
    meaning:
      'On-premises the account is protected (AdminCount=1, such as Domain Admins): writeback cannot reset it, by design.',
    owner: 'activeDirectoryAdmin',
    remedy: [
      'Change the password on-premises.',
      'If the account is in no protected group any more: clear AdminCount and switch inheritance on for the user object; it takes up to an hour.',
    ],
    documentation: documentation.troubleshootWriteback,
    message: 'Your account is specially protected. Its password is changed at the workplace only. Ask the help desk.',
  },
  writebackServiceStopped: {
    meaning: 'The password writeback service has stopped, or did not start.',
    owner: 'hybridAdmin',
    remedy: [
      'Restart the service "Microsoft Azure AD Sync".',
      'If it stops again: disable and enable writeback, then upgrade Entra Connect.',
    ],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  certificateNotTrusted: {
    meaning: 'The server does not trust the certificate chain of the Service Bus.',
    owner: 'hybridAdmin',
    remedy: [
      'Install the current root certificates, and check that TLS 1.2 is enabled and nothing inspects TLS on the way.',
    ],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  writebackConfigurationBroken: {
    meaning: 'The keys or the configuration of writeback on the server are broken.',
    owner: 'hybridAdmin',
    remedy: ['Disable and enable password writeback in the wizard of Entra Connect: that makes new keys.'],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  cloudAccountRefused: {
    meaning: 'Writeback could not be set up with the admin account that was given in the wizard.',
    owner: 'hybridAdmin',
    remedy: [
      'Run the wizard again with a cloud-only Global Administrator or Hybrid Identity Administrator: a federated one does not do.',
      'Allow the ports 443 and 9350 to 9354 outbound during the set-up.',
    ],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  onPremisesFailure: {
    meaning: 'The on-premises directory took the request and failed (SSPR_0029). The server knows why.',
    owner: 'hybridAdmin',
    remedy: [
      'On the server of Entra Connect, look into the Application log for PasswordResetService and ADSync at the time of the attempt, and ask again with ?event= and the id.',
      'Permissions of the connector account: Reset password, write lockoutTime and pwdLastSet, Unexpire Password, with inheritance on the user object.',
      'Group policy "Network access: Restrict clients allowed to make remote calls to SAM" must allow the connector account.',
    ],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  onPremisesPermission: {
    meaning: 'The connector account may not reset this password, or the account is protected (AdminCount=1).',
    owner: 'activeDirectoryAdmin',
    remedy: [
      'Is AdminCount=1 on the user? Then it is protected: see the protected groups; the password is changed on-premises.',
      'Else grant the connector account Reset password, write lockoutTime and pwdLastSet, and Unexpire Password, with inheritance on.',
    ],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  onPremisesUserNotFound: {
    meaning: 'The on-premises account behind this user was not found.',
    owner: 'hybridAdmin',
    remedy: ['Check that the user is in the scope of synchronisation, and run a delta synchronisation.'],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  onPremisesUserAmbiguous: {
    meaning: 'More than one on-premises account matches this user.',
    owner: 'hybridAdmin',
    remedy: ['Remove the duplicate source anchor, or the second account that is enabled in another forest.'],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  onPremisesAccountDisabled: {
    meaning: 'The account is disabled on-premises.',
    owner: 'activeDirectoryAdmin',
    remedy: ['Enable the account in Active Directory if the person is still with you.'],
    documentation: documentation.troubleshootWriteback,
    message: 'Your account is switched off at the workplace. Ask the help desk.',
  },
  onPremisesAccountLocked: {
    meaning: 'The account is locked out on-premises.',
    owner: 'helpDesk',
    remedy: ['Unlock the account in Active Directory, and look for a device that keeps trying an old password.'],
    documentation: documentation.troubleshootWriteback,
    message: 'Your account is locked. The help desk can unlock it.',
  },
  onPremisesPasswordPolicy: {
    meaning:
      'The on-premises password policy refuses the new password: minimum age, history, length, complexity or a filter; or "cannot change password" is set.',
    owner: 'person',
    remedy: [
      'Choose a longer password that was not used before.',
      'If it fails for any password: minimum password age (0 lets people reset on the same day) and the flags of the account, by the Active Directory admin.',
    ],
    documentation: documentation.troubleshootWriteback,
    message:
      'That password was not accepted. Choose a longer one that you have not had before. If you changed it today, try again tomorrow.',
  },
  domainControllerTooOld: {
    meaning: 'The domain controller lacks the control that lets writeback respect the password policy.',
    owner: 'activeDirectoryAdmin',
    remedy: ['Let Entra Connect use domain controllers with Windows Server 2016 or later, with all updates.'],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  passwordSyncNotEnabled: {
    meaning: 'Password management is not enabled for the forest of this user, mostly one that was added later.',
    owner: 'hybridAdmin',
    remedy: ['Disable and enable password writeback in the wizard of Entra Connect, after the forest was added.'],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  connectorPasswordTooLong: {
    meaning: 'The password of the connector account is longer than 256 characters.',
    owner: 'hybridAdmin',
    remedy: ['Give the connector account a password of at most 256 characters.'],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  },
  bannedPassword: {
    meaning: 'The new password is on the list of banned passwords, or too like one.',
    owner: 'person',
    remedy: [
      'Choose another password. The custom list is under Protection, Authentication methods, Password protection.',
    ],
    documentation: documentation.bannedPasswords,
    message:
      'That password is too easy to guess. Choose another one, without the name of the organisation or a season.',
  },
  cloudWriteFailed: {
    meaning: 'The password was reset on-premises, and the copy in the cloud failed; it catches up by itself.',
    owner: 'person',
    remedy: [
      'Wait some minutes and sign in with the new password.',
      'If it stays so: check password hash synchronisation.',
    ],
    documentation: documentation.troubleshoot,
    message: 'Your new password is set. Wait a few minutes, then sign in with it.',
  },
  blockedFor24Hours: {
    meaning: 'Too many attempts: blocked until 24 hours after the last one. Nobody can lift it.',
    owner: 'person',
    remedy: ['Wait 24 hours after the last attempt.', 'Who needs to work sooner: the help desk resets the password.'],
    documentation: documentation.troubleshoot,
    message: waitMessage,
  },
  unknownReason: {
    meaning: 'Microsoft logged a failure with a reason that is not in our list; it is quoted in the ladder.',
    owner: 'identityAdmin',
    remedy: ['Look the reason up on the page, or open a support case with the case pack.'],
    documentation: documentation.troubleshoot,
    message: helpDeskMessage,
  },
};

/** What a cause means to the people of one cloud, who mends it and how. */
export const causeIn = (cloud: Cloud, id: CauseId): Cause => (isAddressed(id) ? addressedCause(id, cloud) : causes[id]);
