import { entryOf } from '../campaign/agenda-entry.ts';
import { messageOf } from '../campaign/journey.ts';
import { applyChange, type JourneyChange } from '../campaign/journey-change.ts';
import { decideSend, type SendDecision, type SendRules } from '../campaign/send-decision.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { SendRequest } from '../campaign/send-request.ts';
import type { MailFrom } from '../delivery/mail-from.ts';
import { isOpen, moveTo, type Message, historyLost } from '../delivery/message.ts';
import { giveBack } from '../delivery/rate-gate.ts';
import type { SendAnswer } from '../delivery/send-answer.ts';
import type { WatchEntry } from '../ports/agenda.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { PinnedBody, StoredJourney } from '../ports/recipient-store.ts';
import { addMinutes } from '../registration/add-time.ts';
import { changeGateForAll, closeGateAfter, reasonOf, type CloseGatePorts, type NotNow } from './close-gate.ts';
import { lookAtPerson, type Look, type LookPorts } from './look-at-person.ts';
import { releasedAt } from './release-messages.ts';
import { settleClaim, type OpenClaim } from './settle-claim.ts';
import { changeJourney, type Run, type WritePlanPorts } from './write-plan.ts';

export interface SendMessagePorts extends WritePlanPorts, CloseGatePorts, LookPorts {
  readonly mailer: Mailer;
  readonly messageIndex: Pick<MessageIndex, 'enter'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passes: Pick<PassStore, 'noteSeen'>;
}

/** The campaign as `sendMessage` needs it; may be a few seconds old. */
export interface SendContext extends SendRules {
  /** Renders a message for the first time: whom it goes to and what it says. */
  readonly render: (
    message: Message,
    journey: StoredJourney,
  ) => { readonly address: string; readonly body: PinnedBody };
}

export type SendResult = {
  readonly kind: SendAnswer['kind'] | Exclude<SendDecision['kind'], 'send'> | 'historyLost' | 'tooLate' | 'conflict';
  readonly because?: string;
};

/** A claim this old is left to reconciliation: whoever holds it may have been stopped for a while. */
const claimIsFreshForSeconds = 60;

/**
 * Sends one message at most once.
 *
 * The claim comes before the request and is never taken over: a message that is found claimed is not sent, and a claim
 * whose outcome is unknown stays claimed until the mail service itself has been asked. docs/decisions/0001.
 *
 * Between claim and request its id is entered in the index, in another table: where it stands there already, for a row that
 * this one does not know, a mail may have left before rows were lost or restored, and a person decides. docs/decisions/0026.
 */
export async function sendMessage(
  request: SendRequest,
  context: SendContext,
  ports: SendMessagePorts,
): Promise<SendResult> {
  const run = { rules: context.rules, now: ports.clock.now(), ports };
  const released = { step: request.step, at: releasedAt(request.watchAt) };
  const journey = await ports.recipients.readJourney(request.userId);
  const decision = decideSend(journey, released, context, run.now);
  if (decision.kind !== 'send') return leave(decision, { journey, change: {} }, request, run);

  const { message } = decision;
  const look = await lookAtPerson(journey, context.rules.cadence, run.now, ports);
  if (look.kind === 'asKnown') return claimAndSend({ message, journey, change: {}, watch: request }, context, ports);
  if (look.kind === 'later') {
    const later = { kind: 'later', message: { ...message, dueAt: look.until }, because: look.because } as const;
    return leave(later, { journey, change: {} }, request, run);
  }
  if (look.kind === 'changed' || look.isOtherwise) await ports.passes.noteSeen(request.userId, run.now);
  const found = { journey, change: { seen: look.facts, ...methodsReadIn(look) } };
  const again = decideSend(applyChange(journey, found.change), released, context, run.now);
  if (again.kind === 'send') return claimAndSend({ ...found, message: again.message, watch: request }, context, ports);
  return leave(again, found, request, run);
}

const methodsReadIn = (look: Look) => (look.kind === 'methodsRead' ? { methodsReadAt: look.methodsReadAt } : {});

/** A journey as it was read, and what a look at the person found: that has yet to be written. */
interface Found {
  readonly journey: StoredJourney;
  readonly change: Pick<JourneyChange, 'seen' | 'methodsReadAt'>;
}

/** Not sent now: back to the agenda, or planned anew. */
async function leave(
  decision: Exclude<SendDecision, { kind: 'send' }>,
  found: Found,
  request: SendRequest,
  run: Run<SendMessagePorts>,
): Promise<SendResult> {
  switch (decision.kind) {
    case 'later':
      if (await putBack(decision.message, found, run)) await givePlaceBack(request, run.ports);
      break;
    case 'replan':
      await changeJourney(request.userId, (journey) => stillFound(journey, found), run, { known: found.journey });
      break;
    case 'nothing':
      return decision; // the watched entry stays: reconciliation looks whether all is well
  }
  await run.ports.agenda.replace({ dropWatch: [request] });
  return decision;
}

/** What was found goes with the report's row of the same reading: a pass that has written meanwhile knows better. */
const stillFound = (journey: StoredJourney, found: Found): Found['change'] =>
  journey.version === found.journey.version ? found.change : {};

/** A message whose time has come, as it was read, with the watched entry that answers for it. */
interface DueMessage extends Found {
  readonly message: Message;
  readonly watch: WatchEntry;
}

async function claimAndSend(
  { message, journey: stored, change, watch }: DueMessage,
  context: SendContext,
  ports: SendMessagePorts,
): Promise<SendResult> {
  const journey = applyChange(stored, change);
  const content = await contentOf(message, journey, context, ports);
  if (content === 'unreadable') return waitForWords({ message, journey: stored, change, watch }, context, ports);
  if (content === undefined) return giveUpWithoutWords({ message, journey, change, watch }, ports);
  const { address, body } = content;
  const from = message.claim?.from ?? context.rules.mailFrom;
  const claimed = claim({ ...message, ...writtenAsIn(body) }, { address, from }, ports.ids.next(), ports.clock.now());
  const { userId, version } = journey;
  const write = { userId, version, messages: [claimed], bodies: [body], ...change };
  const written = await ports.recipients.writeJourney(write);
  if (written.kind === 'conflict') return { kind: 'conflict' };
  const held = {
    claimed,
    journey: { ...applyChange(journey, { messages: [claimed] }), version: written.version },
    watch,
  };
  if ((await enter(claimed, ports.messageIndex)) === 'anothers') return setAside(held, context.rules, ports);
  if (ageSeconds(claimed, ports.clock.now()) > claimIsFreshForSeconds) return { kind: 'tooLate' };

  const { messageId } = claimed;
  const to = { address, displayName: body.displayName };
  const answer = await ports.mailer.send({ ...body, messageId, from, to });
  await record(answer, held, context.rules, ports);
  return answer;
}

const enter = (message: ClaimedMessage, messageIndex: SendMessagePorts['messageIndex']) =>
  messageIndex.enter(message, { indexedAs: message.indexedAs, plannedAt: message.history[0]!.at });

/** Its place in the quota goes to another. */
async function setAside(held: OpenClaim, rules: PlanningRules, ports: SendMessagePorts): Promise<SendResult> {
  const now = ports.clock.now();
  await settleClaim(held, moveTo(held.claimed, 'unknown', now, historyLost), { rules, now, ports });
  await givePlaceBack(held.watch, ports);
  return { kind: 'historyLost' };
}

/** An earlier attempt may have been taken, and what it said is gone: nothing else may leave under its id. */
async function giveUpWithoutWords(
  { message, journey, change, watch }: DueMessage,
  ports: SendMessagePorts,
): Promise<SendResult> {
  const { userId, version } = journey;
  const unknown = moveTo(message, 'unknown', ports.clock.now(), historyLost);
  const written = await ports.recipients.writeJourney({ userId, version, messages: [unknown], ...change });
  if (written.kind === 'conflict') return { kind: 'conflict' };
  await ports.agenda.replace({ dropWatch: [watch] });
  await givePlaceBack(watch, ports);
  return { kind: 'historyLost' };
}

/** The row may be mended, and a person is told of it; other words never leave under an id that may have been taken. */
function waitForWords(
  { message, journey, change, watch }: DueMessage,
  { rules }: SendContext,
  ports: SendMessagePorts,
): Promise<SendResult> {
  const now = ports.clock.now();
  const later = { ...message, dueAt: addMinutes(now, retryWordsAfterMinutes) };
  const decision = { kind: 'later', message: later, because: 'wordsUnreadable' } as const;
  return leave(decision, { journey, change }, watch, { rules, now, ports });
}

const retryWordsAfterMinutes = 60;

/**
 * The same id always carries the same body from the same sender to the same address: what was pinned, once something was.
 * Undefined where that is gone.
 */
async function contentOf(message: Message, journey: StoredJourney, context: SendContext, ports: SendMessagePorts) {
  const pinned = message.claim && (await ports.recipients.readBody(message.userId, message.messageId));
  if (message.claim === undefined) return context.render(message, journey);
  if (pinned === 'unreadable') return pinned;
  return pinned && message.address ? { address: message.address, body: pinned } : undefined;
}

const writtenAsIn = ({ writtenAs }: PinnedBody) => writtenAs && { writtenAs };

type ClaimedMessage = Message & { readonly indexedAs: string };

interface Envelope {
  readonly address: string;
  readonly from: MailFrom;
}

function claim(message: Message, { address, from }: Envelope, claimId: string, now: Date): ClaimedMessage {
  const firstClaimedAt = message.claim?.firstClaimedAt ?? now;
  return {
    ...moveTo(message, 'claimed', now),
    address,
    indexedAs: message.indexedAs ?? claimId,
    claim: { claimId, claimedAt: now, firstClaimedAt, from, deniedAt: undefined },
  };
}

async function record(
  answer: SendAnswer,
  held: OpenClaim,
  rules: PlanningRules,
  ports: SendMessagePorts,
): Promise<void> {
  const { claimed } = held;
  const now = ports.clock.now();
  const run = { rules, now, ports };
  switch (answer.kind) {
    case 'accepted':
      await settleClaim(held, { ...moveTo(claimed, 'accepted', now), acceptedAt: now }, run);
      return;
    case 'refused':
      await settleClaim(held, moveTo(claimed, 'rejected', now, answer.because), run);
      return;
    case 'throttled':
    case 'unavailable':
      return sendAgainLater(held, answer, run);
    case 'ambiguous':
      return note(answer, held, ports);
  }
}

/**
 * Definitely not taken: free again under the same id, once the gate has opened for everyone. With the same body where an
 * earlier attempt may have been taken; otherwise nothing ties the next attempt to this one.
 */
async function sendAgainLater(held: OpenClaim, answer: NotNow, run: Run<SendMessagePorts>): Promise<void> {
  const { now, ports } = run;
  const gate = await closeGateAfter(answer, now, ports);
  const { claimed } = held;
  const isFirstAttempt = claimed.claim!.firstClaimedAt.getTime() === claimed.claim!.claimedAt.getTime();
  const due = {
    ...moveTo(claimed, 'due', now, reasonOf(answer)),
    claim: isFirstAttempt ? undefined : claimed.claim,
    dueAt: gate.closedUntil ?? now,
  };
  await settleClaim(held, due, run);
}

/** The message stays claimed and the watched entry brings reconciliation; a conflict means it is settled already. */
async function note(
  { because, refusedWith }: Extract<SendAnswer, { kind: 'ambiguous' }>,
  { claimed, journey }: OpenClaim,
  ports: SendMessagePorts,
): Promise<void> {
  const { userId, version } = journey;
  const noted = { ...claimed, because, claim: { ...claimed.claim!, refusedWith } };
  await ports.recipients.writeJourney({ userId, version, messages: [noted] });
}

/** A message that somebody else has put off meanwhile keeps the time it was given. True when it was put off by us. */
async function putBack(
  later: Message,
  { journey: read, change: seen }: Found,
  run: Run<SendMessagePorts>,
): Promise<boolean> {
  const before = messageOf(read, later.step)!;
  if (later.dueAt.getTime() === before.dueAt.getTime()) {
    await run.ports.agenda.put([entryOf(before)]);
    return false;
  }
  let isOurs = false;
  const change = (journey: StoredJourney) => {
    const found = messageOf(journey, later.step);
    if (found === undefined || !isOpen(found)) return undefined;
    isOurs = journey.version === read.version;
    return isOurs ? { messages: [later], ...seen } : {};
  };
  const planned = await changeJourney(later.userId, change, run, { known: read });
  return isOurs && planned !== undefined;
}

/**
 * What waits over night would otherwise use up the quota of the first hour of the morning. Only whoever put the message off
 * gives its place back: a hint may come twice, and a place given back twice would be one too many.
 */
async function givePlaceBack({ watchAt }: WatchEntry, { gates }: SendMessagePorts): Promise<void> {
  await changeGateForAll((gate) => giveBack(gate, releasedAt(watchAt)), gates);
}

const ageSeconds = ({ claim: held }: Message, now: Date): number => (now.getTime() - held!.claimedAt.getTime()) / 1000;
