import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { goalWith, type Journey } from '../campaign/journey.ts';
import { placeOf, type Place } from '../campaign/place.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';

/** Which people: each part narrows it. */
export interface WantedPeople {
  /** In any of these places; undefined: in any. */
  readonly places?: readonly Place['kind'][] | undefined;
  /** Of those who are left out or have come to an end. */
  readonly reason?: string | undefined;
  /** Whom this wave has enrolled. */
  readonly wave?: string | undefined;
}

export interface PeoplePage<Found = Journey> {
  readonly people: readonly Found[];
  /** Where to go on: after this object id. Undefined where everybody was looked through. */
  readonly next: string | undefined;
}

type Reading = Pick<RecipientStore, 'readJourneys'>;

interface From {
  readonly after: string | undefined;
  readonly limit: number;
}

interface Looking {
  readonly cadence: CadencePolicy;
  readonly now: Date;
  readonly recipients: Reading;
}

/** A page of a list costs no more requests than this; where few people are wanted it may hold nobody, and goes on. */
const readingsPerPage = 4;

/** The next so many people of a list, in the order of their object ids. */
export const listPeople = (wanted: WantedPeople, from: From, looking: Looking): Promise<PeoplePage> =>
  listFound((journey) => (isWanted(journey, wanted, looking) ? journey : undefined), from, looking.recipients);

/** Everybody of a list, one after the other. Costs the tenant. */
export const eachWanted = (wanted: WantedPeople, looking: Looking): AsyncGenerator<Journey> =>
  eachFound((journey) => (isWanted(journey, wanted, looking) ? journey : undefined), looking.recipients);

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

function isWanted(journey: Journey, wanted: WantedPeople, { cadence, now }: Looking): boolean {
  const { places, reason, wave } = wanted;
  if (wave !== undefined && goalWith(journey, wave) === undefined) return false;
  const place = placeOf(journey, cadence, now);
  if (place === undefined) return false;
  if (places !== undefined && !places.includes(place.kind)) return false;
  return reason === undefined || ('because' in place && place.because === reason);
}
