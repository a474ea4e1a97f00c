import type { AddressedCauseId, Addresses } from '../../../diagnosis/addressed-causes.ts';
import type { CauseText } from '../../../diagnosis/cause.ts';
import { onPremisesMessage } from './causes-in-swedish.ts';

const hostsIn = ({ writebackHosts: hosts }: Addresses): string =>
  hosts.length === 0 ? 'de värdar för tillbakaskrivning som Microsoft anger för sitt moln i Kina' : hosts.join(' och ');

const registerMessage = ({ register }: Addresses): string =>
  `Skriv ${register} i webbläsaren, logga in och lägg till ett telefonnummer eller en e-postadress som du kommer åt utan ditt arbetslösenord.`;

/** The causes whose words name an address. */
export const addressedCausesInSwedish = (at: Addresses): Readonly<Record<AddressedCauseId, CauseText>> => ({
  adminUnderTwoGatePolicy: {
    meaning:
      'Kontot har en administratörsroll och omfattas därför av regeln med två metoder: inga säkerhetsfrågor, och den går inte att ändra.',
    remedy: [
      'Registrera två av: autentiseringsapp, telefon, en e-postadress utanför klientorganisationen.',
      'Om administratörer inte ska kunna återställa alls: det styrs av allowedToUseSSPR i auktoriseringsprincipen. Den gäller bara administratörer.',
    ],
    message: `Du har en administratörsroll och behöver två metoder. Skriv ${at.register} i webbläsaren och lägg till två av: autentiseringsapp, telefon, e-postadress.`,
  },
  notRegistered: {
    meaning: 'Ingen metod som kan återställa lösenordet är registrerad.',
    remedy: [
      `Registrera sig på ${at.register}, med det lösenord som fungerar.`,
      'Om personen inte kan sitt lösenord: supporten återställer det, eller så registrerar en autentiseringsadministratör en metod.',
    ],
    message: registerMessage(at),
  },
  methodsNotAllowed: {
    meaning:
      'Det finns registrerade metoder, men de är inte tillåtna eller för få. Oftast har principen ändrats sedan dess: en metod har stängts av, eller så krävs det två.',
    remedy: [
      `Lägg till en metod till på ${at.register}. Enbart autentiseringsappen räcker aldrig där en metod krävs.`,
      'Om det gäller många: jämför Lösenordsåterställning > Autentiseringsmetoder med vad de har registrerat.',
    ],
    message: registerMessage(at),
  },
  onPremisesUnreachable: {
    meaning: 'Den lokala agenten eller Entra Connect gick inte att nå (SSPR_0030).',
    remedy: [
      'På servern: körs tjänsten ”Microsoft Azure AD Sync” (eller etableringsagenten)? Starta om den.',
      `Utgående 443 till ${hostsIn(at)}. En proxyserver får inte bryta anslutningar som är inaktiva.`,
      'Leta efter händelser från källan PasswordResetService i programloggen, och fråga igen med händelsens nummer.',
    ],
    message:
      'Det gick inte att ansluta till din organisation. Försök igen om en timme. Kontakta supporten om det misslyckas igen.',
  },
  networkBlocked: {
    meaning: 'Servern kan inte ansluta till Service Bus, oftast på grund av en brandvägg eller proxyserver.',
    remedy: [`Tillåt utgående 443 till ${hostsIn(at)}, med lång tidsgräns för inaktiva anslutningar.`],
    message: onPremisesMessage,
  },
  wrongCurrentPassword: {
    meaning: 'Det nuvarande lösenordet var fel: det här var ett byte av lösenord, inte en återställning.',
    remedy: [`Återställ på ${at.reset} i stället för att byta lösenordet.`],
    message: `Det gamla lösenordet som du skrev var fel. Om du har glömt det: skriv ${at.reset} i webbläsaren.`,
  },
  cookiesBlocked: {
    meaning: 'Personens webbläsare tillåter inte cookies.',
    remedy: [`Tillåt cookies för ${at.resetHost}, eller använd en annan webbläsare.`],
    message: 'Din webbläsare tillåter inte cookies. Tillåt dem, eller använd en annan webbläsare eller enhet.',
  },
  attemptAbandoned: {
    meaning: 'Personen började men slutförde inte. Microsoft anger inget fel.',
    remedy: [
      'Fråga i vilket steg personen gav upp: ett sms som aldrig kom (är numret rätt, med landsnummer?), ett mejl i skräpposten, en sida som inte gick att förstå.',
    ],
    message: `Du började men slutförde inte. Försök igen på ${at.reset}, eller berätta för supporten i vilket steg du fastnade.`,
  },
});
