import { deliveryReports, deliveryStatus, transitMs } from './deliveries.ts';
import { type EmailMessage, headerOf } from './email-message.ts';
import { duplicateOf, wrongMail } from './mail-verdicts.ts';
import { reactionTo } from './people.ts';
import type { PersonState } from './person-state.ts';
import { guidFor } from './randomness.ts';
import { mailKind, type ReceivedMail } from './received-mail.ts';
import { isToSharedMailbox } from './shared-mailboxes.ts';
import { plan, type World } from './world.ts';

export interface AcceptedMail {
  readonly operationId: string;
  readonly message: EmailMessage;
}

/** Puts a mail into the mailbox of each recipient, and plans what follows from its delivery. */
export function acceptMail(world: World, accepted: AcceptedMail): void {
  const earlier = world.operations.get(accepted.operationId) ?? [];
  const mails = accepted.message.recipients.to.map(({ address }) => receive(world, accepted, address));
  world.operations.set(accepted.operationId, [...earlier, ...mails]);
}

function receive(world: World, accepted: AcceptedMail, recipient: string): ReceivedMail {
  const state = world.byAddress.get(recipient.toLowerCase());
  if (state === undefined) return receiveElsewhere(world, accepted, recipient);
  const mail = describe(world, accepted, recipient, state);
  state.mails.push(mail);
  if (mail.status === 'Bounced') state.bouncedAtMs = mail.deliveredAtMs;
  planConsequences(world, state, mail);
  return mail;
}

function describe(
  world: World,
  { operationId, message }: AcceptedMail,
  recipient: string,
  state: PersonState,
): ReceivedMail {
  const number = state.mails.length + 1;
  const kind = mailKind(message.content);
  const messageIdHeader = headerOf(message, 'Message-ID');
  const arrival = { operationId, kind, message, messageIdHeader, atMs: world.nowMs };
  return {
    number,
    operationId,
    acceptedAtMs: world.nowMs,
    deliveredAtMs: world.nowMs + transitMs(world.seed, recipient, number),
    recipient,
    kind,
    internetMessageId: claimMessageId(
      world,
      messageIdHeader,
      guidFor(world.seed, 'message-id', state.person.index, number),
    ),
    message,
    status: deliveryStatus(state.person.mailbox, state.bouncedAtMs),
    duplicateOf: duplicateOf(state.mails, arrival),
    wrong: wrongMail(state, kind, world.nowMs),
  };
}

function planConsequences(world: World, state: PersonState, mail: ReceivedMail): void {
  const { person } = state;
  for (const { atMs, event } of deliveryReports(world.seed, mail, person.index))
    world.schedule.add(atMs, person.index, { type: 'deliveryReport', event });
  if (mail.status !== 'Delivered') return;
  const ofThisKind = state.mails.filter(({ kind }) => kind === mail.kind).length;
  plan(world, person.index, reactionTo(world.seed, person, mail.kind, ofThisKind, mail.deliveredAtMs));
}

/** Nobody of the directory has this address; where it is no shared mailbox either, the mail bounces. */
function receiveElsewhere(world: World, { operationId, message }: AcceptedMail, recipient: string): ReceivedMail {
  const number = world.otherMails.length + 1;
  const mail: ReceivedMail = {
    number,
    operationId,
    acceptedAtMs: world.nowMs,
    deliveredAtMs: world.nowMs + transitMs(world.seed, recipient, number),
    recipient,
    kind: mailKind(message.content),
    internetMessageId: claimMessageId(world, headerOf(message, 'Message-ID'), guidFor(world.seed, 'stray', number)),
    message,
    status: isToSharedMailbox({ recipient }) ? 'Delivered' : 'Bounced',
    duplicateOf: undefined,
    wrong: undefined,
  };
  world.otherMails.push(mail);
  for (const { atMs, event } of deliveryReports(world.seed, mail, -number))
    world.schedule.add(atMs, -1, { type: 'deliveryReport', event });
  return mail;
}

/** The sender's own Message-ID when it is well formed and new; otherwise the service silently makes one. */
function claimMessageId(world: World, wanted: string | undefined, made: string): string {
  const isUsable = wanted !== undefined && isWellFormedMessageId(wanted) && !world.messageIds.has(wanted);
  const messageId = isUsable ? wanted : `<${made}@azurecomm.net>`;
  world.messageIds.add(messageId);
  return messageId;
}

export function isWellFormedMessageId(value: string): boolean {
  return /^<[^<>@\s]+@[^<>@\s]+>$/.test(value);
}
