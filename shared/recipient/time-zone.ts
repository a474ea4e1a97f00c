/**
 * The IANA time zone a person works in: that of their country (`usageLocation`), else the campaign's. In a country with
 * several, the campaign's own zone stands where it is one of them, whatever of its names the document uses, else the one
 * where most people live. Asking takes about a millisecond: whoever asks for many people remembers the answers.
 */
export function chooseTimeZone(usageLocation: string | undefined, campaignTimeZone: string): string {
  const country = countryOf(usageLocation ?? '');
  if (country === undefined) return campaignTimeZone;
  const zones = zonesOf(country);
  if (zones.includes(canonicalName(campaignTimeZone))) return campaignTimeZone;
  return principalZones[country] ?? zones[0] ?? campaignTimeZone;
}

/** Whether there are clocks of this name. Each zone has several (Asia/Kolkata, Asia/Calcutta), and all of them count. */
export function isTimeZone(name: string): boolean {
  try {
    canonicalName(name);
    return true;
  } catch {
    return false;
  }
}

/** The one name under which Intl knows a zone. */
const canonicalName = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

/**
 * Countries whose clocks differ, by the zone in which most of their people live: every one of the zone data, which a test
 * compares. https://www.iana.org/time-zones, zone.tab; Kosovo is not in it and keeps the clock of its neighbours.
 */
const principalZones: Readonly<Record<string, string>> = {
  AQ: 'Antarctica/McMurdo',
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Chuuk',
  GL: 'America/Nuuk',
  ID: 'Asia/Jakarta',
  KI: 'Pacific/Tarawa',
  KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  UM: 'Pacific/Wake',
  US: 'America/New_York',
  XK: 'Europe/Belgrade',
};

/** In the code of today: that of a state which has another one by now, or is gone, stands for its successor. */
function countryOf(usageLocation: string): string | undefined {
  return /^[a-z]{2}$/i.test(usageLocation) ? new Intl.Locale(`und-${usageLocation}`).region : undefined;
}

/** `getTimeZones` is in V8 (CLDR data) but not yet in TypeScript's library. */
function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): string[] | undefined } = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? [];
}
