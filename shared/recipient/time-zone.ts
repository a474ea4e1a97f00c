/**
 * The IANA time zone a person works in: that of their country (`usageLocation`), else the campaign's. In a country with
 * several, the campaign's own zone stands where it is one of them, else the one where most people live.
 */
export function chooseTimeZone(usageLocation: string | undefined, campaignTimeZone: string): string {
  const zones = zonesOf(usageLocation?.toUpperCase() ?? '');
  if (zones.length === 0 || zones.includes(campaignTimeZone)) return campaignTimeZone;
  return principalZones[usageLocation!.toUpperCase()] ?? (haveSameTime(zones) ? zones[0]! : campaignTimeZone);
}

/** Countries whose clocks differ: the zone in which most of their people live. */
const principalZones: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
};

const zonesByCountry = new Map<string, readonly string[]>();

function zonesOf(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  let zones = zonesByCountry.get(country);
  if (zones === undefined) zonesByCountry.set(country, (zones = zonesOfLocale(new Intl.Locale(`und-${country}`))));
  return zones;
}

/** `getTimeZones` is in V8 (CLDR data) but not yet in TypeScript's library. */
function zonesOfLocale(locale: Intl.Locale & { getTimeZones?(): string[] | undefined }): readonly string[] {
  return locale.getTimeZones?.() ?? [];
}

/** Zones such as Europe/Berlin and Europe/Busingen differ in their past only. */
function haveSameTime(zones: readonly string[]): boolean {
  const clocks = zones.map((zone) => [winter, summer].map((at) => clockIn(zone, at)).join());
  return new Set(clocks).size === 1;
}

const winter = new Date('2026-01-15T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');

const clockIn = (timeZone: string, at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
