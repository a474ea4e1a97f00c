import { questions, type Question, type QuestionId } from '../../../diagnosis/questions.ts';
import { inBoth, type InBoth } from './in-both.ts';

type OfEachQuestion = Readonly<Record<QuestionId, Pick<Question, 'question' | 'answer'>>>;

const inSwedish: OfEachQuestion = {
  forgotten: {
    question: 'Vad gör den som har glömt sitt lösenord?',
    answer:
      'Öppnar återställningssidan, anger sitt konto och bekräftar sin identitet med det som har registrerats tidigare.',
  },
  enteredForPeople: {
    question: 'Går det att fylla i säkerhetsinformation åt andra?',
    answer:
      'Ja: i själva Entra ID, med PowerShell eller Microsoft Graph, eller från den lokala katalogen med Entra Connect. Hur sätten skiljer sig står i docs/causes.md.',
  },
  notAsked: {
    question: 'Varför blir någon inte ombedd att registrera sig, eller kan inte slutföra det?',
    answer: 'Microsoft listar vad registreringssidan visar, och vad en administratör gör åt det.',
  },
  registration: {
    question: 'Vad frågar registreringen efter, och när?',
    answer:
      'En registrering gäller för både inloggning och återställning. Vilka metoder som erbjuds följer av båda principerna.',
  },
  methods: {
    question: 'Vilka metoder räknas, hur många krävs, och vad gäller för administratörer?',
    answer:
      'Det som principen tillåter. För administratörer gäller Microsofts egen regel med två metoder, oavsett vad principen anger.',
  },
  phones: {
    question: 'Hur länge går det att använda sms och samtal?',
    answer:
      'Microsoft avslutar dem, på dagar som Microsoft anger. Bara en egen telefonileverantör fortsätter att fungera.',
  },
  licences: {
    question: 'Vem behöver vilken licens?',
    answer: 'Alla som har nytta av det. Vad som krävs beror på om kontot är synkroniserat.',
  },
  onPremises: {
    question: 'Fungerar det för konton från den lokala katalogen?',
    answer:
      'Med tillbakaskrivning av lösenord. Det kräver Entra Connect eller molnsynkronisering och slås på i båda ändar.',
  },
  writeback: {
    question: 'Varför misslyckas tillbakaskrivning?',
    answer: 'Entra Connect-servern loggar det med ett nummer. Varje nummer finns i tabellen.',
  },
  auditLog: {
    question: 'Vad visar granskningsloggen om registreringar och återställningar?',
    answer: 'Varje steg, med resultat och en orsak. Orsakerna finns i tabellen.',
  },
  rollout: {
    question: 'Hur införs det?',
    answer: 'Med en pilot och sedan grupp för grupp, och en support som känner till frågorna.',
  },
  prompt: {
    question: 'Vad gör Microsofts egen fråga vid inloggningen?',
    answer:
      'Registreringskampanjen i Entra ber användare om en starkare metod när de loggar in. Den skickar inga mejl.',
  },
  else: {
    question: 'Något annat?',
    answer: 'Microsofts egna vanliga frågor.',
  },
};

const english = Object.entries<Question>(questions).map(([id, { question, answer }]) => [id, { question, answer }]);

/** What the help desk and admins ask, in short. */
export const questionWords: InBoth<OfEachQuestion> = inBoth(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every question has its words
  Object.fromEntries(english) as OfEachQuestion,
  inSwedish,
);
