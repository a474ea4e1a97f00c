import type { Journey } from '../../shared/campaign/journey.ts';
import { entryOf } from '../../shared/campaign/agenda-entry.ts';
import { messageOf } from '../../shared/campaign/journey.ts';
import { isOpen, type Message } from '../../shared/delivery/message.ts';
import type { Step } from '../../shared/delivery/steps.ts';
import type { FactsRow, PinnedBody, StoredJourney } from '../../shared/ports/recipient-store.ts';
import type { FakePorts } from '../fakes/ports.ts';
import { after } from './instants.ts';
import { aJourney, aMessage } from './journeys.ts';
import { aUser, personId, someFacts } from './people.ts';

type Ports = Pick<FakePorts, 'recipients' | 'agenda' | 'messageIndex'>;

/** What a pass learned of the nth person. */
export function aFactsRow(n: number, change: Partial<FactsRow> = {}): FactsRow {
  const { isInDirectory, registration, memberOf } = someFacts();
  const user = aUser({ id: personId(n) });
  const reportReadAt = after({ hours: -6 });
  return { userId: user.id, user, isInDirectory, registration, memberOf, reportReadAt, ...change };
}

/** Stores a person with all that belongs to them: messages are in the index, and open ones on the agenda. */
export async function givenPerson(ports: Ports, n: number, change: Partial<Journey> = {}): Promise<StoredJourney> {
  const userId = personId(n);
  const facts = change.facts ?? someFacts({ user: aUser({ id: userId }) });
  const { enrolment, evidence, messages, rowReadAt } = aJourney(change);
  const { user, isInDirectory, registration, memberOf, excludedByOperator, suppressedAddresses } = facts;
  const row = { userId, user: { ...user, id: userId }, isInDirectory, registration, memberOf };
  await ports.recipients.writeFacts([{ ...row, reportReadAt: rowReadAt! }]);
  const { version } = await ports.recipients.readJourney(userId);
  await ports.recipients.writeJourney({
    userId,
    version,
    ...(enrolment && { enrolment }),
    evidence: evidence.map((one) => ({ ...one, userId })),
    messages: messages.map((message) => ({ ...message, userId })).map(asAttempted),
    excludedByOperator,
    suppressedAddresses,
  });
  for (const { history, ...message } of messages.map(asAttempted)) {
    const { indexedAs } = message;
    if (indexedAs !== undefined) await ports.messageIndex.enter(message, { indexedAs, plannedAt: history[0]!.at });
  }
  await ports.agenda.put(messages.filter(({ state }) => state === 'planned' || state === 'due').map(entryOf));
  return ports.recipients.readJourney(userId);
}

/** With the mark of its entry in the index, where its mail may have left. */
const asAttempted = (message: Message): Message =>
  isOpen(message) && message.claim === undefined ? message : { indexedAs: message.messageId, ...message };

/** The message of the nth person as it is stored now. */
export async function storedMessage(ports: Ports, n: number, step: Step = 'nudge'): Promise<Message | undefined> {
  return messageOf(await ports.recipients.readJourney(personId(n)), step);
}

/** The nth person's message. */
export const messageOfPerson = (n: number, step: Step = 'nudge', change: Partial<Message> = {}): Message =>
  aMessage(step, { userId: personId(n), ...change });

export const aBody = (messageId: string, change: Partial<PinnedBody> = {}): PinnedBody => ({
  messageId,
  subject: 'Choose how you reset your password',
  html: '<p>Hello</p>',
  text: 'Hello',
  displayName: 'Åsa Öberg',
  ...change,
});
