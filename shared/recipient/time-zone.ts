/**
 * The IANA time zone a person works in: the one zone of their country (`usageLocation`), else the campaign's. Countries
 * with several zones say nothing about the person, so the campaign's zone stands there too, unless it is one of them.
 */
export function chooseTimeZone(usageLocation: string | undefined, campaignTimeZone: string): string {
  const zones = timeZonesOf(usageLocation);
  return zones.length === 1 ? zones[0]! : campaignTimeZone;
}

function timeZonesOf(country: string | undefined): readonly string[] {
  if (country === undefined || !/^[a-z]{2}$/i.test(country)) return [];
  const known = zonesByCountry.get(country.toUpperCase());
  if (known) return known;
  const zones = zonesOfLocale(new Intl.Locale(`und-${country}`));
  zonesByCountry.set(country.toUpperCase(), zones);
  return zones;
}

const zonesByCountry = new Map<string, readonly string[]>();

/** `getTimeZones` is in V8 (CLDR data) but not yet in TypeScript's library. */
function zonesOfLocale(locale: Intl.Locale & { getTimeZones?(): string[] | undefined }): readonly string[] {
  return locale.getTimeZones?.() ?? [];
}
