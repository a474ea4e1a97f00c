import { connectTables, ensureTables } from '../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../shared/adapters/tables/table-stores.ts';
import type { StoredJourney } from '../shared/ports/recipient-store.ts';
import { countFigures } from '../shared/use-cases/count-figures.ts';
import { anAcceptedMessage, anEnrolment } from '../test/builders/journeys.ts';
import { now } from '../test/builders/instants.ts';
import { aCadence } from '../test/builders/policies.ts';
import { fakePorts } from '../test/fakes/ports.ts';
import { factsOf, idOf, registersAfterMs } from './campaign-people.ts';
import { report } from './processes.ts';

/**
 * Counts everybody once, with their lists or the figures alone: `node bench/lists.ts STORAGE_CONNECTION PEOPLE lists|figures`.
 * People are made up page by page, so that nothing else is measured.
 */
const [connectionString = '', count = '0', what = ''] = process.argv.slice(2);
const people = Number(count);
const peoplePerPage = 500;
const reportReadAt = now;

const firstNames = 'Anna Bengt Cecilia Daniel Elin Fredrik Gunilla Hassan Ingrid Johan Karin Lars Maria Nils Olga Per';
const lastNames = 'Andersson Berg Carlsson Dahl Ek Forsberg Gustafsson Holm Isaksson Johansson Karlsson Lund Öberg';
const nameOf = (n: number): string =>
  [firstNames, lastNames].map((names, i) => names.split(' ').at((n * (i + 7)) % names.split(' ').length)).join(' ');

/** All are in one wave, and have had one mail; three in five have registered. */
function personOf(n: number): StoredJourney {
  const userId = idOf(n);
  const facts = factsOf(n);
  const isRegistered = registersAfterMs(n) !== undefined;
  const registration = { ...facts.registration!, isSsprCapable: isRegistered, isSsprRegistered: isRegistered };
  return {
    userId,
    version: undefined,
    facts: { ...facts, registration, user: { ...facts.user, displayName: nameOf(n) } },
    rowReadAt: reportReadAt,
    enrolment: anEnrolment(),
    evidence: [],
    messages: [anAcceptedMessage('nudge', now, { userId })],
  };
}

async function readJourneys(cursor = '0') {
  const from = Number(cursor);
  const to = Math.min(people, from + peoplePerPage);
  const journeys = Array.from({ length: to - from }, (_, i) => personOf(from + i));
  return { journeys, next: to < people ? String(to) : undefined };
}

const tables = connectTables({ kind: 'connectionString', connectionString });
await ensureTables(tables);
const { packs } = createTableStores(tables);
const clock = { now: () => new Date() };
const ports = { ...fakePorts(), clock, wallClock: clock, recipients: { readJourneys } };

await report(async () => {
  let lines = 0;
  const write: typeof packs.write = async (generation, part, full) => {
    for (const pack of full) lines += pack.lines.length;
    if (what === 'lists') await packs.write(generation, part, full);
  };
  const counted = { ...ports, packs: Object.assign(ports.packs, { write }) };
  let runs = 0;
  do runs++;
  while ((await countFigures(aCadence({ reportReadAt }), counted)) === 'underWay');
  return { runs, lines };
});
