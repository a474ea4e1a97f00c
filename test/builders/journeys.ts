import type { EntryNotice } from '../../shared/campaign/entry-notice.ts';
import type { Enrolment, Journey } from '../../shared/campaign/journey.ts';
import type { Message } from '../../shared/delivery/message.ts';
import { messageIdOf, planMessage } from '../../shared/delivery/plan-message.ts';
import type { Step } from '../../shared/delivery/steps.ts';
import type { Evidence, EvidenceKind } from '../../shared/registration/evidence.ts';
import { after, now } from './instants.ts';
import { personId, someFacts } from './people.ts';
import { deploymentId, mailFrom } from './policies.ts';

/** An audit event of ten minutes ago, by the user. */
export const evidence = (kind: EvidenceKind, change: Partial<Evidence> = {}): Evidence => ({
  eventId: `${kind}-1`,
  userId: personId(1),
  at: after({ minutes: -10 }),
  kind,
  by: 'user',
  ...change,
});

/** A message that is planned for now. */
export function aMessage(step: Step = 'nudge', change: Partial<Message> = {}): Message {
  const { userId = personId(1), epoch = 0 } = change;
  const messageId = messageIdOf(deploymentId, userId, step, epoch);
  return {
    ...planMessage(deploymentId, { userId, step }, { dueAt: now, now: after({ days: -1 }) }),
    userId,
    epoch,
    messageId,
    ...change,
  };
}

/** A message that the mail service took. */
export const anAcceptedMessage = (step: Step, acceptedAt: Date, change: Partial<Message> = {}): Message =>
  aMessage(step, { state: 'accepted', acceptedAt, dueAt: acceptedAt, address: 'person-0001@contoso.com', ...change });

/** A message whose sender has not come back. */
export const aClaimedMessage = (step: Step = 'nudge', claimedAt: Date = now, change: Partial<Message> = {}): Message =>
  aMessage(step, {
    state: 'claimed',
    dueAt: claimedAt,
    address: 'person-0001@contoso.com',
    claim: { claimId: 'claim-1', claimedAt, firstClaimedAt: claimedAt, from: mailFrom, deniedAt: undefined },
    ...change,
  });

export const anEnrolment = (change: Partial<Enrolment> = {}): Enrolment => ({
  waveId: 'pilot',
  enrolledAt: after({ days: -30 }),
  namedByWave: false,
  ...change,
});

/** A notice of a phone that an operator's file entered, which the mail service took. */
export const anEntryNotice = (acceptedAt: Date | undefined, change: Partial<EntryNotice> = {}): EntryNotice => ({
  userId: personId(1),
  messageId: 'aaaaaaaa-0000-5000-8000-000000000001',
  state: acceptedAt ? 'accepted' : 'due',
  because: undefined,
  claim: undefined,
  acceptedAt,
  address: 'person-0001@contoso.com',
  history: [{ state: 'planned', at: acceptedAt ?? now }],
  planId: 'plan-1',
  entries: [{ method: 'mobilePhone', masked: '', isSeen: true }],
  ...change,
});

/** Somebody who was enrolled and has had no mail yet. */
export const aJourney = (change: Partial<Journey> = {}): Journey => ({
  userId: personId(1),
  facts: someFacts(),
  rowReadAt: after({ hours: -6 }),
  enrolment: anEnrolment(),
  evidence: [],
  messages: [],
  ...change,
});
