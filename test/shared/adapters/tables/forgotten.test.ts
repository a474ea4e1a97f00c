import { describe, expect, it } from 'vitest';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { randomIds } from '../../../../shared/adapters/system/random-ids.ts';
import { countFigures } from '../../../../shared/use-cases/count-figures.ts';
import { forgetJourneys } from '../../../../shared/use-cases/forget-journeys.ts';
import { forgetOldDrafts } from '../../../../shared/use-cases/forget-old-drafts.ts';
import { anEnrolment } from '../../../builders/journeys.ts';
import { someRules } from '../../../builders/policies.ts';
import { aBody, aMessage, noon, someEvidence, someFacts, userId } from '../../../contracts/samples.ts';
import { freshTables } from './azurite-tables.ts';
import { textOf } from './text-of-tables.ts';

const days = (count: number) => new Date(noon.getTime() + count * 86_400_000);

/** Somebody with a name, an address, a mail, its words, an event and a draft. */
async function aWhole(stores: ReturnType<typeof createTableStores>, n: number): Promise<void> {
  await stores.recipients.writeFacts([someFacts(n)]);
  const { version } = await stores.recipients.readJourney(userId(n));
  const message = aMessage(n, 'nudge', { state: 'delivered', acceptedAt: noon, address: `person${n}@contoso.com` });
  await stores.recipients.writeJourney({
    userId: userId(n),
    version,
    enrolment: anEnrolment({ enrolledAt: noon }),
    messages: [message],
    bodies: [aBody(n, { messageId: message.messageId, html: `<p>${'Hej Åsa '.repeat(20_000)}</p>` })],
    evidence: [someEvidence(n, `secret-event-${n}`)],
    suppressedAddresses: [`old${n}@contoso.com`],
    excludedByOperator: true,
  });
  await stores.messageIndex.enter(message, { indexedAs: 'mark', plannedAt: noon });
}

describe('whoever is forgotten, in the tables (guard 12)', () => {
  it('stands in none of them by name, address, words or event, and in those of ids as before', async () => {
    const tables = await freshTables();
    const stores = createTableStores(tables);
    for (const n of [1, 2]) await aWhole(stores, n);
    await stores.plans.keep({
      confirm: 'c',
      requestDigest: 'r',
      documentDigest: 'd',
      userIds: [userId(9)],
      plannedAt: noon,
    });
    await stores.recipients.markAbsent([userId(2)], noon);
    const rules = { ...someRules().cadence, reportReadAt: undefined };
    const countOn = (now: Date) => {
      const clock = { now: () => now };
      return countFigures(rules, { ...stores, clock, wallClock: clock, ids: randomIds });
    };
    expect(await countOn(days(1))).toBe('counted');
    expect((await stores.figures.read()).figures.current?.lists?.parts).toHaveLength(1);
    const everything = /person\d|öberg|åsa|old\d@|secret-event|00000000000000000009/;
    expect(await textOf(tables)).toMatch(everything);

    const policy = { ...someRules().cadence, reportReadAt: days(99) };
    const ports = { ...stores, clock: { now: () => days(100) } };
    expect(await forgetOldDrafts(days(100), stores)).toBe(1);
    expect(await forgetJourneys({ policy, retentionDays: 60 }, ports)).toBe(2);
    // Lists are made anew once a night, and the next look forgets those of before.
    expect(await countOn(days(101))).toBe('counted');
    expect(await countOn(days(101))).toBe('notDue');

    expect(await textOf(tables)).not.toMatch(everything);
    expect(await stores.messageIndex.has(aMessage(1).messageId)).toBe(true);
    expect((await stores.recipients.readJourney(userId(1))).messages).toMatchObject([
      { step: 'nudge', acceptedAt: noon },
    ]);
    expect(await stores.unreadableRows.list(10)).toEqual([]);
  });
});
