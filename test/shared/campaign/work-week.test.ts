import { describe, expect, it } from 'vitest';
import { workDaysOf } from '../../../shared/campaign/work-week.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { at } from '../../builders/instants.ts';
import { aDocument, documentJson } from '../../builders/documents.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { FakeHolidays } from '../../fakes/fake-holidays.ts';

describe('the work days of a country (truth 11)', () => {
  const mondayToFriday = 'Mon Tue Wed Thu Fri';
  const sundayToThursday = 'Mon Tue Wed Thu Sun';
  it.each([
    ['SE', mondayToFriday],
    ['AE', mondayToFriday],
    ['SA', sundayToThursday],
    ['EG', sundayToThursday],
    ['il', sundayToThursday],
    ['IR', 'Mon Tue Wed Sat Sun'],
    ['AF', 'Mon Tue Wed Sat Sun'],
    ['IN', mondayToFriday],
    ['ZZ', mondayToFriday],
    ['', mondayToFriday],
    [undefined, mondayToFriday],
  ])('%s: %s', (country, days) => {
    expect(workDaysOf(country).join(' ')).toBe(days);
  });
});

describe('mail arrives (truth 11)', () => {
  /** A Friday and a Sunday, at noon in Riyadh. */
  const [friday, sunday] = [at('2026-12-04T09:00:00Z'), at('2026-12-06T09:00:00Z')];
  const placesOf = (change = {}) => {
    const { cadence } = documentJson();
    return rulesOf(aDocument({ cadence: { ...cadence, ...change } }), deploymentId, new FakeHolidays(), knownAtStart);
  };

  it('on the work days of the country, where the document names none', () => {
    const { placeOf } = placesOf();
    expect([placeOf('SA').isWorkingTime(friday), placeOf('SA').isWorkingTime(sunday)]).toEqual([false, true]);
    expect([placeOf('SE').isWorkingTime(friday), placeOf('SE').isWorkingTime(sunday)]).toEqual([true, false]);
  });

  it('on the days that the document names, everywhere', () => {
    const { placeOf } = placesOf({ workDays: ['Mon', 'Fri'] });
    expect([placeOf('SA').isWorkingTime(friday), placeOf('SA').isWorkingTime(sunday)]).toEqual([true, false]);
  });

  it('at a place that is one object for a country, as long as the document is not read again', () => {
    const { placeOf } = placesOf();
    expect(placeOf('SA')).toBe(placeOf('SA'));
  });
});
