import type { HeldLink } from '../../../campaign/held-link.ts';
import { escapeHtml, html, type Html } from '../../../email/html.ts';
import { historyLost } from '../../../delivery/message.ts';
import { causes } from '../../../diagnosis/causes.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth, type InBoth } from './in-both.ts';

/** What waits for a person's decision: what it is, and the next step. */
export const needsWords = byLanguage({
  nothing: inBoth(
    (time: string) => `Nothing. Last looked ${time}.`,
    (time) => `Inget. Senast kontrollerat ${time}.`,
  ),
  poison: inBoth(
    (count: number, queue: Html) =>
      html`${escapeHtml(english.counted(count, 'message', 'messages'))} in the poison queue of ${queue}`,
    (count, queue) =>
      html`${escapeHtml(swedish.counted(count, 'meddelande', 'meddelanden'))} i poison-kön för ${queue}`,
  ),
  poisonHow: inBoth(
    'The log says why, docs/operations.md what to do.',
    'Loggen visar varför, och docs/operations.md vad du ska göra.',
  ),
  distrusted: inBoth(
    'The last reading of the tenant is not believed',
    'Den senaste genomgången av klientorganisationen är inte trovärdig',
  ),
  distrustedSo: inBoth('Everybody stays as they were.', 'Alla står kvar där de var.'),
  distrustedHow: inBoth('See what to mend', 'Se vad som ska åtgärdas'),
  dryRun: inBoth('Dry run is on', 'Provkörning är på'),
  dryRunHow: inBoth(
    (setting: Html) => html`Everything runs and nothing is sent until ${setting} is set to false.`,
    (setting) => html`Allt körs och inget skickas förrän ${setting} sätts till false.`,
  ),
  mails: inBoth(
    (count: number) => `${english.counted(count, 'mail', 'mails')} with an outcome that somebody has to look at`,
    (count) => `${swedish.number(count)} mejl med ett utfall som någon behöver titta på`,
  ),
  mailsOf: inBoth(
    (people: Html) => html`${people} wait for a decision`,
    (people) => html`${people} väntar på ett beslut`,
  ),
  held: inBoth(
    (count: number) => `${english.counted(count, 'SSPR link waits', 'SSPR links wait')}: a reset would fail`,
    (count) => `${swedish.counted(count, 'länk', 'länkar')} till SSPR väntar: en återställning skulle misslyckas`,
  ),
  rowsSetAside: inBoth(
    (count: number) => `${english.counted(count, 'stored row', 'stored rows')} cannot be read, or are gone`,
    (count) => `${swedish.counted(count, 'lagrad rad', 'lagrade rader')} går inte att läsa, eller saknas`,
  ),
  rowsSetAsideSo: inBoth('Nothing leaves for whom they are about.', 'Inget skickas till dem som raderna handlar om.'),
  rowsSetAsideHow: inBoth(
    (checks: Html) => html`${checks}: they name the rows`,
    (checks) => html`${checks}: de anger vilka rader det är`,
  ),
  runChecks: inBoth('Run the checks', 'Kör kontrollerna'),
  historiesLost: inBoth(
    (count: number) =>
      `Of ${english.counted(count, 'person', 'people')} nobody knows what they were sent: rows were lost`,
    (count) =>
      `För ${swedish.counted(count, 'person', 'personer')} vet ingen vad som har skickats: rader har gått förlorade`,
  ),
  historiesLostSo: inBoth(
    'They get nothing more until somebody decides.',
    'De får inget mer förrän någon har bestämt sig.',
  ),
  historiesLostHow: inBoth('Decide for all of them', 'Bestäm för alla på en gång'),
  massDrift: inBoth(
    (count: number) => `${english.counted(count, 'person', 'people')} lost the reset all at once`,
    (count) => `${swedish.counted(count, 'person', 'personer')} kan inte längre återställa, alla på en gång`,
  ),
  massDriftSo: inBoth(
    'Nobody of them is asked anew until somebody decides.',
    'Ingen av dem får en ny fråga förrän någon har bestämt sig.',
  ),
  massDriftHow: inBoth('See where to look, and decide', 'Se var felet kan sökas, och bestäm'),
  resetsFailed: inBoth(
    (count: number) => `${english.counted(count, 'reset', 'resets')} failed`,
    (count) => `${swedish.counted(count, 'återställning', 'återställningar')} misslyckades`,
  ),
  resetsFailedHow: inBoth('Whose, why, and who can mend it', 'Vems, varför och vem som kan åtgärda det'),
  phoneOnly: inBoth(
    (count: number) => `${english.counted(count, 'person', 'people')} can reset by phone alone`,
    (count) => `${swedish.counted(count, 'person', 'personer')} kan bara återställa med telefon`,
  ),
  phonesEnd: inBoth(
    (day: string) => `Text messages and calls end on ${day}.`,
    (day) => `Sms och samtal upphör den ${day}.`,
  ),
  first: inBoth(
    (count: number) => `The first ${english.number(count)}`,
    (count) => `De första ${swedish.number(count)}`,
  ),
  who: inBoth('Who', 'Vilka'),
  historyLost: inBoth(
    historyLost,
    'ett mejl kan ha skickats med det här id:t tidigare, och det som fanns lagrat om det är borta',
  ),
});

/** Why a link waits. */
export const heldLinkWords: InBoth<Readonly<Record<HeldLink['because'], string>>> = byLanguage({
  writebackNotEnabled: inBoth(
    causes.writebackNotEnabled.meaning,
    'Lösenordet hanteras lokalt, och tillbakaskrivning av lösenord är av (SSPR_0010).',
  ),
  onPremisesProtected: inBoth(
    causes.onPremisesProtected.meaning,
    'Lokalt är kontot skyddat (AdminCount=1, till exempel Domain Admins): tillbakaskrivning kan inte återställa det, och det är avsiktligt.',
  ),
});
