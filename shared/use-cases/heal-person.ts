import type { Journey } from '../campaign/journey.ts';
import { wasTurnedAway, type Message, historyLost } from '../delivery/message.ts';
import { lostMessage, messageIdOf } from '../delivery/plan-message.ts';
import { firstSteps } from '../delivery/steps.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import { changeJourney, type PlannedWrite, type Run, type WritePlanPorts } from './write-plan.ts';

interface HealPorts extends WritePlanPorts {
  readonly messageIndex: Pick<MessageIndex, 'has'>;
}

/**
 * Brings back what is known elsewhere of somebody whose head is gone: that an operator excluded them, which addresses turned
 * mail away, and, where none of their messages is left, that a mail may have left: as a message that a person decides
 * about. Their facts are the pass's to write, afterwards; in which wave they were nobody knows. May be repeated. True when
 * what was sent is no longer known.
 */
export async function healPerson(userId: string, isExcluded: boolean, run: Run<HealPorts>): Promise<boolean> {
  const known = await run.ports.recipients.readJourney(userId);
  const left = known.messages.length > 0 ? undefined : await firstMailOf(userId, run);
  const heal = (journey: Journey): PlannedWrite | undefined =>
    journey.facts === undefined ? healingOf(journey, isExcluded, left) : undefined;
  await changeJourney(userId, heal, run, { known });
  return left !== undefined || known.messages.some(({ because }) => because === historyLost);
}

function healingOf(journey: Journey, isExcluded: boolean, left: Message | undefined): PlannedWrite {
  const messages = [...journey.messages, ...(journey.superseded ?? [])];
  const turnedAway = messages.filter(wasTurnedAway).flatMap(({ address }) => address ?? []);
  return {
    ...(isExcluded && { excludedByOperator: true }),
    ...(turnedAway.length > 0 && { suppressedAddresses: [...new Set(turnedAway)] }),
    ...(left && { messages: [left] }),
  };
}

/** The first of their mails of which the index says that it may have left. Until somebody has decided about it, no other leaves. */
async function firstMailOf(userId: string, { rules, now, ports }: Run<HealPorts>): Promise<Message | undefined> {
  for (const step of firstSteps) {
    const messageId = messageIdOf(rules.deploymentId, userId, step, 0);
    if (await ports.messageIndex.has(messageId)) return lostMessage(rules.deploymentId, { userId, step }, now);
  }
  return undefined;
}
