import type { StopReason } from '../../../campaign/owed-step.ts';
import type { LeftOutReason } from '../../../campaign/candidacy.ts';
import type { ExclusionReason } from '../../../recipient/exclusion.ts';
import { leftOutTexts } from '../../left-out-text.ts';
import { textsOf } from '../../reason-text.ts';
import { inBoth, type InBoth } from './in-both.ts';

type TextOf<Reason extends string> = Readonly<Record<Reason, string>>;

export const exclusionsInSwedish: TextOf<ExclusionReason> = {
  erased: 'Allt om den här personen har raderats. Inga fler mejl skickas någonsin.',
  notInDirectory: 'Finns inte längre i katalogen. Inget behöver göras.',
  unreadable:
    'Det katalogen eller rapporten anger om kontot gick inte att läsa. Loggen för den senaste fullständiga genomgången anger fältet.',
  accountDisabled: 'Kontot är inaktiverat. Aktivera det om personen fortfarande arbetar hos er.',
  guest:
    'Gäster återställer lösenordet i sin egen klientorganisation, och det gör även externa medlemmar. Ange audience.guests om de ändå ska få mejl.',
  notStartedYet: 'Den första arbetsdagen (employeeHireDate) har inte varit än. Får mejl från och med den dagen.',
  excludedByOperator: 'En operatör har uteslutit personen. Ta med personen igen för att ändra det.',
  inExcludedGroup: 'Medlem i en grupp i audience.excludeGroups.',
  inDenyList: 'Finns på en lista som audience.excludeLists anger. Ladda upp listan utan personen för att ändra det.',
  outsideIncludedGroups:
    'Inte medlem i någon grupp i audience.includeGroups. En omgång som anger en grupp eller en användare går före.',
  outsideAllowLists:
    'Finns inte på någon av listorna i audience.includeLists. En omgång som anger en grupp eller en användare går före.',
  withExcludedAttribute:
    'Har en avdelning, ett företag, ett land, en anställningstyp eller en domän som audience.exclude anger.',
  outsideAttributes:
    'Har inte någon av de avdelningar, företag, länder, anställningstyper eller domäner som audience anger. En omgång som anger en grupp eller en användare går före.',
  sharedOrServiceAccount:
    'Ser ut som en delad brevlåda, ett rum, en delad enhet eller ett tjänstkonto: ingen person loggar in med det.',
  sharedMailbox:
    'Brevlådan är delad, eller hör till ett rum eller en utrustning, enligt Exchange Online: ingen person loggar in med den. Om den blir en persons syns det inom 90 dagar.',
  notReported: 'Registreringsrapporten har ingen rad än. Nya konton kommer med inom en dag.',
  registrationUnknown:
    'Det är inte känt om personen kan återställa. Utan Entra ID P1 framgår det bara av personens egna metoder, och de gick inte att läsa, eller räcker inte utan sspr.scope och sspr.allowedMethods eller där säkerhetsfrågor är tillåtna, eller så gick administratörsrollerna inte att läsa.',
  alreadyCapable: 'Kan redan återställa lösenordet. Inget behöver göras.',
  adminUnderTwoGatePolicy:
    'Administratörer omfattas av den strängare regeln med två metoder. Ange audience.admins om de ska få mejl.',
  notInSsprScope:
    'SSPR-principen omfattar inte användaren. Lägg till användaren i SSPR-gruppen, eller slå på SSPR för alla.',
  noQualifyingLicence: 'Ingen licens som omfattar SSPR för den här sortens konto. Tilldela Entra ID P1 eller bättre.',
  onPremisesProtected:
    'Lokalt är det ett skyddat konto (AdminCount=1), som tillbakaskrivning inte kan återställa. Lösenordet ändras lokalt.',
  writebackNotEnabled:
    'Lösenordet hanteras någon annanstans och tillbakaskrivning av lösenord är av: det står i sspr.passwordWriteback, eller framgår av granskningsloggen. Aktivera tillbakaskrivning först.',
  inactive: 'Har inte loggat in på audience.skipInactiveForDays dagar, eller aldrig sedan kontot skapades.',
  noUsableAddress: 'Ingen e-postadress att skriva till. Lägg till en, eller tillåt audience.addressFallback.',
  addressMalformed:
    'Det finns en e-postadress, men det går inte att skicka mejl till den så som den är skriven. Rätta den i katalogen.',
  addressSuppressed:
    'Mejl till alla adresser som kampanjen får använda har studsat eller spärrats. Rätta en av dem. Ingen provas igen av sig själv.',
  mailboxOfAnother:
    'Brevlådan hör till ett annat konto, som får mejlet i stället: en brevlåda får ett mejl av varje sort.',
  holdout: 'Ingår i den slumpvisa andel som inte får något första mejl, så att effekten går att mäta.',
};

const goalsInSwedish = {
  notByPhoneAlone: 'Kan återställa även utan telefon.',
  phonesHaveEnded: 'Sms och samtal har upphört.',
} as const;

/** Why somebody is not part of a wave, or is left out of all: what it means, and the next step. */
export const leftOutWords: InBoth<TextOf<LeftOutReason>> = inBoth(leftOutTexts, {
  ...exclusionsInSwedish,
  alreadyEnrolled: 'Är redan med i en annan omgång med samma mål.',
  cannotResetYet: 'Kan inte återställa lösenordet än: en omgång med målet Registrera är rätt.',
  hasTheLink: 'Har fått länken till SSPR, eller så är den på väg. Den kommer bara en gång.',
  hasThePhoneMail:
    'Har blivit ombedd att lägga till ett annat sätt än telefonen, eller så är mejlet på väg. Det kommer bara en gång.',
  notByPhoneAlone: `${goalsInSwedish.notByPhoneAlone} Inget behöver göras.`,
  phonesGoOn:
    'För dem upphör inte sms och samtal (ett annat moln eller en egen leverantör), eller så anger sspr.allowedMethods för få andra metoder.',
  phonesHaveEnded: `${goalsInSwedish.phonesHaveEnded} För den som inte längre kan återställa är en omgång med målet Registrera rätt.`,
  accountTooNew: 'Kontot är nyare än newJoiners.afterDays.',
  unknownUser:
    'Fanns inte i den senaste fullständiga genomgången: kontrollera objekt-id:t, eller vänta till efter nästa natt.',
  overLimit: 'Fler än omgångens gräns.',
  notNamed: 'Varken i någon grupp som omgången anger eller bland dess användare.',
});

/** Why somebody who was enrolled gets nothing more. */
export const stopWords: InBoth<TextOf<StopReason>> = inBoth(
  textsOf<StopReason>({
    notEnrolled: 'In no wave.',
    waveCancelled: 'Their wave was cancelled; another may enrol them.',
    done: 'Has had all that was for them.',
    cannotResetYet: 'Cannot reset a password at the moment. Told where, once they can.',
    notByPhoneAlone: 'Has enough other ways to reset without a phone.',
    phonesGoOn: 'Text messages and calls do not end for them, or nothing else counts that they could add.',
    phonesHaveEnded: 'Text messages and calls have ended.',
    remindersExhausted: 'Did not register after the last reminder.',
    securityInfoLost: 'Could reset, and can no more. Asked again 90 days after their last mail.',
    nudgeNotDelivered: 'Their nudge did not arrive. Correct the address, then resend it.',
  }),
  {
    ...exclusionsInSwedish,
    ...goalsInSwedish,
    notEnrolled: 'Är inte med i någon omgång.',
    waveCancelled: 'Omgången avbröts. En annan omgång kan ta med personen.',
    done: 'Har fått allt som var tänkt.',
    cannotResetYet: 'Kan inte återställa lösenordet just nu. Får veta var, så snart det går.',
    phonesGoOn: 'För personen upphör inte sms och samtal, eller så finns inget annat som räknas att lägga till.',
    remindersExhausted: 'Registrerade sig inte efter den sista påminnelsen.',
    securityInfoLost: 'Kunde återställa, men kan det inte längre. Får en ny fråga 90 dagar efter det senaste mejlet.',
    nudgeNotDelivered: 'Det första mejlet kom inte fram. Rätta adressen och skicka det igen.',
  },
);
