import type { AddressedCauseId } from '../../../diagnosis/addressed-causes.ts';
import type { CauseId, CauseText } from '../../../diagnosis/cause.ts';

// What is told to the person for several causes.
export const onPremisesMessage =
  'Ditt lösenord går inte att återställa på webben just nu. Det är inget fel på det du har skrivit. Supporten kan återställa det åt dig så länge.';
const waitMessage =
  'Vänta ett dygn innan du försöker igen: varje försök förlänger väntetiden. Supporten kan hjälpa dig tidigare.';
const helpDeskMessage =
  'Det går inte att återställa lösenordet för ditt konto på webben. Supporten kan göra det åt dig.';

/** The causes that name no address. */
export const causesInSwedish: Readonly<Record<Exclude<CauseId, AddressedCauseId>, CauseText>> = {
  notInDirectory: {
    meaning: 'Kontot finns inte längre i katalogen.',
    remedy: ['Återställ kontot inom 30 dagar efter att det togs bort, om personen fortfarande arbetar hos er.'],
    message: 'Kontot finns inte längre. Kontakta supporten.',
  },
  accountDisabled: {
    meaning: 'Kontot är inaktiverat, och då går det inte att återställa lösenordet.',
    remedy: [
      'Aktivera kontot om personen fortfarande arbetar hos er. Ett synkroniserat konto aktiveras i den lokala katalogen.',
    ],
    message: 'Ditt konto är inaktiverat. Kontakta supporten.',
  },
  guest: {
    meaning: 'En gäst återställer lösenordet där kontot hör hemma, enligt reglerna i den klientorganisationen.',
    remedy: [
      'Hänvisa personen till supporten i den egna organisationen. Här i klientorganisationen går lösenordet inte att ändra.',
    ],
    message: 'Återställ lösenordet hos den organisation som ditt konto tillhör.',
  },
  noLicence: {
    meaning: 'Kontot har ingen licens som omfattar återställning för den sortens konto.',
    remedy: [
      'Tilldela Entra ID P1 eller P2, eller Microsoft 365 Business Premium. Ett synkroniserat konto behöver någon av dem.',
      'Vänta tills licensen gäller: några minuter, högst ett dygn.',
    ],
    message: helpDeskMessage,
  },
  ssprDisabledForTenant: {
    meaning: 'Självbetjänad lösenordsåterställning (SSPR) är inställd på Ingen för hela klientorganisationen.',
    remedy: ['Administrationscentret för Entra, Lösenordsåterställning > Egenskaper: välj Vald eller Alla.'],
    message: helpDeskMessage,
  },
  noResetPolicy: {
    meaning: 'Ingen princip för lösenordsåterställning gäller för användaren, eller så tillåter den ingen metod.',
    remedy: [
      'Administrationscentret för Entra, Lösenordsåterställning > Egenskaper: kontrollera att användaren omfattas.',
      'Tillåt metoder under Autentiseringsmetoder, och ange hur många som krävs.',
    ],
    message: helpDeskMessage,
  },
  notInScope: {
    meaning: 'Principen för lösenordsåterställning omfattar inte användaren.',
    remedy: [
      'Lägg till användaren i gruppen som är vald under Lösenordsåterställning > Egenskaper (kapslade grupper räknas), eller välj Alla.',
      'Vänta tills det syns i registreringsrapporten: upp till några timmar.',
    ],
    message: helpDeskMessage,
  },
  federatedWithoutWriteback: {
    meaning:
      'Inloggningsdomänen är federerad: lösenordet finns någon annanstans, och ingenting skriver tillbaka en återställning.',
    remedy: [
      'Aktivera tillbakaskrivning av lösenord i Entra Connect eller molnsynkronisering, och under Lösenordsåterställning > Lokal integrering.',
      'Om identitetsprovidern inte är Active Directory: hänvisa till dess egen lösenordsåterställning.',
    ],
    message: helpDeskMessage,
  },
  writebackNotEnabled: {
    meaning: 'Lösenordet hanteras lokalt, och tillbakaskrivning av lösenord är av (SSPR_0010).',
    remedy: [
      'Aktivera tillbakaskrivning av lösenord i Entra Connect eller molnsynkronisering.',
      'Administrationscentret för Entra, Lösenordsåterställning > Lokal integrering: slå på tillbakaskrivning av lösenord.',
      'Det kräver Entra ID P1 eller P2, eller Microsoft 365 Business Premium.',
    ],
    message: helpDeskMessage,
  },
  onPremisesProtected: {
    meaning:
      'Lokalt är kontot skyddat (AdminCount=1, till exempel Domain Admins): tillbakaskrivning kan avsiktligt inte återställa det.',
    remedy: [
      'Ändra lösenordet lokalt.',
      'Om kontot inte längre är med i någon skyddad grupp: rensa AdminCount och slå på arv för användarobjektet. Det kan ta upp till en timme.',
    ],
    message: 'Ditt konto är särskilt skyddat. Lösenordet går bara att ändra på arbetsplatsen. Kontakta supporten.',
  },
  writebackServiceStopped: {
    meaning: 'Tjänsten för tillbakaskrivning av lösenord har stoppats, eller startade inte.',
    remedy: [
      'Starta om tjänsten ”Microsoft Azure AD Sync”.',
      'Om den stoppas igen: inaktivera och aktivera tillbakaskrivning, och uppgradera sedan Entra Connect.',
    ],
    message: onPremisesMessage,
  },
  certificateNotTrusted: {
    meaning: 'Servern litar inte på certifikatkedjan för Service Bus.',
    remedy: [
      'Installera de aktuella rotcertifikaten, och kontrollera att TLS 1.2 är aktiverat och att inget inspekterar TLS på vägen.',
    ],
    message: onPremisesMessage,
  },
  writebackConfigurationBroken: {
    meaning: 'Nycklarna eller konfigurationen för tillbakaskrivning på servern är skadade.',
    remedy: [
      'Inaktivera och aktivera tillbakaskrivning av lösenord i guiden för Entra Connect: då skapas nya nycklar.',
    ],
    message: onPremisesMessage,
  },
  cloudAccountRefused: {
    meaning: 'Tillbakaskrivning gick inte att konfigurera med det administratörskonto som angavs i guiden.',
    remedy: [
      'Kör guiden igen som Global administratör eller Hybrididentitetsadministratör, med ett konto som bara finns i molnet: ett federerat fungerar inte.',
      'Tillåt utgående trafik på portarna 443 och 9350–9354 under konfigurationen.',
    ],
    message: onPremisesMessage,
  },
  onPremisesFailure: {
    meaning: 'Den lokala katalogen tog emot begäran men misslyckades (SSPR_0029). Servern vet varför.',
    remedy: [
      'Leta på Entra Connect-servern i programloggen efter PasswordResetService och ADSync vid tiden för försöket, och fråga igen med händelsens nummer.',
      'Behörigheter för anslutningskontot: återställa lösenord, skriva lockoutTime och pwdLastSet, häva utgånget lösenord (Unexpire), med arv på användarobjektet.',
      'Grupprincipen ”Nätverksåtkomst: Begränsa klienter som får göra fjärranrop till SAM” måste tillåta anslutningskontot.',
    ],
    message: onPremisesMessage,
  },
  onPremisesPermission: {
    meaning: 'Anslutningskontot får inte återställa det här lösenordet, eller så är kontot skyddat (AdminCount=1).',
    remedy: [
      'Har användaren AdminCount=1? Då är kontot skyddat: se de skyddade grupperna. Lösenordet ändras lokalt.',
      'Ge annars anslutningskontot rätt att återställa lösenord, skriva lockoutTime och pwdLastSet och häva utgånget lösenord (Unexpire), med arv på.',
    ],
    message: onPremisesMessage,
  },
  onPremisesUserNotFound: {
    meaning: 'Det lokala kontot bakom användaren hittades inte.',
    remedy: ['Kontrollera att användaren omfattas av synkroniseringen, och kör en deltasynkronisering.'],
    message: onPremisesMessage,
  },
  onPremisesUserAmbiguous: {
    meaning: 'Fler än ett lokalt konto matchar användaren.',
    remedy: ['Ta bort dubbletten av källfästpunkten, eller det andra kontot som är aktiverat i en annan skog.'],
    message: onPremisesMessage,
  },
  onPremisesAccountDisabled: {
    meaning: 'Kontot är inaktiverat lokalt.',
    remedy: ['Aktivera kontot i Active Directory om personen fortfarande arbetar hos er.'],
    message: 'Ditt konto är inaktiverat på arbetsplatsen. Kontakta supporten.',
  },
  onPremisesAccountLocked: {
    meaning: 'Kontot är utelåst lokalt.',
    remedy: ['Lås upp kontot i Active Directory, och leta efter en enhet som försöker med ett gammalt lösenord.'],
    message: 'Ditt konto är låst. Supporten kan låsa upp det.',
  },
  onPremisesPasswordPolicy: {
    meaning:
      'Den lokala lösenordsprincipen godtar inte det nya lösenordet: lägsta ålder, historik, längd, komplexitet eller ett filter. Eller så får användaren inte byta lösenord.',
    remedy: [
      'Välj ett längre lösenord som inte har använts tidigare.',
      'Om det misslyckas för alla lösenord: lägsta ålder för lösenord (med 0 går det att återställa samma dag) och kontots flaggor, av den som administrerar Active Directory.',
    ],
    message:
      'Lösenordet godtogs inte. Välj ett längre, som du inte har haft tidigare. Om du bytte lösenord i dag: försök igen i morgon.',
  },
  domainControllerTooOld: {
    meaning: 'Domänkontrollanten saknar det som gör att tillbakaskrivning kan följa lösenordsprincipen.',
    remedy: [
      'Låt Entra Connect använda domänkontrollanter med Windows Server 2016 eller senare, med alla uppdateringar.',
    ],
    message: onPremisesMessage,
  },
  passwordSyncNotEnabled: {
    meaning: 'Lösenordshantering är inte aktiverad för användarens skog, oftast en som lades till senare.',
    remedy: [
      'Inaktivera och aktivera tillbakaskrivning av lösenord i guiden för Entra Connect, efter att skogen har lagts till.',
    ],
    message: onPremisesMessage,
  },
  connectorPasswordTooLong: {
    meaning: 'Lösenordet för anslutningskontot är längre än 256 tecken.',
    remedy: ['Ge anslutningskontot ett lösenord på högst 256 tecken.'],
    message: onPremisesMessage,
  },
  bannedPassword: {
    meaning: 'Det nya lösenordet finns på listan över förbjudna lösenord, eller är för likt ett av dem.',
    remedy: ['Välj ett annat lösenord. Den egna listan finns under Skydd > Autentiseringsmetoder > Lösenordsskydd.'],
    message: 'Lösenordet är för lätt att gissa. Välj ett annat, utan organisationens namn eller en årstid.',
  },
  cloudWriteFailed: {
    meaning: 'Lösenordet återställdes lokalt, men kopian i molnet misslyckades. Den kommer i fas av sig själv.',
    remedy: [
      'Vänta några minuter och logga in med det nya lösenordet.',
      'Om det inte hjälper: kontrollera synkroniseringen av lösenordshash.',
    ],
    message: 'Ditt nya lösenord gäller. Vänta några minuter och logga sedan in med det.',
  },
  blockedFor24Hours: {
    meaning: 'För många försök: spärrat till 24 timmar efter det senaste. Ingen kan häva det.',
    remedy: [
      'Vänta 24 timmar efter det senaste försöket.',
      'För den som behöver arbeta tidigare: supporten återställer lösenordet.',
    ],
    message: waitMessage,
  },
  unknownReason: {
    meaning: 'Microsoft har loggat ett fel med en orsak som inte finns på vår lista. Den citeras bland frågorna.',
    remedy: ['Slå upp orsaken på sidan, eller öppna ett supportärende med ärendeunderlaget.'],
    message: helpDeskMessage,
  },
};
