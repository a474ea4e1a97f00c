import { isOpen, isPinned, wasTurnedAway, type Message } from '../delivery/message.ts';
import { chooseAddress, isAmong } from '../recipient/address.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import { addMinutes } from '../registration/add-time.ts';
import { messagesOfRound, type Journey } from './journey.ts';
import { isOfRound } from './round.ts';

/** Reports come in any order: within this time one that says the opposite of a bounce would be here. */
const bounceStandsAfterMinutes = 60;

/**
 * Where a step may go whose mail bounced or was suppressed: an address of the person that the campaign allows, that is not
 * suppressed, and that this step has not been sent to. Nothing but a definite report frees a step to be sent again: a mail
 * that was accepted, filtered or failed in another way may have arrived.
 */
export function otherAddressFor(journey: Journey, message: Message, audience: AudiencePolicy): string | undefined {
  if (!wasTurnedAway(message) || message.address === undefined) return undefined;
  const { user, suppressedAddresses } = journey.facts!;
  const tried = messagesOfRound(journey, message.step).flatMap(({ address }) => address ?? []);
  return chooseAddress(user, audience.addressFallback, [...suppressedAddresses, ...tried]);
}

/** Whether a step is owed once more, to another address: not where a later mail was taken, which may have arrived. */
export function isOwedElsewhere(journey: Journey, message: Message, audience: AudiencePolicy): boolean {
  const isOvertaken = journey.messages.some(
    (other) => other.acceptedAt && message.acceptedAt && other.acceptedAt > message.acceptedAt && !wasTurnedAway(other),
  );
  return !isOvertaken && otherAddressFor(journey, message, audience) !== undefined;
}

/** When a step that was turned away may go elsewhere. */
export function sendElsewhereAt({ history, state, dueAt }: Message): Date {
  const turnedAwayAt = history.findLast((entry) => entry.state === state)?.at ?? dueAt;
  return addMinutes(turnedAwayAt, bounceStandsAfterMinutes);
}

/** The journey with what arrived after all, in place of the same step that waits to go to another address. */
export function withoutNeedless(journey: Journey): Journey {
  const arrived = (journey.superseded ?? []).filter(
    (message) => message.state === 'delivered' && isOfRound(journey, message),
  );
  if (arrived.length === 0) return journey;
  const inPlaceOf = (message: Message) =>
    isOpen(message) && message.renewedFor === 'otherAddress'
      ? (arrived.find(({ step }) => step === message.step) ?? message)
      : message;
  return { ...journey, messages: journey.messages.map(inPlaceOf) };
}

/** It was pinned for an address that turned another mail away since: it can leave neither there nor elsewhere. */
export const cannotLeave = (message: Message, { facts }: Journey): boolean =>
  isPinned(message) && message.address !== undefined && isAmong(message.address, facts!.suppressedAddresses);
