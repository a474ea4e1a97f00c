import { nonPremium } from '../../../tenant/probe.ts';

const sspr = 'Administrationscentret för Entra, Lösenordsåterställning > Egenskaper: välj Vald eller Alla för SSPR.';

/** What is said of what the app may read, of licences, policies and how the tenant is set up. */
export const tenantChecksInSwedish = {
  throttled: 'Microsoft Graph bad om en paus, så det här kontrollerades inte.',
  runAgain: 'Kör kontrollerna igen om en minut.',
  noToken: 'Appen har ingen token för Microsoft Graph, så inget efterfrågades.',
  getToken:
    'Ge appen en hanterad identitet, och sätt AZURE_CLIENT_ID till dess klient-id om den är användartilldelad. På din egen dator: kör ”az login”.',
  graphAtFault: (status: number, code: string) =>
    `Microsoft Graph svarade ${status} ${code}: felet ligger där. Det här kontrollerades inte.`,
  graphRefused: (status: number, code: string) => `Microsoft Graph svarade ${status} ${code}.`,
  checkCloud: 'Kontrollera GRAPH_ENDPOINT och klientorganisationens moln.',
  graphSilent: 'Microsoft Graph gav inget svar.',
  checkNetwork: 'Kontrollera GRAPH_ENDPOINT, och att appen får nå adressen via nätverket.',
  grant: (permission: string) =>
    `Ge appens hanterade identitet programbehörigheten ${permission} i Microsoft Graph, med administratörsmedgivande. Det kan dröja en timme innan en ny token har den.`,
  permitted: {
    users: 'läsa användare',
    registrationReport: 'läsa registreringsrapporten',
    auditLog: 'läsa granskningsloggen',
    groupMembers: 'läsa gruppmedlemmar',
    methods: 'läsa personers metoder',
    adminRoles: 'läsa administratörsroller',
    mailboxes: 'läsa vad brevlådor är till för',
  },
  noAuditLog:
    'I molnet i Kina kan inget program läsa granskningsloggen: registreringar syns bara i den nattliga rapporten.',
  noAuditLogSo:
    'Det går inte att göra något åt. Räkna med länken till SSPR upp till ett par dygn efter registreringen.',
  may: (what: string, permission: string) => `Appen får ${what} (${permission}).`,
  mayNot: (what: string, permission: string) => `Appen får inte ${what}: ${permission} saknas.`,
  buy: 'Köp Entra ID P1 eller P2 (ingår i Microsoft 365 Business Premium, E3 och E5) och tilldela licensen. Eller låt appen läsa varje persons metoder, med appinställningen METHODS_WITHOUT_P1.',
  reportAnswers: `Registreringsrapporten svarar ${nonPremium}: klientorganisationen saknar Entra ID P1 eller P2.`,
  noSubscription: 'Ingen gällande prenumeration omfattar Entra ID P1 eller P2.',
  assigned: 'Klientorganisationen har Entra ID P1 eller P2, och licenser är tilldelade.',
  notAssigned: 'Klientorganisationen har Entra ID P1 eller P2, men ingen licens är tilldelad (consumedUnits är 0).',
  assign: 'Tilldela licensen: till en person för rapportens skull, till alla som ska kunna återställa.',
  subscriptionsUnread:
    'Prenumerationerna går inte att läsa (Organization.Read.All saknas), så licensen kontrollerades inte.',
  byMethods:
    'Klientorganisationen saknar Entra ID P1 och P2, och därför registreringsrapport: varje persons metoder läses i stället (METHODS_WITHOUT_P1).',
  nobodyKnown: 'Bara för administratörer är det känt om de kan återställa.',
  declare: (fields: string) => `Ange ${fields} i kampanjdokumentet, så som det är inställt i Entra.`,
  and: 'och',
  questionsAllowed:
    'Säkerhetsfrågor är tillåtna men syns inte: för den som saknar en metod är det okänt, och inget mejl skickas.',
  takeQuestionsOut: 'Ta bort säkerhetsfrågor ur principen, och ur sspr.allowedMethods.',
  groupsThere: (count: number) => `${count} grupper är angivna, och ingen av dem saknas.`,
  groupsMissing: (groups: string) => `Katalogen har ingen grupp ${groups}.`,
  mendGroups: (hours: number) =>
    `Ta bort den ur kampanjdokumentet, eller ange id:t för gruppen som har ersatt den. Till dess är ingen genomgång trovärdig, och alla står kvar där de var. Granskningsloggen visar fortfarande registreringar. Om den också är tyst i ${hours} timmar skickas bara länkar till SSPR.`,
  listsThere: (count: number) => `${count} listor med personer är angivna, och alla finns.`,
  listMissing: (name: string) => `${name} saknas`,
  listUnread: (name: string) => `${name} går inte att läsa`,
  listsWrong: (lists: string) => `Av listorna som dokumentet anger: ${lists}.`,
  mendLists:
    'Ladda upp den under Listor med personer, eller ta bort den ur kampanjdokumentet. Till dess är ingen genomgång trovärdig och inga mejl skickas, eftersom ingen vet vilka som finns på den.',
  policyUnread: (permission: string) =>
    `Principen för autentiseringsmetoder går inte att läsa (${permission} saknas): vad den tillåter är okänt.`,
  accessPass: (isAllowed: boolean) =>
    isAllowed ? 'Ett tillfälligt åtkomstpass är tillåtet.' : 'Ett tillfälligt åtkomstpass är inte tillåtet.',
  accessPassUnknown: 'Om tillfälligt åtkomstpass säger principen inget.',
  notMigrated: (state: string | undefined) =>
    `policyMigrationState är ${state ?? 'okänt'}: för återställning räknas även den äldre principen, som inget API visar. Vad som är tillåtet är därför okänt.`,
  migrate:
    'Administrationscentret för Entra, Autentiseringsmetoder > Principer > Hantera migrering: slutför den. Ange sspr.allowedMethods till dess.',
  allows: (methods: string) => `Principen tillåter för återställning: ${methods || 'ingenting'}.`,
  allowOne: 'Tillåt minst en metod under Autentiseringsmetoder > Principer.',
  allowAnother:
    'Tillåt Microsoft Authenticator, programtoken eller e-post före den dagen, annars kan ingen återställa.',
  phonesEnd: (day: string) => `Sms och samtal upphör ${day}.`,
  sameWeek: (waves: string) => `Samma vecka frågar vi också: ${waves}.`,
  promptUnknown: 'Principen visar inte om den är på.',
  lookAtPrompt: 'Titta under Autentiseringsmetoder > Registreringskampanj.',
  promptOff: 'Den är av.',
  promptByDefault: (state: string, since: string) =>
    `Den är ${state}: sedan ${since} frågar Microsoft dem som använder sms eller samtal.`,
  promptOn: 'Den är på: Microsoft ber användare om en starkare metod när de loggar in.',
  promptOnToo: 'Den är på: Microsoft frågar användare när de loggar in.',
  moveWave:
    'Flytta omgången en vecka, undanta personerna i den från registreringskampanjen, eller informera dem om båda.',
  adminsUnread: 'Om administratörer får återställa är okänt (Policy.Read.All saknas).',
  adminsUntold: 'Graph visar inte om administratörer får återställa.',
  tryWithOne: 'Prova med en av dem.',
  adminsMay: 'Administratörer får återställa (allowedToUseSSPR, som bara gäller administratörer).',
  adminsMayNot:
    'Administratörer får inte återställa: allowedToUseSSPR i auktoriseringsprincipen är false. Det gäller bara administratörer.',
  allowAdmins: 'Sätt den till true, eller utelämna administratörer (audience.admins). Ändringen kan ta en timme.',
  adminsAreAsked: 'Kampanjen ber dem att registrera sig.',
  scopeUnseen: (declared: string) => `Utan rapport syns inte omfattningen. sspr.scope anger ${declared}.`,
  inScope: (enabled: number, people: number) => `${enabled} av ${people} personer i rapporten omfattas.`,
  setScope: `${sspr} Ange det sedan i sspr.scope.`,
  nobodyReported: 'Ingen finns i rapporten än.',
  waitForPass: 'Vänta på den första fullständiga genomgången.',
  seemsNone: 'SSPR verkar vara inställt på Ingen.',
  scopeSays: (declared: string) => `sspr.scope anger ${declared}.`,
  scopeSaysAll: 'sspr.scope anger all, men bara',
  correctScope: 'Rätta sspr.scope i kampanjdokumentet.',
  checkScope: 'Kontrollera omfattningen och licenserna.',
  declareScope: 'Ange sspr.scope så bevakas det.',
  enableWriteback:
    'Aktivera tillbakaskrivning av lösenord i Entra Connect eller molnsynkronisering, och under Lösenordsåterställning > Lokal integrering. Kräver P1, P2 eller Business Premium.',
  nobodySynchronised: 'Ingen är synkroniserad från en lokal katalog: tillbakaskrivning behövs inte.',
  writebackDisabled: (declared: string, at: string) =>
    `sspr.passwordWriteback anger ${declared}, men enligt granskningsloggen inaktiverades det ${at}.`,
  writebackEnabled: (declared: string, at: string) =>
    `sspr.passwordWriteback anger ${declared}, men det aktiverades ${at}.`,
  correctWriteback: 'Rätta sspr.passwordWriteback.',
  writebackFailed: (declared: string, resets: number) =>
    `sspr.passwordWriteback anger ${declared}, men ${resets} återställningar misslyckades för att det saknas.`,
  writebackWanted: (declared: string, people: number) =>
    `sspr.passwordWriteback anger ${declared}, och ${people} personer är synkroniserade.`,
  writebackWorks: (declared: string) =>
    `sspr.passwordWriteback anger ${declared}, och synkroniserade personers återställningar lyckas.`,
  writebackSeemsFine: (declared: string) =>
    `sspr.passwordWriteback anger ${declared}, och inget i granskningsloggen talar emot det.`,
  domainsUnread: 'Domänerna går inte att läsa (Domain.Read.All saknas): federerade har inte letats upp.',
  domains: (managed: number, federated: number, people: number) =>
    `${managed} hanterade domäner, ${federated} federerade med ${people} personer.`,
  domainsNeedWriteback: (managed: number, federated: number, people: number) =>
    `${managed} hanterade domäner, ${federated} federerade med ${people} personer, som bara kan återställa med tillbakaskrivning av lösenord.`,
};

/** What is said of what the last full pass found of people. */
export const peopleChecksInSwedish = {
  noLicenceNeeded: 'audience.requireLicence är av: licenser kontrolleras inte.',
  licensed: (byPlan: number, bySku: number) =>
    `${byPlan} personer har licens genom en tjänstplan, ${bySku} bara genom sin SKU (audience.qualifyingSkus: Business Standard som standard).`,
  officeCounts: (people: number) =>
    `${people} räknas bara genom en Office-licens, enligt en äldre text från Microsoft (audience.acceptOfficeLicences är på).`,
  officeLeftOut: (people: number) =>
    `${people} har bara en Office-licens och utelämnas (audience.acceptOfficeLicences är av).`,
  tryLicences: (people: number) =>
    `Microsofts texter skiljer sig åt om de licenserna: låt en av de ${people} återställa ett lösenord före den första omgången, eller ta bort licensen ur målgruppen.`,
  noGrace: 'Ingen är beroende av en licens i respitperiod.',
  grace: (people: number) =>
    `${people} personer är beroende av en licens i respitperiod (Warning): de räknas tills den slutar, och utelämnas därefter.`,
  renew:
    'Förnya prenumerationen. Administrationscentret för Microsoft 365, Fakturering > Dina produkter, visar hur länge den gäller.',
  rowsRead: 'Varje rad i den senaste fullständiga genomgången gick att läsa.',
  rowsUnread: (people: number) =>
    `För ${people} personer gick en rad inte att läsa: det som var känt gäller fortfarande, och den som inte var känd utelämnas som unreadable.`,
  rowsNameless: (rows: number) => `${rows} rader saknade id: så länge det är så räknas ingen som borta.`,
  seeRows:
    'Loggen för genomgången (rowSetAside) anger varje id och fält. Rätta kontot, eller rapportera fältet som ett fel i det här programmet.',
};
