import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { SimulationSummary } from '../../local/simulation/summary.ts';
import { connectTables } from '../../shared/adapters/tables/connect-tables.ts';
import { createTableStores, type TableStores } from '../../shared/adapters/tables/table-stores.ts';
import { reportShape } from '../../shared/api/report-operations.ts';
import { waveProgressShape } from '../../shared/api/wave-operations.ts';
import { addFigures, FiguresCounter, noFigures, reportOf } from '../../shared/campaign/figures.ts';
import type { PersonLine } from '../../shared/campaign/person-line.ts';
import type { PlaceCounts } from '../../shared/campaign/tally.ts';
import { stepNameOf, type Step } from '../../shared/delivery/steps.ts';
import { allJourneys } from '../../shared/use-cases/all-recipients.ts';
import { habitsOf } from '../../shared/use-cases/campaign-rules.ts';
import { aDocument } from '../builders/documents.ts';
import { isAll } from '../extent.ts';
import { hours, rareSchedules, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';
import { expectEveryList, idsOf, linesByReading } from './every-list.ts';
import { PageSession, root } from './page-session.ts';

const people = 60;
const moments = Array.from({ length: 20 }, (_, n) => ({ moment: n + 1, hour: 4 + n * 18 }));

let host: AdminHost;
let stores: TableStores;

beforeAll(async () => {
  host = await startAdminHost(people, undefined, rareSchedules);
  stores = createTableStores(connectTables({ kind: 'connectionString', connectionString: host.storage }));
  await host.runFunction('refreshRegistrations');
}, 60_000);
afterAll(() => host[Symbol.asyncDispose]());

async function askReport() {
  const answer = await host.ask('GET', 'report');
  expect(answer.status).toBe(200);
  return reportShape.parse(await answer.json());
}

/** By reading every journey, as the figures are said to be: by the rules and at the time of the last count. */
async function countedByReading() {
  const { current } = (await stores.figures.read()).figures;
  const { policy, countedAt, figures } = current!;
  const counter = new FiguresCounter(policy, countedAt);
  for await (const journey of allJourneys(stores.recipients)) counter.add(journey);
  return { stored: figures, counted: addFigures(counter.total(), noFigures), policy };
}

const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

const peopleIn = ({ ended, leftOut, ...others }: PlaceCounts): number => sumOf(ended) + sumOf(leftOut) + sumOf(others);

async function truth(): Promise<SimulationSummary> {
  return (await (await fetch(`${host.simulation.origin}/simulation/summary`)).json()) as SimulationSummary;
}

/** The simulation knows a mail by its link. */
const kindOf = { nudge: 'register', reminder: 'register', 'sspr-link': 'ssprLink' } as const;

/** The mails of each kind that left, by the effects of the steps. */
function mailsByKind(effects: z.infer<typeof reportShape>['effects']) {
  const mails = { register: 0, ssprLink: 0 };
  for (const [step, { sent }] of Object.entries(effects)) {
    const kind = kindOf[stepNameOf(step as Step) as keyof typeof kindOf];
    if (kind) mails[kind] += sent;
  }
  return mails;
}

describe('figures at 20 moments of a campaign (engine 20)', { sequential: true }, () => {
  it.each(moments)(
    'add up to the tenant, and equal a count by reading everybody, at moment $moment',
    async ({ moment, hour }) => {
      await host.runUntil(hours(hour, startsAt));
      const { asOf, countedAt, tally, days, effects, ...report } = await askReport();
      const { stored, counted, policy } = await countedByReading();
      expect(stored).toEqual(counted);
      expect(tally).toEqual(reportOf(counted, policy).tally);
      expect(report.needsHumanCount).toBe(reportOf(counted, policy).needsHumanCount);
      expect(peopleIn(tally.places as PlaceCounts)).toBe(tally.people);
      if (isAll || moment % 5 === 0) await expectEveryList(host, await linesByReading(stores), tally.places);
      expect(Date.parse(asOf)).toBeGreaterThanOrEqual(host.simulation.now().getTime() - 60_000);
      expect(Date.parse(countedAt!)).toBeGreaterThan(host.simulation.now().getTime() - 25 * 3_600_000);

      const { mails, people: simulated } = await truth();
      const { guest = 0, accountDisabled = 0, notInDirectory = 0 } = tally.places.leftOut;
      const { notYetJoined, disabled, left, ...others } = simulated.byState;
      expect(tally.people).toBe(simulated.total - notYetJoined);
      expect({ guest, accountDisabled, notInDirectory }).toEqual({
        guest: others.guest,
        accountDisabled: disabled,
        notInDirectory: left,
      });
      expect(sumOf(Object.fromEntries(days.map(({ day, mails: count }) => [day, count])))).toBe(mails.total);
      const { register, ssprLink } = mails.byKind;
      expect(mailsByKind(effects)).toEqual({ register, ssprLink });
    },
    120_000,
  );

  it('tell of each wave what a count of its people tells', async () => {
    const { waves } = (await (await host.ask('GET', 'waves')).json()) as { waves: { waveId: string }[] };
    const enrolled: number[] = [];
    for (const { waveId } of waves) {
      const { progress } = waveProgressShape.parse(await (await host.ask('GET', `waves/${waveId}`)).json());
      expect(peopleIn(progress.places as PlaceCounts)).toBe(progress.enrolled);
      await expectEveryList(host, await linesByReading(stores), progress.places, waveId);
      enrolled.push(progress.enrolled);
    }
    expect(enrolled.reduce((sum, count) => sum + count, 0)).toBe((await askReport()).tally.enrolled);
  });

  it('have what an operator did a moment ago, and say so', async () => {
    const before = await askReport();
    const [waiting] = (await stores.recipients.readJourneys(undefined)).journeys.filter(
      ({ facts }) =>
        facts && !facts.excludedByOperator && facts.user.accountEnabled && facts.user.userType === 'member',
    );
    await host.ask('POST', `users/${waiting!.userId}/exclude`, {});
    const after = await askReport();
    const { stored, counted } = await countedByReading();
    expect(stored).toEqual(counted);
    expect(after.tally.people).toBe(before.tally.people);
  });

  it('are shown on the page with their age', async () => {
    const page = await (await host.ask('GET', 'dashboard')).text();
    expect(page.replace(/<[^>]*>/g, '')).toMatch(
      /Figures as of\s+today \d\d:\d\d; everybody was counted anew\s+\w+[^.]*\d\d:\d\d/,
    );
  });
});

describe('lists of people over HTTP (everyone 9)', { sequential: true }, () => {
  const { localeOf } = habitsOf(aDocument());

  it.each<[string, string, (line: PersonLine) => boolean]>([
    ['language', 'sv', (line) => localeOf(line).locale === 'sv'],
    ['language', 'de', (line) => localeOf(line).locale === 'de'],
    ['country', 'de', ({ usageLocation }) => usageLocation === 'DE'],
    ['domain', 'contoso.com', ({ signInName }) => signInName?.endsWith('@contoso.com') ?? false],
    ['synchronised', 'true', ({ isSynchronised }) => isSynchronised],
    ['synchronised', 'false', ({ isSynchronised }) => !isSynchronised],
  ])('are narrowed by %s=%s, everybody and within a place, by API and page', async (name, value, isMeant) => {
    const lines = (await linesByReading(stores)).filter(isMeant);
    expect(lines.length).toBeGreaterThan(0);
    const ids = (of: readonly PersonLine[]) => of.map(({ userId }) => userId).toSorted();
    expect(await idsOf(host, { [name]: value })).toEqual(ids(lines));
    const left = lines.filter(({ place }) => place.kind === 'leftOut');
    expect(await idsOf(host, { [name]: value, place: 'leftOut' })).toEqual(ids(left));
    const page = await host.ask('GET', `users?${name}=${value}&place=leftOut&top=50`);
    const { people: listed } = (await page.json()) as { people: { userId: string }[] };
    expect(listed.map(({ userId }) => userId)).toEqual(ids(left).slice(0, 50));
    const reader = await PageSession.of(host, 'reader');
    const { body } = await reader.get(`${root}/people?place=leftOut&${name}=${value}`);
    const shown = [...body.matchAll(/dashboard\/people\/([\da-f-]{36})"/g)].map(([, userId]) => userId!);
    expect([...new Set(shown)]).toEqual(ids(left).slice(0, 50));
  });

  it('are the same again a night after all of them were deleted', async () => {
    const before = await idsOf(host, {});
    await stores.packs.forgetBefore('9');
    // Whoever has changed since the last count stands beside the figures.
    expect((await idsOf(host, {})).length).toBeLessThan(before.length / 2);
    await host.runUntil(hours(24, host.simulation.now()));
    const { tally } = await askReport();
    await expectEveryList(host, await linesByReading(stores), tally.places);
    expect(await idsOf(host, {})).toEqual(before);
  }, 60_000);
});
