import { detailsChanged } from './content/details-changed.ts';
import { startDraft, type Draft } from './content/draft.ts';
import type { MailContent } from './content/mail-content.ts';
import { managerSummary, waveNotice } from './content/notices.ts';
import { adminNudge, nudge, oneMoreMethod, phoneOnly } from './content/registering.ts';
import { lastReminder, reminder } from './content/reminding.ts';
import { ssprLink, ssprLinkPrepopulated } from './content/resetting.ts';
import { securityInfoEntered } from './content/security-info-entered.ts';
import { ownersRead, troubleDigest, type TroubleDigestFacts } from './content/trouble-digest.ts';
import { writeHtml } from './html-writer.ts';
import type { InlineLogo } from './logo.ts';
import type { MailLocale } from './mail-locales.ts';
import type { MailFacts, MailKind } from './mail-facts.ts';
import { writePlainText } from './text-writer.ts';

export type { TroubleDigestFacts } from './content/trouble-digest.ts';
export { mailKinds, type MailFacts, type MailKind } from './mail-facts.ts';
export { mailLocales, type MailLocale } from './mail-locales.ts';
/** Changes with the template and with every word of every locale. */
export { mailTemplatesVersion } from './templates/version.generated.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** To be attached inline; the HTML names it by its content id. */
  readonly logo?: InlineLogo;
}

const contents: Readonly<Record<MailKind, (draft: Draft) => MailContent>> = {
  nudge,
  reminder,
  lastReminder,
  ssprLink,
  oneMoreMethod,
  phoneOnly,
  adminNudge,
  ssprLinkPrepopulated,
  managerSummary,
  waveNotice,
  detailsChanged,
  securityInfoEntered,
};

/**
 * Writes one mail. Pure: the same kind, locale and facts give the same bytes, so a message can be rendered again.
 *
 * Nothing in the facts can add markup, a link, a header or a recipient: the subject is a constant of the locale, and
 * names and addresses are cleaned and escaped. Throws when a kind lacks the facts it is about (team, wave, changes, entries).
 */
export function renderMail(kind: MailKind, locale: MailLocale, facts: MailFacts): RenderedMail {
  const draft = startDraft(locale, facts);
  return written(contents[kind](draft), draft);
}

/** Writes a digest to those who can help people in trouble. Nothing in the facts can add markup, a link or a header. */
export function renderTroubleDigest(facts: MailFacts, digest: TroubleDigestFacts): RenderedMail {
  const draft = startDraft(ownersRead, facts);
  return written(troubleDigest(draft, digest), draft);
}

function written(content: MailContent, draft: Draft): RenderedMail {
  const { locale, facts } = draft;
  const { logo } = facts.organisation;
  return {
    subject: content.subject,
    html: writeHtml(content, locale, facts, draft.texts.fallback.organisation),
    text: writePlainText(content, locale, facts),
    ...(logo === undefined ? {} : { logo }),
  };
}
