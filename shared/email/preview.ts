import { escapeHtml, html as markup } from './html.ts';
import { mailLocales, renderMail, type MailKind, type MailLocale, type RenderedMail } from './mail.ts';
import type { MailFacts, OrganisationFacts } from './mail-facts.ts';

/** One mail worth looking at: a kind, with the facts that change what it says. */
export interface PreviewVariant {
  readonly name: string;
  readonly kind: MailKind;
  readonly facts?: Partial<MailFacts>;
  /** What somebody who looks at it should know. */
  readonly note?: string;
}

export type Palette = 'light' | 'dark';

/** The organisation of examples. */
export const contoso: OrganisationFacts = {
  displayName: 'Contoso',
  helpDesk: { name: 'IT Service Desk', phone: '+46 8 123 456', url: 'https://intranet.contoso.com/help' },
  verifyAt: 'https://intranet.contoso.com/sspr',
  brandColor: '#0f6cbd',
};

const team = { asOf: '2026-12-14', people: 14, ready: 11 };

/** Microsoft's own advice: https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr */
const administratorNote =
  'Administrators are under Microsoft’s own rule (two methods, no security questions), whatever the SSPR policy says. Test the policy with somebody who is no admin.';

const oneOfTwo = { methodsRequired: 2, methodsRegistered: ['mobilePhone', 'passKeyDeviceBound'] } as const;

/** Every text and every form a mail can take, each once. */
export const previewVariants: readonly PreviewVariant[] = [
  { name: 'nudge', kind: 'nudge', facts: { synchronised: true } },
  { name: 'nudge-clickable', kind: 'nudge', facts: { links: 'clickable', methodsRequired: 2 } },
  { name: 'reminder-1', kind: 'reminder', facts: { reminderNumber: 1 } },
  { name: 'reminder-2', kind: 'reminder', facts: { reminderNumber: 2 } },
  { name: 'reminder-3', kind: 'reminder', facts: { reminderNumber: 3 } },
  { name: 'last-reminder', kind: 'lastReminder', facts: { reminderNumber: 4 } },
  { name: 'sspr-link', kind: 'ssprLink', facts: { synchronised: true } },
  { name: 'sspr-link-told', kind: 'ssprLink', facts: { toldOfEntries: true } },
  {
    name: 'sspr-link-prepopulated',
    kind: 'ssprLinkPrepopulated',
    facts: { signInName: 'alex@corp.contoso.com', prepopulated: ['mobilePhone', 'officePhone', 'email'] },
  },
  { name: 'one-more-method', kind: 'oneMoreMethod', facts: oneOfTwo },
  { name: 'one-more-method-reminder', kind: 'reminder', facts: { ...oneOfTwo, variant: 'oneMoreMethod' } },
  {
    name: 'one-more-method-unclear',
    kind: 'oneMoreMethod',
    facts: { links: 'clickable', allowedMethods: undefined, methodsRegistered: ['microsoftAuthenticatorPush'] },
  },
  {
    name: 'one-more-method-not-counting',
    kind: 'oneMoreMethod',
    facts: { allowedMethods: ['email', 'securityQuestions'], methodsRegistered: ['mobilePhone'] },
  },
  { name: 'phone-only', kind: 'phoneOnly', facts: { links: 'clickable', allowedMethods: undefined } },
  { name: 'admin-nudge', kind: 'adminNudge', note: administratorNote },
  {
    name: 'admin-reminder',
    kind: 'reminder',
    facts: { reminderNumber: 3, variant: 'admin', canReply: false },
    note: administratorNote,
  },
  { name: 'manager-summary', kind: 'managerSummary' },
  {
    name: 'manager-summary-named',
    kind: 'managerSummary',
    facts: { team: { ...team, namesNotReady: ['Sam Berg', 'Noor Haddad', 'Kim Larsen'] } },
  },
  { name: 'wave-notice', kind: 'waveNotice' },
  { name: 'details-changed', kind: 'detailsChanged' },
  { name: 'security-info-entered', kind: 'securityInfoEntered' },
];

/** A mail with made-up facts about nobody; what the campaign decides (the organisation, the kind of links) comes in. */
export function previewMail(
  variant: PreviewVariant,
  locale: MailLocale,
  campaign: { readonly organisation: OrganisationFacts } & Partial<MailFacts>,
): RenderedMail {
  return renderMail(variant.kind, locale, { ...madeUpFacts, ...variant.facts, ...campaign });
}

/** What stands for a kind of mail in a preview. */
export function variantOf(kind: MailKind, reminderNumber?: number): PreviewVariant {
  const named = previewVariants.find((variant) => variant.kind === kind) ?? { name: kind, kind };
  return reminderNumber === undefined ? named : { ...named, facts: { ...named.facts, reminderNumber } };
}

/** What somebody who looks at a kind of mail should know. */
export const noteOn = (kind: MailKind): string | undefined => variantOf(kind).note;

/** What a mail would say of somebody, about nobody. */
export const madeUpFacts = {
  person: { displayName: 'Alex Morgan', givenName: 'Alex' },
  cloud: 'public',
  canReply: true,
  endings: { phones: 'endsSoon', securityQuestions: 'endsSoon' },
  nudgedOn: '2026-12-01',
  methodsRequired: 1,
  links: 'typed',
  synchronised: false,
  tenantId: '00000000-0000-4000-8000-000000000000',
  allowedMethods: ['authenticatorApp', 'mobilePhone', 'email'],
  prepopulated: ['mobilePhone', 'email'],
  entries: [
    { method: 'mobilePhone', masked: '••• ••• 56' },
    { method: 'email', masked: 'a•••@e•••.com' },
  ],
  team,
  wave: {
    name: 'Stockholm',
    startsOn: '2026-12-01',
    endsOn: '2026-12-22',
    recipients: 1200,
    sender: 'no-reply@contoso.com',
    replyTo: 'helpdesk@contoso.com',
    reminders: 3,
    languages: mailLocales,
    alsoSent: ['adminNudge', 'ssprLinkPrepopulated', 'phoneOnly', 'securityInfoEntered'],
  },
  changes: [
    { path: 'organisation.helpDesk.phone', before: '+46 8 123 456', after: '+46 8 765 432' },
    {
      path: 'organisation.verifyAt',
      before: 'https://intranet.contoso.com/sspr',
      after: 'https://contoso.example/sspr',
    },
    { path: 'mail.logo', before: '', after: 'image/png 4f2a9c0d1e' },
    { path: 'waveNotices.to', before: 'help@contoso.com, soc@contoso.com', after: 'help@contoso.com' },
  ],
} as const satisfies Omit<MailFacts, 'organisation'>;

/**
 * The HTML of a mail as a page of its own: in one palette, whatever the browser prefers, and with the logo inside,
 * which in a mail is an attachment.
 */
export function previewPage({ html, logo }: RenderedMail, palette?: Palette): string {
  const page =
    palette === undefined
      ? html
      : html
          .replaceAll('(prefers-color-scheme: dark)', palette === 'dark' ? 'all' : 'not all')
          .replaceAll('light dark', palette);
  return logo === undefined
    ? page
    : page.replaceAll(`cid:${logo.contentId}`, `data:${logo.contentType};base64,${logo.contentInBase64}`);
}

/** A page with a note above the mail, for whoever looks at it: it is no part of the mail. */
export function withNote(page: string, note: string | undefined): string {
  if (note === undefined) return page;
  const style = markup`margin:0;padding:12px 28px;background:#fff4ce;color:#1f2933;font:15px/22px system-ui,sans-serif`;
  const aside = markup`<aside lang="en" dir="ltr" style="${style}">${escapeHtml(note)}</aside>`;
  return page.replace(/<body[^>]*>/u, (body) => `${body}${aside}`);
}
