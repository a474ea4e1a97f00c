import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { lineOf, type PersonLine } from '../../shared/campaign/person-line.ts';
import { placeGroups, type Place } from '../../shared/campaign/place.ts';
import { peopleIn, type PlaceCounts } from '../../shared/campaign/tally.ts';
import type { TableStores } from '../../shared/adapters/tables/table-stores.ts';
import { allJourneys } from '../../shared/use-cases/all-recipients.ts';
import type { AdminHost } from './admin-host.ts';

/** Everybody by reading every journey, by the rules and at the time of the last count. */
export async function linesByReading(stores: TableStores): Promise<readonly PersonLine[]> {
  const { policy, countedAt } = (await stores.figures.read()).figures.current!;
  const lines: PersonLine[] = [];
  for await (const journey of allJourneys(stores.recipients)) {
    const line = lineOf(journey, policy, countedAt);
    if (line) lines.push(line);
  }
  return lines;
}

/** The object ids of a list, over HTTP. */
export async function idsOf(host: AdminHost, query: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const answer = await host.ask('GET', `users.csv?${new URLSearchParams(query).toString()}`);
  if (!answer.ok) throw new Error(await answer.text());
  const rows: { userId: string }[] = parse(await answer.text(), { bom: true, columns: true });
  return rows.map(({ userId }) => userId);
}

/** Each list that has a figure: of all people, or of a wave. */
function listsOf(counts: PlaceCounts): readonly { readonly places?: Place['kind'][]; readonly reason?: string }[] {
  const { ended, leftOut, ...others } = counts;
  const kinds = [...Object.keys(others), 'ended', 'leftOut'] as Place['kind'][];
  return [
    {},
    ...kinds.map((kind) => ({ places: [kind] })),
    ...Object.values(placeGroups).map((places) => ({ places: [...places] })),
    ...Object.keys(ended).map((reason) => ({ places: ['ended' as const], reason })),
    ...Object.keys(leftOut).map((reason) => ({ places: ['leftOut' as const], reason })),
  ];
}

/** Every list holds as many people as its figure says, and those whose journeys say so. */
export async function expectEveryList(
  host: AdminHost,
  lines: readonly PersonLine[],
  counts: PlaceCounts,
  wave?: string,
): Promise<void> {
  for (const { places, reason } of listsOf(counts)) {
    const query = { ...(places && { place: places.join() }), ...(reason && { reason }), ...(wave && { wave }) };
    const meant = lines.filter(
      ({ place, waves }) =>
        (places === undefined || places.includes(place.kind)) &&
        (reason === undefined || ('because' in place && place.because === reason)) &&
        (wave === undefined || waves.includes(wave)),
    );
    const ids = await idsOf(host, query);
    expect([query, ids]).toEqual([query, meant.map(({ userId }) => userId).toSorted()]);
    expect([query, ids.length]).toEqual([query, peopleIn(counts, { places, reason })]);
  }
}
