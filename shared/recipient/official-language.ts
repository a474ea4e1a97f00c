/**
 * Countries by the one language that is official in all of them. A country with several (Belgium, Canada, Switzerland,
 * Finland, Ireland) is not here: it does not tell what somebody reads. Two written forms of one language are one
 * (Norwegian, Serbian, Uzbek), and so is a dialect beside its language. Languages of a region do not count.
 *
 * CLDR 48, supplemental/territoryInfo, `official` and `de_facto_official`: https://cldr.unicode.org. Israel by its Basic
 * Law of 2018.
 */
const countriesOf: Readonly<Record<string, string>> = {
  am: 'ET',
  ar: 'AE BH EG EH IQ JO KW LB LY MR OM PS QA SA SY YE',
  az: 'AZ',
  bg: 'BG',
  bn: 'BD',
  ca: 'AD',
  cs: 'CZ',
  da: 'DK',
  de: 'AT DE LI',
  dv: 'MV',
  dz: 'BT',
  el: 'GR',
  en:
    'AG AI AU BB BM BS BZ CC CK CX DG DM FK FM GB GD GG GH GI GM GS GY IO JE JM KN KY LC LR MP MS NA NF PN SB SH SL SS ' +
    'TC TT UM US VC VG VI ZA ZM',
  es: 'AR CL CO CR CU DO EA ES GT HN IC MX NI PA SV UY VE',
  et: 'EE',
  fa: 'IR',
  fo: 'FO',
  fr: 'BF BJ BL CD CG CI FR GA GF GN GP MC MF ML MQ NC NE PM RE TG WF YT',
  he: 'IL',
  hr: 'HR',
  hu: 'HU',
  hy: 'AM',
  id: 'ID',
  is: 'IS',
  it: 'IT SM VA',
  ja: 'JP',
  ka: 'GE',
  kl: 'GL',
  km: 'KH',
  ko: 'KP KR',
  lo: 'LA',
  lt: 'LT',
  lv: 'LV',
  mk: 'MK',
  mn: 'MN',
  ms: 'BN MY',
  my: 'MM',
  nb: 'NO SJ',
  ne: 'NP',
  nl: 'BQ NL SR',
  pl: 'PL',
  pt: 'AO BR CV GW MZ PT ST',
  ro: 'MD RO',
  ru: 'RU',
  sk: 'SK',
  sl: 'SI',
  sq: 'AL',
  sr: 'ME RS',
  sv: 'AX SE',
  tg: 'TJ',
  th: 'TH',
  tk: 'TM',
  tr: 'TR',
  uz: 'UZ',
  vi: 'VN',
  zh: 'CN TW',
};

const languageByCountry: ReadonlyMap<string, string> = new Map(
  Object.entries(countriesOf).flatMap(([language, countries]) => countries.split(' ').map((code) => [code, language])),
);

/** The language of a country as a tag (`zh-TW`), where the country has one official language; else undefined. */
export function officialLanguageOf(country: string): string | undefined {
  const code = country.trim().toUpperCase();
  const language = languageByCountry.get(code);
  return language && `${language}-${code}`;
}
