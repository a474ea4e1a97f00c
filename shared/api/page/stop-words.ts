import type { StopReason } from '../../campaign/next-step.ts';
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
  done: 'Registered, and has the SSPR link.',
  remindersExhausted: 'Did not register after the last reminder.',
  nudgeNotDelivered: 'Their nudge did not arrive. Correct the address, then resend it.',
});

/** Why the gate is closed, as the page says it. */
export const closureMeaning = (because: string): string =>
  because === '429'
    ? 'the mail service asked to wait (429)'
    : `the mail service cannot be used at the moment (${because})`;
