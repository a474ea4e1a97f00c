/** Where the organisation's people live: language tags as directories hold them, and names to draw from. */
export interface Country {
  readonly code: string;
  readonly language: string;
  readonly timeZones: readonly string[];
  readonly city: string;
  readonly weight: number;
  /** Names as [as written, in Latin letters for addresses]. */
  readonly givenNames: readonly (readonly [string, string])[];
  readonly surnames: readonly (readonly [string, string])[];
}

const latin = (names: string): [string, string][] => names.split(' ').map((name) => [name, plainLetters(name)]);
const written = (names: string): [string, string][] =>
  names.split(' ').map((pair) => {
    const [native = '', roman = ''] = pair.split('=');
    return [native, roman];
  });

export const COUNTRIES: readonly Country[] = [
  {
    code: 'SE',
    language: 'sv-SE',
    timeZones: ['Europe/Stockholm'],
    city: 'Stockholm',
    weight: 28,
    givenNames: latin('Åsa Erik Linnéa Björn Karin Nils Elsa Göran Märta Oskar Ingrid Axel'),
    surnames: latin('Lindqvist Åberg Sjöström Nordin Holm Öberg Ekström Dahl Wikström Lund'),
  },
  {
    code: 'DE',
    language: 'de-DE',
    timeZones: ['Europe/Berlin'],
    city: 'München',
    weight: 14,
    givenNames: latin('Jürgen Anna Lukas Käthe Stefan Greta Jonas Heike Felix Ute'),
    surnames: latin('Müller Weiß Schäfer König Vogel Krüger Brandt Jäger Lorenz Groß'),
  },
  {
    code: 'FR',
    language: 'fr-FR',
    timeZones: ['Europe/Paris'],
    city: 'Lyon',
    weight: 9,
    givenNames: latin('Chloé Hugo Élise Rémi Zoé Gaël Noémie François Inès Théo'),
    surnames: latin('Lefèvre Moreau Girard Béranger Chevalier Dupré Fontaine Garnier Hébert Roussel'),
  },
  {
    code: 'GB',
    language: 'en-GB',
    timeZones: ['Europe/London'],
    city: 'Leeds',
    weight: 11,
    givenNames: latin('Harriet Oliver Isla Callum Freya Rhys Beatrice Ewan Poppy Angus'),
    surnames: latin("Whitfield O'Connor Hughes Barrett Macleod Sinclair Ashworth Bevan Priestley Rowe"),
  },
  {
    code: 'US',
    language: 'en-US',
    timeZones: ['America/New_York', 'America/Chicago', 'America/Los_Angeles'],
    city: 'Boston',
    weight: 14,
    givenNames: latin('Marcus Abigail Tyrone Madison Diego Hannah Wyatt Naomi Caleb Rosa'),
    surnames: latin('Johnson Ramirez Whitaker Nguyen Brooks Castillo Foster Hayes Okafor Sullivan'),
  },
  {
    code: 'JP',
    language: 'ja-JP',
    timeZones: ['Asia/Tokyo'],
    city: '東京',
    weight: 6,
    givenNames: written('太郎=Taro 美咲=Misaki 健一=Kenichi 陽子=Yoko 翔太=Shota 恵=Megumi'),
    surnames: written('佐藤=Sato 高橋=Takahashi 渡辺=Watanabe 山本=Yamamoto 中村=Nakamura 小林=Kobayashi'),
  },
  {
    code: 'BR',
    language: 'pt-BR',
    timeZones: ['America/Sao_Paulo'],
    city: 'São Paulo',
    weight: 6,
    givenNames: latin('João Beatriz Thiago Letícia Caio Antônia Rafael Júlia'),
    surnames: latin('Gonçalves Araújo Moraes Falcão Teixeira Nóbrega Pinheiro Assunção'),
  },
  {
    code: 'AE',
    language: 'ar-AE',
    timeZones: ['Asia/Dubai'],
    city: 'دبي',
    weight: 4,
    givenNames: written('فاطمة=Fatima أحمد=Ahmed مريم=Maryam خالد=Khalid نورة=Noura سالم=Salem'),
    surnames: written('المنصوري=Almansoori الحمادي=Alhammadi الكعبي=Alkaabi السويدي=Alsuwaidi'),
  },
  {
    code: 'IL',
    language: 'he-IL',
    timeZones: ['Asia/Jerusalem'],
    city: 'תל אביב',
    weight: 3,
    givenNames: written('נועה=Noa אורי=Ori תמר=Tamar איתן=Eitan שירה=Shira'),
    surnames: written('כהן=Cohen לוי=Levi פרץ=Peretz אברהם=Avraham'),
  },
  {
    code: 'FI',
    language: 'fi-FI',
    timeZones: ['Europe/Helsinki'],
    city: 'Helsinki',
    weight: 3,
    givenNames: latin('Aino Eero Päivi Ilmari Sanna Väinö'),
    surnames: latin('Virtanen Mäkinen Hämäläinen Järvi Koskinen Niemi'),
  },
  {
    code: 'ES',
    language: 'es-ES',
    timeZones: ['Europe/Madrid', 'Atlantic/Canary'],
    city: 'Sevilla',
    weight: 2,
    givenNames: latin('Lucía Íñigo Carmen Andrés Nerea Joaquín'),
    surnames: latin('Muñoz Ibáñez Serrano Vázquez Cano Peña'),
  },
];

/** A name with the letters that a mail address takes. */
export function plainLetters(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '');
}
