import { campaignMailFacts, type MailOrigin } from '../config/campaign-mail.ts';
import { mailLocales, renderMail, type RenderedMail } from '../email/mail.ts';
import { chooseLocale } from '../recipient/locale.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import type { Campaign } from './campaign-rules.ts';
import type { Team } from './read-lists.ts';
import { dayOf } from './wave-outlook.ts';

/** What a manager is told of their team, in their own language: figures, and names only where the document says so. */
export function writeTeamLetter(
  { people }: Team,
  { user }: UserFacts,
  { document, origin }: Campaign & { readonly origin: MailOrigin },
  now: Date,
): RenderedMail {
  const { locale } = chooseLocale(user, mailLocales, document.mail.defaultLocale);
  const owed = people.filter(({ team }) => team?.isOwed);
  return renderMail('managerSummary', locale, {
    ...campaignMailFacts(document, origin, now),
    tenantId: origin.tenantId,
    person: { displayName: user.displayName, givenName: user.givenName },
    synchronised: false,
    team: {
      asOf: dayOf(now, document.cadence.timeZone),
      people: people.length,
      ready: people.filter(({ place }) => place.kind === 'canReset').length,
      namesNotReady: document.followUp.namesToManagers
        ? owed.map(nameIn).toSorted((a, b) => a.localeCompare(b))
        : undefined,
    },
  });
}

/** Lists show an id where no name is known; a letter says "somebody". */
const nameIn = ({ name, userId }: Team['people'][number]): string => (name === userId ? '' : name);
