import { html, type Html } from '../../../email/html.ts';
import { byLanguage, inBoth } from './in-both.ts';

const headingsInSwedish: Readonly<Partial<Record<number, string>>> = {
  400: 'Uppgifterna går inte att använda',
  403: 'Det är inte tillåtet',
  404: 'Det finns inte',
  409: 'Det går inte i det här läget',
  412: 'Det har ändrats under tiden',
  422: 'Uppgifterna går inte att använda',
  428: 'Det är inte bekräftat',
  429: 'Det var för många förfrågningar',
  500: 'Något gick fel',
  502: 'En annan tjänst gav inget svar',
  503: 'Det går inte just nu',
};

/** What the API answers is in English; in Swedish its kind heads it. */
export const problemWords = byLanguage({
  heading: inBoth<(status: number, title: string) => string>(
    (_, title) => `${title}.`,
    (status) => `${headingsInSwedish[status] ?? 'Det gick inte'}.`,
  ),
  said: inBoth<(title: Html, detail: Html) => Html>(
    (_, detail) => detail,
    (title, detail) => html`${title}. ${detail}`,
  ),
  toOverview: inBoth('Back to the overview', 'Tillbaka till översikten'),
  back: inBoth('Back to where you were', 'Tillbaka dit du var'),
});

/** What somebody reads who is not signed in. */
export const signInWords = byLanguage({
  title: inBoth('Sign in', 'Logga in'),
  heading: inBoth('Sign in to see the campaign.', 'Logga in för att se kampanjen.'),
  lead: inBoth('You use your work account.', 'Använd ditt arbetskonto.'),
  runOut: inBoth('Sign-in has run out', 'Inloggningen har gått ut'),
  runOutHeading: inBoth(
    'Your sign-in has run out. Nothing was changed.',
    'Din inloggning har gått ut. Inget har ändrats.',
  ),
  runOutLead: inBoth('Sign in again, and you are back where you were.', 'Logga in igen, så är du tillbaka där du var.'),
  roles: inBoth('What you may then do', 'Vad du sedan får göra'),
  reader: inBoth('Reader', 'Läsare'),
  readerMay: inBoth('See every page and list', 'Se alla sidor och listor'),
  operator: inBoth('Operator', 'Operatör'),
  operatorMay: inBoth('Also start, stop and correct', 'Dessutom starta, stoppa och rätta'),
  support: inBoth('Help desk', 'Supporten'),
  supportMay: inBoth(
    'Find one person and see why a reset fails',
    'Söka upp en person och se varför en återställning misslyckas',
  ),
  noRole: inBoth('No role', 'Ingen roll'),
  noRoleMay: inBoth(
    (support: Html, reader: Html, operator: Html) =>
      html`Ask whoever runs this campaign for one of the app roles ${support}, ${reader} or ${operator}`,
    (support, reader, operator) =>
      html`Kontakta den som ansvarar för kampanjen för att få någon av approllerna ${support}, ${reader} eller
      ${operator}`,
  ),
});
