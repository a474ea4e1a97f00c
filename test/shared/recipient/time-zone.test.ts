import { describe, expect, it } from 'vitest';
import { chooseTimeZone } from '../../../shared/recipient/time-zone.ts';

const campaign = 'Europe/Stockholm';

describe('the time zone of a person', () => {
  it.each([
    ['SE', 'Europe/Stockholm'],
    ['FR', 'Europe/Paris'],
    ['GB', 'Europe/London'],
    ['JP', 'Asia/Tokyo'],
    ['fi', 'Europe/Helsinki'],
  ])('is that of the country, where it has one: %s %s', (usageLocation, zone) => {
    expect(chooseTimeZone(usageLocation, campaign)).toBe(zone);
  });

  it.each([[undefined], [''], ['X'], ['ZZ'], ['Sweden'], ['S1'], ['../'], ['SE ']])(
    'is the campaign’s for a country that says nothing: %s',
    (usageLocation) => {
      expect(chooseTimeZone(usageLocation, campaign)).toBe(campaign);
    },
  );

  it.each([
    ['US', 'America/Chicago'],
    ['DE', 'Europe/Berlin'],
    ['ES', 'Atlantic/Canary'],
  ])('is the campaign’s own, where that is one of several in the country: %s %s', (usageLocation, zone) => {
    expect(chooseTimeZone(usageLocation, zone)).toBe(zone);
  });

  it('is the same in any spelling and each time', () => {
    expect([chooseTimeZone('no', campaign), chooseTimeZone('No', campaign), chooseTimeZone('NO', campaign)]).toEqual(
      Array.from({ length: 3 }, () => 'Europe/Oslo'),
    );
  });
});
