/**
 * The IANA time zone a person works in: that of their country (`usageLocation`), else the campaign's. In a country with
 * several, the campaign's own zone stands where it is one of them, else the one where most people live.
 */
export function chooseTimeZone(usageLocation: string | undefined, campaignTimeZone: string): string {
  const { zones, principal } = timeOf(usageLocation?.toUpperCase() ?? '');
  return zones.includes(campaignTimeZone) ? campaignTimeZone : (principal ?? campaignTimeZone);
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

interface CountryTime {
  readonly zones: readonly string[];
  /** Undefined where the clocks differ and no zone is that of most people. */
  readonly principal: string | undefined;
}

const noCountry: CountryTime = { zones: [], principal: undefined };
/** Asking for a clock takes a tenth of a millisecond, and people of one country ask for the same ones. */
const timesByCountry = new Map<string, CountryTime>();

function timeOf(country: string): CountryTime {
  if (!/^[A-Z]{2}$/.test(country)) return noCountry;
  let time = timesByCountry.get(country);
  if (time === undefined) timesByCountry.set(country, (time = findTime(country)));
  return time;
}

function findTime(country: string): CountryTime {
  const zones = zonesOfLocale(new Intl.Locale(`und-${country}`));
  return { zones, principal: principalZones[country] ?? (haveSameTime(zones) ? zones[0] : undefined) };
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
