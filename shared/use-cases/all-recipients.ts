import type { JourneyPage, RecipientStore, StoredJourney } from '../ports/recipient-store.ts';

/** Whole journeys of all people, one after the other, a page in memory at a time. Costs the tenant. */
export const allJourneys = (recipients: Pick<RecipientStore, 'readJourneys'>): AsyncGenerator<StoredJourney> =>
  eachOf((next) => recipients.readJourneys(next));

const headsPerPage = 500;

/** The heads of all people: facts and enrolment, without messages and evidence. */
export const allHeads = (recipients: Pick<RecipientStore, 'readHeads'>): AsyncGenerator<StoredJourney> =>
  eachOf((next) => recipients.readHeads(next, headsPerPage));

async function* eachOf(readPage: (next: string | undefined) => Promise<JourneyPage>): AsyncGenerator<StoredJourney> {
  let next: string | undefined;
  do {
    const page = await readPage(next);
    yield* page.journeys;
    next = page.next;
  } while (next !== undefined);
}
