import { addressesIn } from '../email/addresses.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { Cause } from './cause.ts';
import { documentation } from './documentation.ts';
import { onPremisesMessage } from './messages.ts';

/** What a person types into the browser, and what a server must reach. */
export interface Addresses {
  readonly register: string;
  readonly reset: string;
  readonly resetHost: string;
  /** None where they could not be looked at. */
  readonly writebackHosts: readonly string[];
}

/**
 * The addresses of one cloud, as the mails say them, and those of writeback.
 *
 * https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr-writeback
 */
export function addressesFor(cloud: Cloud): Addresses {
  const { register, reset, resetHost } = addressesIn[cloud];
  return { register: register.printed, reset: reset.printed, resetHost, writebackHosts: writebackHosts[cloud] };
}

const writebackHosts: Readonly<Record<Cloud, readonly string[]>> = {
  public: ['*.passwordreset.microsoftonline.com', '*.servicebus.windows.net'],
  usGovernment: ['*.passwordreset.microsoftonline.us', '*.servicebus.usgovcloudapi.net'],
  // Microsoft names two hosts for this cloud, which could not be looked at from here.
  china: [],
};

const hostsIn = ({ writebackHosts: hosts }: Addresses): string =>
  hosts.length === 0 ? 'the hosts of writeback that Microsoft names for its cloud in China' : hosts.join(' and ');

const registerMessage = ({ register }: Addresses) =>
  `Type ${register} into your browser, sign in, and add a phone number or an email address that you can open without your work password.`;

/** The causes whose words name an address, which is another one in each cloud. */
const addressedCauses = {
  adminUnderTwoGatePolicy: (at) => ({
    meaning:
      'The account holds an admin role, so the two-gate policy applies: two methods, no security questions, not changeable.',
    owner: 'person',
    remedy: [
      'Register two of: authenticator app, phone, an email address outside of this tenant.',
      'If admins shall not reset at all, the switch is allowedToUseSSPR of the authorization policy; it speaks of admins only.',
    ],
    documentation: documentation.policy,
    message: `You hold an admin role and need two methods. Type ${at.register} into your browser and add two of: authenticator app, phone, email address.`,
  }),
  notRegistered: (at) => ({
    meaning: 'No method that resets a password is registered.',
    owner: 'person',
    remedy: [
      `Register at ${at.register}, with the password that is known.`,
      'Who does not know the password: the help desk resets it, or an authentication administrator registers a method.',
    ],
    documentation: documentation.troubleshoot,
    message: registerMessage(at),
  }),
  methodsNotAllowed: (at) => ({
    meaning:
      'Methods are registered, yet they are not the allowed ones, or too few. Mostly the policy has changed since: a method was taken away, or two are required.',
    owner: 'person',
    remedy: [
      `Add one more method at ${at.register}. The authenticator app alone is never enough where one method is required.`,
      'When many people are concerned: compare Password reset, Authentication methods with what they have registered.',
    ],
    documentation: documentation.howItWorks,
    message: registerMessage(at),
  }),
  onPremisesUnreachable: (at) => ({
    meaning: 'The on-premises agent or Entra Connect could not be reached (SSPR_0030).',
    owner: 'hybridAdmin',
    remedy: [
      'On the server: is the service "Microsoft Azure AD Sync" (or the provisioning agent) running? Restart it.',
      `Outbound 443 to ${hostsIn(at)}; a proxy must not cut idle connections.`,
      'Look for events of the source PasswordResetService in the Application log, and ask again with ?event=',
    ],
    documentation: documentation.troubleshootWriteback,
    message:
      'The connection to your organisation did not work. Try again in an hour. If it fails again, ask the help desk.',
  }),
  networkBlocked: (at) => ({
    meaning: 'The server cannot open its connection to the Service Bus: mostly a firewall or proxy.',
    owner: 'networkAdmin',
    remedy: [`Allow outbound 443 to ${hostsIn(at)}, with long idle timeouts.`],
    documentation: documentation.troubleshootWriteback,
    message: onPremisesMessage,
  }),
  wrongCurrentPassword: (at) => ({
    meaning: 'The current password was wrong: this was a change of the password, not a reset.',
    owner: 'person',
    remedy: [`Reset at ${at.reset} instead of changing the password.`],
    documentation: documentation.troubleshootWriteback,
    message: `The old password that you typed was not right. If you have forgotten it, type ${at.reset} into your browser.`,
  }),
  cookiesBlocked: (at) => ({
    meaning: 'The browser of the person does not accept cookies.',
    owner: 'person',
    remedy: [`Allow cookies for ${at.resetHost}, or use another browser.`],
    documentation: documentation.troubleshoot,
    message: 'Your browser does not accept cookies. Allow them, or use another browser or device.',
  }),
  attemptAbandoned: (at) => ({
    meaning: 'The person began and did not finish; Microsoft names no fault.',
    owner: 'helpDesk',
    remedy: [
      'Ask at which step they gave up: a text message that never came (is the number right, with its country code?), a mail in the junk folder, an unknown page.',
    ],
    documentation: documentation.troubleshoot,
    message: `You began and did not finish. Try again at ${at.reset}, or tell the help desk at which step you were stuck.`,
  }),
} satisfies Readonly<Record<string, (at: Addresses) => Cause>>;

export type AddressedCauseId = keyof typeof addressedCauses;

/** What such a cause means to the people of one cloud, who mends it and how. */
export const addressedCause = (id: AddressedCauseId, cloud: Cloud): Cause => addressedCauses[id](addressesFor(cloud));

export const isAddressed = (id: string): id is AddressedCauseId => Object.hasOwn(addressedCauses, id);
