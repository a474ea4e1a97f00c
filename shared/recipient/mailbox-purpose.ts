import { addDays } from '../registration/add-time.ts';

/** Mailboxes of people: their own, or one that somebody of another forest signs in to. */
const ofPeople = ['user', 'linked'] as const;
const ofNobody = ['shared', 'room', 'equipment'] as const;

/** What Exchange Online says that a mailbox is for. https://learn.microsoft.com/graph/api/resources/mailboxsettings */
export const toldPurposes = [...ofPeople, ...ofNobody] as const;
export type ToldPurpose = (typeof toldPurposes)[number];

/** What is known of somebody's mailbox since it was asked for. */
export interface KnownMailbox {
  /** `none`: no mailbox in the cloud. `unknown`: it was not told, and that is no "no". */
  readonly purpose: ToldPurpose | 'none' | 'unknown';
  /** Why it is unknown. */
  readonly because?: string | undefined;
  readonly readAt: Date;
}

const keptForDays = 90;
/** What was not told may be told soon. */
const unknownForDays = 7;

/** Whether somebody's mailbox is to be asked for: once, and again when that is old. */
export const isMailboxDue = (known: KnownMailbox | undefined, now: Date): boolean =>
  known === undefined || now >= addDays(known.readAt, known.purpose === 'unknown' ? unknownForDays : keptForDays);

/** Only what was told keeps somebody out. */
export const isNobodysMailbox = (known: KnownMailbox | undefined): boolean =>
  ofNobody.some((purpose) => purpose === known?.purpose);
