import type { PreflightWords } from '../../../preflight/preflight-words.ts';
import { ownerWords } from './owners.ts';

/** What the mails recommend, and the day on which it ends. */
const methodEnds: PreflightWords['methodEnds'] = {
  mobilePhone: (day) => `sms och samtal upphör ${day}`,
  officePhone: (day) => `sms och samtal upphör ${day}`,
  securityQuestions: () => 'säkerhetsfrågor upphör i mars 2027',
};

const { helpDesk, identityAdmin, licenceAdmin, hybridAdmin, activeDirectoryAdmin, networkAdmin } = ownerWords.sv;

/** What is said of sending, of the mails and of who is told. */
export const sendingChecksInSwedish = {
  customDomain: (domain: string) => `Mejlen skickas från den egna domänen ${domain}.`,
  managedDomain: (domain: string, perMinute: number, perHour: number) =>
    `${domain} är en domän som Azure hanterar: ${perMinute} mejl per minut och ${perHour} per timme, vilket inte går att höja.`,
  setToMore: 'Kampanjen är inställd på mer.',
  ownDomain: 'Konfigurera en egen domän med SPF, DKIM och DMARC, och skicka från den.',
  mailServiceAnswers: 'E-posttjänsten svarar.',
  mailServiceToken: 'Det ger ingen token för e-posttjänsten: sätt ACS_CONNECTION_STRING där.',
  mailServiceNoToken: 'Appen har ingen token för e-posttjänsten, så den tillfrågades inte.',
  mailServiceSilent: (because: string) => `E-posttjänsten svarade inte: ${because}.`,
  checkMailService:
    'Kontrollera ACS_ENDPOINT, och att appen har rollen Communication and Email Service Owner på resursen.',
  waiting: (people: number, perHour: number, perDay: number, days: number) =>
    `${people} personer väntar på ett första mejl: med ${perHour} mejl per timme och ${perDay} nya mottagare per dag tar det ${days} arbetsdagar.`,
  askForQuota: (perHour: number, perDay: number) =>
    `Begär en kvot på ${perHour} mejl per timme (ett supportärende i Azure, svaret kan ta 72 timmar), eller sänk capacity.newRecipientsPerDay till ${perDay}.`,
  quotaLetsThrough: (perDay: number) => `Kvoten släpper bara igenom ${perDay} per dag, påminnelser inräknade.`,
  moreThanDefault: 'Det är mer än de 30 per minut och 100 per timme som en prenumeration börjar med.',
  makeSure: 'Kontrollera att prenumerationen har fått den kvoten, och att inget annat i den skickar mejl.',
  repliesAsked: 'Mejlen ber om ett svar från den som har en fråga.',
  noReplies: 'REPLY_TO_ADDRESS är inte satt, så inget mejl ber om svar: mottagarna ombeds ringa i stället.',
  setReplies: 'Sätt REPLY_TO_ADDRESS till en brevlåda som supporten läser.',
  noMethodDeclared:
    'Ingen metod är angiven (sspr.allowedMethods). Mejlen rekommenderar ingen, och berättar när telefoner upphör.',
  noMethodEnds: 'Ingen metod som mejlen rekommenderar upphör inom 120 dagar.',
  methodEnds,
  methodsEnd: (what: string) => `Mejlen rekommenderar något som upphör inom 120 dagar, och berättar det: ${what}.`,
  allowLasting:
    'Tillåt metoder som finns kvar, och ange dem i sspr.allowedMethods. Ange sspr.ownTelephonyProvider om en egen leverantör når alla personer.',
  allowBeforeThat:
    'Tillåt en annan metod i Entra före den dagen, annars kan ingen återställa. Ange den sedan i sspr.allowedMethods.',
  adminsWrittenTo: 'De får mejl.',
  adminsLeftOut: 'De utelämnas.',
  adminRule:
    'För administratörer gäller Microsofts egen regel (två metoder, inga säkerhetsfrågor), oavsett SSPR-principen: testa med någon som inte är administratör.',
  noticesGo: (count: number) => `Alla adresser i waveNotices och owners får användas (${count}).`,
  noticesRefused: (list: string) => `Inget skickas till vissa adresser: ${list}.`,
  mendNotices: 'Rätta adressen, eller sätt NOTICE_ADDRESSES.',
  whyNoNotice: {
    domainsUnknown:
      'kan inte få mejl innan en fullständig genomgång har visat vilka domäner personerna loggar in med, om inte appinställningen NOTICE_ADDRESSES anger den',
    otherDomain:
      'hör inte till någon domän som personerna loggar in med: ange en adress i en sådan, eller ange den här i appinställningen NOTICE_ADDRESSES',
  },
  ownersTold: 'Varje orsak till problem har en brevlåda som får veta det.',
  ownersUntold: (list: string) => `Ingen får veta om personer med problem som de här kan hjälpa: ${list}.`,
  nameOwners: 'Ange deras brevlådor i owners, eller den i owners.campaign, som får veta det som ingen annan får.',
  owners: {
    campaign: 'Den som ansvarar för kampanjen',
    helpDesk,
    identityAdmin,
    licenceAdmin,
    hybridAdmin,
    activeDirectoryAdmin,
    networkAdmin,
  },
  setRecords:
    'Lägg in de poster som Communication Services visar för domänen (docs/deploy.md). DMARC väljer du själv, p=none till att börja med.',
  lookFromOutside:
    'DNS gick inte att fråga härifrån, eller svarade via en privat namnserver: slå upp posterna utifrån.',
  spfUnknown: 'SPF är okänt.',
  spfMissing: 'SPF saknas.',
  spfSeveral: 'Det finns flera SPF-poster, så ingen räknas.',
  spfWithout: 'SPF innehåller inte spf.protection.outlook.com.',
  spfRight: 'SPF är rätt.',
  spfEnd: 'SPF slutar inte med -all.',
  dkimRight: 'DKIM är rätt.',
  dkimUnknown: 'DKIM är okänt.',
  dkimWrong: 'DKIM: en selektor saknas eller pekar fel.',
  dmarcUnknown: 'DMARC är okänt.',
  dmarcMissing: 'DMARC saknas.',
  dmarcNoPolicy: 'DMARC har ingen princip (p).',
  dmarcWatches: 'DMARC finns, och bevakar bara (p=none).',
  dmarcRight: (policy: string) => `DMARC är rätt (p=${policy}).`,
};

/** What is said of what is stored, of passes and of what runs. */
export const runningChecksInSwedish = {
  queuesUnread: 'Köerna går inte att läsa.',
  queueRole: 'Ge appen rollen Storage Queue Data Contributor på kontot.',
  storageAnswers: 'Tabeller och köer svarar, och inget meddelande har misslyckats för gott.',
  poisonedIn: (count: number, queue: string) => `${count} i ${queue}`,
  poisoned: (list: string) => `Meddelanden har misslyckats för gott: ${list}.`,
  seePoison: 'Vad du ska göra står i docs/operations.md, under ”poison queue”.',
  rowsLost: (pass: string, people: number, histories: number) =>
    `Genomgången ${pass} saknade rader om ${people} personer och skrev dem på nytt. För ${histories} vet ingen vad som har skickats.`,
  seeLost: 'Vad du ska göra står i docs/operations.md.',
  rowsRight: 'Varje lagrad rad som lästes är som den ska.',
  rowsSetAside: (rows: string) =>
    `Ställda åt sidan. Där en rad handlar om en person eller en omgång skickas inget till dem: ${rows}.`,
  seeUnreadable: 'Vad du ska göra står i docs/operations.md.',
  passGoesOn: 'Åtgärda det som anges. Genomgången fortsätter inom några minuter. Till dess står alla kvar där de var.',
  passStartsAnew: 'Åtgärda det som anges. Nästa genomgång startar av sig själv. Till dess står alla kvar där de var.',
  passNotBelieved: (because: string | undefined) =>
    `Den senaste genomgången är inte trovärdig: ${because ?? 'inget skäl är sparat'}.`,
  passStandsStill: (page: number, collection: string, since: string, because: string | undefined) =>
    `Genomgången står stilla på sida ${page} av ${collection} sedan ${since}: ${because ?? 'se loggen'}.`,
  passByItself: 'Inget: den fortsätter av sig själv när Graph svarar igen.',
  runPass: 'Kör refreshRegistrations (POST /admin/functions/refreshRegistrations), eller vänta till natten.',
  noPass: 'Ingen genomgång av klientorganisationen är slutförd än: ingen är känd.',
  passOld: (hours: number) => `Den senaste fullständiga genomgången började för ${hours} timmar sedan.`,
  passFound: (hours: number, users: number) =>
    `Den senaste fullständiga genomgången började för ${hours} timmar sedan och hittade ${users} användare.`,
  mendSeeing:
    'Åtgärda det som kontrollerna av genomgången och av granskningsloggen anger. Mejlen fortsätter av sig själva.',
  nobodySees: (since: string) => `Registreringar har inte synts sedan ${since}: allt utom länkar till SSPR väntar.`,
  reportAlone: 'Registreringar syns bara i rapporten.',
  logUnread: 'Granskningsloggen har inte lästs än.',
  logOverdue: (at: string) => `Granskningsloggen lästes senast ${at}: registreringar syns i den nattliga rapporten.`,
  logRead: (at: string) => `Granskningsloggen lästes senast ${at}.`,
  logToldNothing: 'Den har inte visat någon registrering än, så den räknas inte med.',
  logTells: 'Granskningsloggen visar registreringar och återställningar.',
  logSilent:
    'Granskningsloggen har inte visat någon registrering eller återställning än: om Microsoft samlar in dem är okänt.',
  openLog:
    'Öppna en gång Administrationscentret för Entra, Lösenordsåterställning > Granskningsloggar: inget samlas in dessförinnan. Registrera eller återställ sedan en gång, och kör kontrollerna igen.',
  timeUnread: 'Tiden hos Microsoft Graph gick inte att läsa.',
  clockOff: (seconds: number) => `Klockan avviker ${seconds} sekunder från Microsoft Graphs.`,
  setClock: 'Ställ maskinens klocka: tysta timmar, token och kvoter beror på den.',
  dryRun: 'DRY_RUN är på: allt körs och inget skickas.',
  endDryRun: 'Sätt appinställningen DRY_RUN till false.',
  paused: (because: string | undefined) => `Kampanjen är pausad: ${because ?? 'inget skäl angavs'}.`,
  resume: 'Välj Återuppta överst på sidan (POST /api/campaign/resume)',
  runs: 'Kampanjen pågår.',
};
