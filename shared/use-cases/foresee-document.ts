import { isDeepStrictEqual } from 'node:util';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { placeOf, type Place } from '../campaign/place.ts';
import { cadenceOf, type CampaignDocument } from '../config/campaign-document.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { Cloud } from '../registration/cloud.ts';
import { groupsOf } from './start-pass.ts';

/** People who would stand elsewhere, by what is known of them now. */
export interface Move {
  readonly from: Place;
  readonly to: Place;
  readonly people: number;
}

/** What a document would bring about, before it is saved. */
export interface Foresight {
  readonly lookedThrough: number;
  /** Everybody was looked through. */
  readonly isWhole: boolean;
  /** Those with the most people first. */
  readonly moves: readonly Move[];
  /** Who is in these groups is read by a pass first, so that nobody moves for them yet. */
  readonly newGroups: readonly string[];
}

export interface ForeseePorts {
  readonly recipients: Pick<RecipientStore, 'readJourneys'>;
}

/** A thousand rows each: within seconds, on a press. */
const mostReadings = 20;

/** Judges everybody by both documents. Nothing is changed by it. */
export async function foreseeDocument(
  { before, after, cadence, cloud }: DocumentChange,
  now: Date,
  { recipients }: ForeseePorts,
): Promise<Foresight> {
  const wanted = cadenceAfter(after, cadence, cloud);
  const moves = new Map<string, { readonly from: Place; readonly to: Place; people: number }>();
  let [lookedThrough, next, readings]: [number, string | undefined, number] = [0, undefined, 0];
  do {
    const page = await recipients.readJourneys(next);
    for (const journey of page.journeys) {
      const [from, to] = [placeOf(journey, cadence, now), placeOf(journey, wanted, now)];
      if (from === undefined || to === undefined) continue;
      lookedThrough++;
      if (isDeepStrictEqual(from, to)) continue;
      const name = JSON.stringify([from, to]);
      const known = moves.get(name) ?? { from, to, people: 0 };
      moves.set(name, { ...known, people: known.people + 1 });
    }
    next = page.next;
  } while (next !== undefined && ++readings < mostReadings);
  const known = groupsOf(before);
  return {
    lookedThrough,
    isWhole: next === undefined,
    moves: [...moves.values()].toSorted((a, b) => b.people - a.people),
    newGroups: groupsOf(after).filter((group) => !known.includes(group)),
  };
}

export interface DocumentChange {
  readonly before: CampaignDocument;
  readonly after: CampaignDocument;
  /** The rules of now. */
  readonly cadence: CadencePolicy;
  readonly cloud: Cloud;
}

/** The rules of another document, with what is known of tenant and report as it is. */
function cadenceAfter(document: CampaignDocument, before: CadencePolicy, cloud: Cloud): CadencePolicy {
  const rules = cadenceOf(document, cloud);
  return { ...before, ...rules, audience: { ...before.audience, ...rules.audience } };
}
