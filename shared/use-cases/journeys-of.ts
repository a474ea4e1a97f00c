import type { RecipientStore, StoredJourney } from '../ports/recipient-store.ts';

const readingsInFlight = 8;

/** The journeys of some people by their ids, a few read at a time. For few: each costs a request. */
export async function journeysOf(
  userIds: Iterable<string>,
  recipients: RecipientStore,
): Promise<ReadonlyMap<string, StoredJourney>> {
  const journeys = new Map<string, StoredJourney>();
  const rest = [...new Set(userIds)];
  while (rest.length > 0) {
    const some = await Promise.all(rest.splice(0, readingsInFlight).map((userId) => recipients.readJourney(userId)));
    for (const journey of some) journeys.set(journey.userId, journey);
  }
  return journeys;
}
