import type { MailLocale } from './mail-locales.ts';
import type { Variant } from '../recipient/verdict.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { EnteredDetail } from '../registration/entered-details.ts';
import type { MaskedEntry } from '../registration/masked-entry.ts';
import type { MethodEndings } from '../registration/method-endings.ts';
import type { SsprMethod } from '../registration/sspr-method.ts';
import type { InlineLogo } from './logo.ts';

/** Every kind of mail the product sends: a closed list. */
export const mailKinds = [
  'nudge',
  'reminder',
  'lastReminder',
  'ssprLink',
  'oneMoreMethod',
  'phoneOnly',
  'adminNudge',
  'ssprLinkPrepopulated',
  'managerSummary',
  'waveNotice',
  'detailsChanged',
  'securityInfoEntered',
] as const;
export type MailKind = (typeof mailKinds)[number];

/**
 * Everything a mail may say. All of it is taken for hostile: names, colours and addresses are cleaned when rendered.
 * Dates are calendar dates, `YYYY-MM-DD`.
 */
export interface MailFacts {
  readonly organisation: OrganisationFacts;
  readonly person: { readonly displayName: string; readonly givenName?: string | undefined };
  /** Whose addresses the mail names. */
  readonly cloud: Cloud;
  /** Somebody reads the answers, so the mail may ask for one. */
  readonly canReply: boolean;
  /** Which ways to reset end soon, or have ended. */
  readonly endings: MethodEndings;
  /** How many methods a reset asks for in this tenant. Administrators are under Microsoft's own rule. */
  readonly methodsRequired: 1 | 2;
  /** `typed`: no hyperlink at all, the reader types the address. `clickable`: links to Microsoft's pages only. */
  readonly links: 'typed' | 'clickable';
  /** The password also applies on premises (password writeback). */
  readonly synchronised: boolean;
  /** Which reminder this is, from 1. */
  readonly reminderNumber?: number | undefined;
  /** Whom a reminder is written to: it asks for what the first mail asked for. */
  readonly variant?: Variant | undefined;
  /** What the person has registered, as the report spells it. */
  readonly methodsRegistered?: readonly string[] | undefined;
  /** When the first mail was written. */
  readonly nudgedOn?: string | undefined;
  /** The name that the person signs in with, where it is not the address that this mail goes to. */
  readonly signInName?: string | undefined;
  /** Pins links to the security info page to this tenant. */
  readonly tenantId?: string | undefined;
  /** The methods that count in this tenant, when the admin declared them. */
  readonly allowedMethods?: readonly SsprMethod[] | undefined;
  /** What an admin entered on the person's behalf; needed by `ssprLinkPrepopulated`. */
  readonly prepopulated?: readonly EnteredDetail[] | undefined;
  /** They were told, in a mail of its own, of all that was entered for them: the link says nothing of it again. */
  readonly toldOfEntries?: boolean | undefined;
  /** Needed by `securityInfoEntered`. */
  readonly entries?: readonly MaskedEntry[] | undefined;
  /** Needed by `managerSummary`. */
  readonly team?: TeamFacts | undefined;
  /** Needed by `waveNotice`. */
  readonly wave?: WaveFacts | undefined;
  /** Needed by `detailsChanged`. */
  readonly changes?: readonly DetailFacts[] | undefined;
}

export interface OrganisationFacts {
  readonly displayName: string;
  readonly helpDesk: { readonly name: string; readonly phone: string; readonly url: string };
  /** The intranet page that tells which mails are real. */
  readonly verifyAt: string;
  /** `#rrggbb`; one that fails contrast is replaced by the nearest that passes. */
  readonly brandColor: string;
  readonly logo?: InlineLogo | undefined;
}

export interface TeamFacts {
  readonly asOf: string;
  readonly people: number;
  readonly ready: number;
  /** Names only where the organisation's policy allows it; left out, the mail names nobody. */
  readonly namesNotReady?: readonly string[] | undefined;
}

/** A detail of the campaign document, by its path; an empty text is none. */
export interface DetailFacts {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The mails of waves that ask nobody to register. */
type OnlyMail = Extract<MailKind, 'ssprLink' | 'phoneOnly'>;

/** Mails that only some campaigns send, or only to some people. */
export type AlsoSent = Extract<MailKind, 'adminNudge' | 'ssprLinkPrepopulated' | 'phoneOnly' | 'securityInfoEntered'>;

export interface WaveFacts {
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly recipients: number;
  readonly sender: string;
  /** Left out where nobody reads the answers. */
  readonly replyTo?: string | undefined;
  /** How many reminders follow the nudge, the last one included. */
  readonly reminders: number;
  /** The languages that people of this wave are written to in. */
  readonly languages?: readonly MailLocale[] | undefined;
  readonly alsoSent?: readonly AlsoSent[] | undefined;
  /** The mail of a wave whose people can reset already, in place of nudge and reminders. */
  readonly onlyMail?: OnlyMail | undefined;
}
