import { html, type Html } from '../../../email/html.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** What keeps mail from leaving, or everybody from moving on. */
export const noticeWords = byLanguage({
  waiting: inBoth(
    (until: Html, because: Html) => html`Waiting until ${until}: ${because}.`,
    (until, because) => html`Väntar till ${until}: ${because}.`,
  ),
  askedToWait: inBoth('the mail service asked to wait (429)', 'e-posttjänsten har bett oss vänta (429)'),
  notUsable: inBoth(
    (because: Html) => html`the mail service cannot be used at the moment (${because})`,
    (because) => html`e-posttjänsten kan inte användas just nu (${because})`,
  ),
  waitingHow: inBoth(
    'Nothing leaves before; then the mails go on by themselves, slowly at first.',
    'Inget skickas före dess. Sedan fortsätter mejlen av sig själva, långsamt i början.',
  ),
  dryRun: inBoth('Dry run: everything runs and nothing is sent.', 'Provkörning: allt körs och inget skickas.'),
  dryRunHow: inBoth(
    (setting: Html) => html`Set ${setting} to false to send.`,
    (setting) => html`Sätt ${setting} till false för att skicka.`,
  ),
  stale: inBoth(
    (since: Html) => html`Only SSPR links leave: nobody has seen registrations since ${since}.`,
    (since) => html`Bara länkar till SSPR skickas: inga registreringar har gått att se sedan ${since}.`,
  ),
  staleWhy: inBoth(
    (setup: Html) =>
      html`Neither the report nor the audit log has told since then, so whoever is asked to register may have done it.
      ${setup} says what to mend; the mails go on by themselves.`,
    (setup) =>
      html`Varken rapporten eller granskningsloggen har sagt något sedan dess, så den som ombeds registrera sig kan
      redan ha gjort det. ${setup} visar vad som ska åtgärdas. Sedan fortsätter mejlen av sig själva.`,
  ),
  setup: inBoth('Setup', 'Inställningar'),
  paused: inBoth(
    (since: Html) => html`Paused since ${since}. No mail leaves.`,
    (since) => html`Pausad sedan ${since}. Inga mejl skickas.`,
  ),
  reason: inBoth(
    (because: Html) => html`Reason: “${because}”`,
    (because) => html`Skäl: ”${because}”`,
  ),
  pausedHow: inBoth(
    'What was on its way finishes. Registrations are still seen.',
    'Det som redan var på väg slutförs. Registreringar syns fortfarande.',
  ),
  resume: inBoth('Resume…', 'Återuppta…'),
  waveWaits: inBoth(
    (name: Html, waiting: Html) => html`${name} (${waiting} people wait)`,
    (name, waiting) => html`${name} (${waiting} väntar)`,
  ),
  onePaused: inBoth(
    (name: Html) => html`Running, but ${name} is paused.`,
    (name) => html`Kampanjen pågår, men ${name} är pausad.`,
  ),
  manyPaused: inBoth(
    (names: Html) => html`Running, but ${names} are paused.`,
    (names) => html`Kampanjen pågår, men ${names} är pausade.`,
  ),
  noLicence: inBoth(
    'No Entra ID P1 or P2: the campaign cannot run.',
    'Entra ID P1 eller P2 saknas: kampanjen kan inte köras.',
  ),
  noLicenceHow: inBoth(
    'Microsoft refuses the registration report. Buy and assign the licence, or let the app read the methods of each person (the app setting METHODS_WITHOUT_P1); the pass goes on within minutes.',
    'Microsoft lämnar inte ut registreringsrapporten. Köp och tilldela licensen, eller låt appen läsa varje persons metoder (appinställningen METHODS_WITHOUT_P1). Genomgången fortsätter inom några minuter.',
  ),
  notBelieved: inBoth(
    (because: Html) => html`The last full pass is not believed: ${because}.`,
    (because) => html`Den senaste fullständiga genomgången är inte trovärdig: ${because}.`,
  ),
  noReason: inBoth('no reason was kept', 'inget skäl är sparat'),
  notBelievedAndWaits: inBoth(
    (setup: Html) => html`Everybody stays as they were. ${setup} says what to mend; the pass goes on within minutes.`,
    (setup) =>
      html`Alla står kvar där de var. ${setup} visar vad som ska åtgärdas. Genomgången fortsätter inom några minuter.`,
  ),
  notBelievedAndAnew: inBoth(
    (setup: Html) => html`Everybody stays as they were. ${setup} says what to mend; the next pass starts by itself.`,
    (setup) =>
      html`Alla står kvar där de var. ${setup} visar vad som ska åtgärdas. Nästa genomgång startar av sig själv.`,
  ),
});
