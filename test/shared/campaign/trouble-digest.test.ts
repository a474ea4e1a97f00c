import { describe, expect, it } from 'vitest';
import { addFigures, FiguresCounter, noFigures, troubleNowOf } from '../../../shared/campaign/figures.ts';
import { isToldOf, toldTrouble, troubleChange, troubleFor } from '../../../shared/campaign/trouble-digest.ts';
import { now } from '../../builders/instants.ts';
import { aJourney, evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';

const hash = (userId: string) => `#${userId}`;
const person = (userId: string, cause: 'noLicence' | 'writebackNotEnabled' = 'noLicence') => ({ userId, cause });
const told = (...people: readonly ReturnType<typeof person>[]) =>
  toldTrouble(
    {
      people,
      byCause: {
        noLicence: people.filter(({ cause }) => cause === 'noLicence').length,
        writebackNotEnabled: people.filter(({ cause }) => cause === 'writebackNotEnabled').length,
      },
    },
    hash,
  );

describe('what has changed since the last digest (everyone 2)', () => {
  it.each([
    ['nobody before, nobody now', undefined, told(), false],
    ['somebody came', undefined, told(person('a')), { came: 1, left: 0 }],
    ['nobody came or left', told(person('a')), told(person('a')), false],
    ['somebody left', told(person('a')), told(), { came: 0, left: 1 }],
    ['one came, another left', told(person('a')), told(person('b')), { came: 1, left: 1 }],
    ['only the cause is another', told(person('a')), told(person('a', 'writebackNotEnabled')), false],
  ] as const)('%s', (_, before, after, moved) => {
    expect(isToldOf(before, after)).toBe(moved !== false);
    expect(troubleChange(before, after).moved).toEqual(moved === false ? { came: 0, left: 0 } : moved);
  });

  it('is by numbers where there are more than are listed', () => {
    const many = toldTrouble({ people: [person('a')], byCause: { noLicence: 500 } }, hash);
    expect(many.people).toBeUndefined();
    expect(isToldOf(many, many)).toBe(false);
    expect(troubleChange(told(person('a')), many)).toMatchObject({ people: 500, peopleBefore: 1, moved: undefined });
    expect(isToldOf(many, told(person('a')))).toBe(true);
  });

  it('is of one mailbox’s causes alone', () => {
    const all = {
      people: [person('a'), person('b', 'writebackNotEnabled')],
      byCause: { noLicence: 1, writebackNotEnabled: 1 },
    };
    expect(troubleFor(all, (cause) => cause === 'noLicence')).toEqual({
      people: [person('a')],
      byCause: { noLicence: 1 },
    });
  });
});

describe('those in trouble among the figures', () => {
  it('are all counted, and the first 300 listed', () => {
    const counter = new FiguresCounter(aCadence(), now);
    for (let n = 1; n <= 400; n++) {
      const userId = personId(n);
      const facts = someFacts({ registration: capableRegistration, user: aUser({ id: userId }) });
      counter.add(aJourney({ userId, facts, evidence: [evidence('resetFailed', { userId, reason: 'x' })] }));
    }
    const { people, byCause } = troubleNowOf(addFigures(counter.total(), noFigures));
    expect(people).toHaveLength(300);
    expect(byCause).toEqual({ unknownReason: 400 });
  });
});
