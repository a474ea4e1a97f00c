import type { MessageState } from '../../../delivery/message.ts';
import { inBoth, type InBoth } from './in-both.ts';

/** The state of a mail; in English it is called as in the code. */
export const messageStateWords: InBoth<Readonly<Record<MessageState, string>>> = inBoth(
  {
    planned: 'planned',
    due: 'due',
    claimed: 'claimed',
    accepted: 'accepted',
    delivered: 'delivered',
    bounced: 'bounced',
    suppressed: 'suppressed',
    filtered: 'filtered',
    failed: 'failed',
    rejected: 'rejected',
    cancelled: 'cancelled',
    unknown: 'unknown',
  },
  {
    planned: 'planerat',
    due: 'på tur',
    claimed: 'skickas',
    accepted: 'mottaget för leverans',
    delivered: 'levererat',
    bounced: 'studsade',
    suppressed: 'spärrat',
    filtered: 'bortfiltrerat',
    failed: 'misslyckades',
    rejected: 'nekat',
    cancelled: 'avbrutet',
    unknown: 'okänt',
  },
);

/** What each state of a message that needs a human asks of them. */
export const askedByState: InBoth<Readonly<Partial<Record<MessageState, string>>>> = inBoth(
  {
    unknown: 'Nobody knows whether it was sent. Ask the person, and resend it if nothing came.',
    failed: 'The mail service could not deliver it. Look at the address, then resend.',
    rejected: 'The mail service did not take it. Mend the reason, then resend.',
  },
  {
    unknown: 'Ingen vet om det skickades. Fråga personen, och skicka igen om inget har kommit.',
    failed: 'E-posttjänsten kunde inte leverera det. Kontrollera adressen och skicka igen.',
    rejected: 'E-posttjänsten tog inte emot det. Åtgärda orsaken och skicka igen.',
  },
);
