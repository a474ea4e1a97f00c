import type { StopReason } from '../../campaign/owed-step.ts';
import { textsOf } from '../reason-text.ts';

/** What each state of a message that needs a human asks of them. */
const stateText: Readonly<Record<string, string>> = {
  unknown: 'Nobody knows whether it was sent. Ask the person, and resend it if nothing came.',
  failed: 'The mail service could not deliver it. Look at the address, then resend.',
  rejected: 'The mail service did not take it. Mend the reason, then resend.',
};

export const stateMeaning = (state: string): string => stateText[state] ?? '';

/** Why somebody who was enrolled gets nothing more. */
export const stopMeaning = textsOf<StopReason>({
  notEnrolled: 'In no wave.',
  waveCancelled: 'Their wave was cancelled; another may enrol them.',
  done: 'Has had all that was for them.',
  cannotResetYet: 'Cannot reset a password at the moment. Told where, once they can.',
  notByPhoneAlone: 'Has enough other ways to reset without a phone.',
  phonesGoOn: 'Text messages and calls do not end for them, or nothing else counts that they could add.',
  phonesHaveEnded: 'Text messages and calls have ended.',
  remindersExhausted: 'Did not register after the last reminder.',
  securityInfoLost: 'Could reset, and can no more. Asked again 90 days after their last mail.',
  nudgeNotDelivered: 'Their nudge did not arrive. Correct the address, then resend it.',
});

/** Why the gate is closed, as the page says it. */
export const closureMeaning = (because: string): string =>
  because === '429'
    ? 'the mail service asked to wait (429)'
    : `the mail service cannot be used at the moment (${because})`;
