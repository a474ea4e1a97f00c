import { rungQuestions, type Rung, type RungId } from '../../../diagnosis/rung.ts';
import { html, type Html } from '../../../email/html.ts';
import { byLanguage, inBoth, type InBoth } from './in-both.ts';

/** Why somebody cannot reset. */
export const diagnosisWords = byLanguage({
  title: inBoth('Why can this person not reset?', 'Varför kan personen inte återställa lösenordet?'),
  asks: inBoth(
    'Asks Microsoft Graph at this moment, question by question.',
    'Frågar Microsoft Graph just nu, fråga för fråga.',
  ),
  asked: inBoth(
    (at: Html) => html`Asked Microsoft Graph ${at}`,
    (at) => html`Frågade Microsoft Graph ${at}`,
  ),
  event: inBoth('Event on the server, such as 33004', 'Händelse på servern, till exempel 33004'),
  ask: inBoth('Ask', 'Fråga'),
  askAgain: inBoth('Ask again', 'Fråga igen'),
  nothing: inBoth(
    'Nothing stands in the way: a reset should work.',
    'Det finns inget hinder: en återställning bör fungera.',
  ),
  nothingSeen: inBoth(
    'Nothing is seen that stands in the way, and not everything could be read.',
    'Inget hinder syns, men allt gick inte att läsa.',
  ),
  nothingSeenHow: inBoth(
    'The questions below say what is unknown, and how to make it known.',
    'Frågorna nedan visar vad som är okänt, och hur det kan bli känt.',
  ),
  besideThat: inBoth('Beside that:', 'Dessutom:'),
  notCertain: inBoth(
    'Something before it could not be read, so this is not certain.',
    'Något dessförinnan gick inte att läsa, så det här är inte säkert.',
  ),
  proof: inBoth('The questions that were asked', 'Frågorna som ställdes'),
  missing: inBoth('Missing permission:', 'Behörighet som saknas:'),
  casePack: inBoth(
    'Case pack for a support ticket: no name, no address, no number',
    'Underlag för ett supportärende: inget namn, ingen adress, inget nummer',
  ),
  copyCase: inBoth('Copy the case', 'Kopiera underlaget'),
});

export const rungStatusWords = byLanguage<Readonly<Record<Rung['status'], string>>>({
  pass: inBoth('Passes', 'OK'),
  fail: inBoth('Fails', 'Fel'),
  unknown: inBoth('Unknown', 'Okänt'),
});

type OfEachRung = Readonly<Record<RungId, string>>;

export const rungWords: InBoth<OfEachRung> = inBoth<OfEachRung>(rungQuestions, {
  serverEvent: 'Vad loggade Entra Connect-servern?',
  shownCode: 'Vad visade sidan?',
  directory: 'Finns kontot i katalogen?',
  account: 'Är kontot aktiverat?',
  homeTenant: 'Hör kontot till den här klientorganisationen?',
  licence: 'Omfattar en licens återställning för den här sortens konto?',
  scope: 'Omfattar principen för lösenordsåterställning personen?',
  twoGatePolicy: 'Är regeln med två metoder för administratörer ett hinder?',
  methods: 'Är tillräckligt många av de tillåtna metoderna registrerade?',
  writeback: 'Kan ett nytt lösenord skrivas dit där lösenordet finns?',
  onPremisesProtection: 'Får lösenordet ändras lokalt?',
  lastAttempt: 'Hur slutade det senaste försöket?',
});
