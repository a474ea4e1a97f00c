import { messageOf } from '../../shared/campaign/journey.ts';
import type { PlanningRules } from '../../shared/campaign/plan-journey.ts';
import type { SendRequest } from '../../shared/campaign/send-request.ts';
import { moveTo, type Message } from '../../shared/delivery/message.ts';
import { reconcileClaims } from '../../shared/use-cases/reconcile-claims.ts';
import { sendMessage, type SendContext, type SendMessagePorts } from '../../shared/use-cases/send-message.ts';

export interface ExploredPorts extends SendMessagePorts {}

/** A way of sending one mail: ours, and the ways of others to compare it with. */
export interface Protocol {
  readonly name: string;
  /** Somebody looks again at what was not reported done. */
  readonly asks: boolean;
  readonly send: (request: SendRequest, context: SendContext, ports: ExploredPorts) => Promise<unknown>;
  /** Looks at what was released and never reported done. */
  readonly reconcile: (rules: PlanningRules, now: Date, ports: ExploredPorts) => Promise<unknown>;
}

const nothing = async (): Promise<void> => undefined;

export const ours: Protocol = {
  name: 'claim once, ask, same id (ours)',
  asks: true,
  send: sendMessage,
  reconcile: reconcileClaims,
};

export const claimOnly: Protocol = {
  name: 'claim once, never ask',
  asks: false,
  send: sendMessage,
  reconcile: nothing,
};

/** Sends, and writes it down: what a queue worker does when nobody thinks about crashes. */
export const naive: Protocol = {
  name: 'check, send, mark',
  asks: false,
  async send(request, context, ports) {
    const journey = await ports.recipients.readJourney(request.userId);
    const message = messageOf(journey, request.step)!;
    if (message.state === 'accepted') return;
    const { address, body } = context.render(message, journey);
    const answer = await ports.mailer.send({
      ...body,
      messageId: message.messageId,
      from: context.rules.mailFrom,
      to: { address, displayName: '' },
    });
    if (answer.kind !== 'accepted') throw new Error('again');
    await write(moveTo(message, 'accepted', ports.clock.now()), ports);
  },
  reconcile: nothing,
};

/** Writes it down, and sends: what a cursor that moves when a batch is fetched comes down to. */
export const markFirst: Protocol = {
  name: 'mark, send',
  asks: false,
  async send(request, context, ports) {
    const journey = await ports.recipients.readJourney(request.userId);
    const message = messageOf(journey, request.step)!;
    if (message.state !== 'planned') return;
    const { userId, version } = journey;
    const marked = moveTo(message, 'accepted', ports.clock.now());
    const written = await ports.recipients.writeJourney({ userId, version, messages: [marked] });
    if (written.kind === 'conflict') return;
    const { address, body } = context.render(message, journey);
    await ports.mailer.send({
      ...body,
      messageId: message.messageId,
      from: context.rules.mailFrom,
      to: { address, displayName: '' },
    });
  },
  reconcile: nothing,
};

/** Claims by ETag, and takes a claim over that looks abandoned: what is often taken for safe. */
export const lease: Protocol = {
  name: 'claim with a lease that others take over',
  asks: false,
  async send(request, context, ports) {
    const journey = await ports.recipients.readJourney(request.userId);
    const message = messageOf(journey, request.step)!;
    if (message.state === 'accepted') return;
    const now = ports.clock.now();
    const claim = {
      claimId: ports.ids.next(),
      claimedAt: now,
      firstClaimedAt: now,
      from: context.rules.mailFrom,
      deniedAt: undefined,
    };
    const claimed = { ...moveTo(message, 'claimed', now), claim };
    const { userId, version } = journey;
    const written = await ports.recipients.writeJourney({ userId, version, messages: [claimed] });
    if (written.kind === 'conflict') throw new Error('again');
    const { address, body } = context.render(message, journey);
    const answer = await ports.mailer.send({
      ...body,
      messageId: message.messageId,
      from: context.rules.mailFrom,
      to: { address, displayName: '' },
    });
    if (answer.kind !== 'accepted') throw new Error('again');
    await write(moveTo(claimed, 'accepted', now), ports);
  },
  reconcile: nothing,
};

async function write(message: Message, { recipients }: ExploredPorts): Promise<void> {
  for (;;) {
    const { userId, version } = await recipients.readJourney(message.userId);
    if ((await recipients.writeJourney({ userId, version, messages: [message] })).kind === 'written') return;
  }
}
