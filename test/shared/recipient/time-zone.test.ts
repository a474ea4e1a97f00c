import { describe, expect, it } from 'vitest';
import { readCampaignDocument } from '../../../shared/config/campaign-document.ts';
import { chooseTimeZone, isTimeZone } from '../../../shared/recipient/time-zone.ts';
import { documentJson } from '../../builders/documents.ts';
import { aPlace } from '../../builders/policies.ts';

// Names that were refused: https://github.com/google/libphonenumber/issues/1265, https://github.com/moment/luxon/issues/1290
const campaign = 'Europe/Stockholm';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const zonesOf = (country: string): readonly string[] => {
  const locale: Intl.Locale & { getTimeZones?(): string[] | undefined } = new Intl.Locale(`und-${country}`);
  return locale.region === country ? (locale.getTimeZones?.() ?? []) : [];
};
/** Each country of today that the zone data has. */
const countriesWithZones = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((country) => zonesOf(country).length > 0);

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

  it.each([
    ['PG', 'Pacific/Port_Moresby'],
    ['GL', 'America/Nuuk'],
    ['FM', 'Pacific/Chuuk'],
    ['KI', 'Pacific/Tarawa'],
    ['PF', 'Pacific/Tahiti'],
    ['UM', 'Pacific/Wake'],
    ['XK', 'Europe/Belgrade'],
    ['SU', 'Europe/Moscow'],
  ])('is where most people live, in a country with several clocks: %s %s (truth 11)', (usageLocation, zone) => {
    expect(chooseTimeZone(usageLocation, campaign)).toBe(zone);
  });

  const winter = new Date('2026-01-15T12:00:00Z');
  const summer = new Date('2026-07-15T12:00:00Z');
  const clock = (timeZone: string) => [winter, summer].map((day) => day.toLocaleString('en-GB', { timeZone })).join();

  it('is one of the country in every country of the zone data (truth 11)', () => {
    const isElsewhere = (country: string) =>
      !zonesOf(country)
        .map(clock)
        .includes(clock(chooseTimeZone(country, 'UTC')));
    expect(countriesWithZones.length).toBeGreaterThan(240);
    expect(countriesWithZones.filter(isElsewhere)).toEqual([]);
  });

  it('is known by its clock in each country whose clocks differ, none by chance (truth 11)', () => {
    const differing = countriesWithZones.filter((country) => new Set(zonesOf(country).map(clock)).size > 1);
    const first = differing.filter((country) => chooseTimeZone(country, 'UTC') === zonesOf(country)[0]);
    // Where the first of the alphabet is where most people live.
    expect(first).toEqual(['CD', 'CN', 'EC', 'ID', 'NZ']);
  });

  it.each([
    ['IN', 'Asia/Kolkata'],
    ['UA', 'Europe/Kyiv'],
    ['AR', 'America/Argentina/Buenos_Aires'],
    ['US', 'US/Pacific'],
  ])('is the campaign’s by any of its names: %s %s (truth 9)', (usageLocation, zone) => {
    expect(chooseTimeZone(usageLocation, zone)).toBe(zone);
  });

  it.each([
    'Asia/Kolkata',
    'Europe/Kyiv',
    'America/Argentina/Buenos_Aires',
    'Etc/UTC',
    'UTC',
    'Asia/Calcutta',
    'europe/berlin',
  ])('may be called %s (truth 9)', (name) => {
    expect(isTimeZone(name)).toBe(true);
    const document = documentJson({ cadence: { timeZone: name } });
    expect(readCampaignDocument(document)).toMatchObject({ valid: true });
    expect(aPlace({}, name).opensAt(winter)).toEqual(expect.any(Date));
  });

  it.each(['', 'Mars/Olympus', 'Stockholm', 'CEST+1'])('may not be called %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it('is the same in any spelling and each time', () => {
    expect([chooseTimeZone('no', campaign), chooseTimeZone('No', campaign), chooseTimeZone('NO', campaign)]).toEqual(
      Array.from({ length: 3 }, () => 'Europe/Oslo'),
    );
  });
});
