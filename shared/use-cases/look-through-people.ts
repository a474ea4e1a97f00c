import type { Journey } from '../campaign/journey.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';

export interface PeoplePage<Found> {
  readonly people: readonly Found[];
  /** Where to go on: after this object id. Undefined where everybody was looked through. */
  readonly next: string | undefined;
}

type Reading = Pick<RecipientStore, 'readJourneys'>;

interface From {
  readonly after: string | undefined;
  readonly limit: number;
}

/** A page costs no more requests than this; where few people are wanted it may hold nobody, and goes on. */
const readingsPerPage = 4;

/** The next so many people whom `find` finds something of, in the order of their object ids. */
export async function listFound<Found>(
  find: (journey: Journey) => Found | undefined,
  { after, limit }: From,
  recipients: Reading,
): Promise<PeoplePage<Found>> {
  const people: Found[] = [];
  let next = after;
  for (let reading = 0; reading < readingsPerPage; reading++) {
    const page = await recipients.readJourneys(next);
    for (const journey of page.journeys) {
      const found = find(journey);
      if (found !== undefined) people.push(found);
      if (people.length === limit) return { people, next: journey.userId };
    }
    next = page.next;
    if (next === undefined) break;
  }
  return { people, next };
}

/** All whom `find` finds something of, one after the other. Costs the tenant. */
export async function* eachFound<Found>(
  find: (journey: Journey) => Found | undefined,
  recipients: Reading,
): AsyncGenerator<Found> {
  for await (const journey of allJourneys(recipients)) {
    const found = find(journey);
    if (found !== undefined) yield found;
  }
}
