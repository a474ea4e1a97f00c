import { isToBeNudged } from './background.ts';
import { HOUR_MS } from './durations.ts';
import { existsAt, isEnabledAt, type PersonState, standingAt } from './person-state.ts';
import { type OwnerFigures, ownerFigures } from './owner-figures.ts';
import type { MailKind, ReceivedMail } from './received-mail.ts';
import { changeInForce, isByPhoneAlone, standingWith } from './security-info.ts';
import { isToSharedMailbox } from './shared-mailboxes.ts';
import { gotThrough } from './trouble.ts';
import type { World } from './world.ts';

export type TruthState =
  'capable' | 'registeredNotCapable' | 'notRegistered' | 'notInScope' | 'disabled' | 'guest' | 'left' | 'notYetJoined';

export interface Requests {
  readonly byRoute: Readonly<Record<string, number>>;
  readonly throttledByRoute: Readonly<Record<string, number>>;
  readonly faultsByRoute: Readonly<Record<string, number>>;
}

export interface SimulationSummary {
  readonly now: string;
  readonly people: {
    readonly total: number;
    readonly byState: Readonly<Record<TruthState, number>>;
    readonly byCase: Readonly<Record<string, number>>;
  };
  /** The people whom the campaign is for, by the truth of the first day. */
  readonly campaign: {
    readonly toBeNudged: number;
    readonly nudged: number;
    readonly registeredAfterNudge: number;
    readonly registeredAfterNudgeWithSsprLink: number;
    /** Capable for an hour, nudged before they were, still without the SSPR link: empty at a campaign's end. */
    readonly withoutSsprLink: readonly string[];
    /** Whom the campaign is for, never capable so far, and yet without any mail. */
    readonly neverNudged: readonly string[];
    /** Who could reset on the first day, and still can. */
    readonly couldReset: number;
    /** Of them those who have no SSPR link, although mail reaches them and no reset of theirs has failed. */
    readonly neverTold: readonly string[];
    /** Of them those who can by phone alone and were not asked for another way. */
    readonly neverAsked: readonly string[];
  };
  readonly mails: {
    readonly total: number;
    readonly byKind: Readonly<Record<MailKind, number>>;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly people: number;
    readonly stray: number;
    /** How many people had one mail, two mails, and so on. */
    readonly peopleByCount: Readonly<Record<string, number>>;
  };
  readonly duplicates: readonly MailFinding[];
  readonly wrongMails: readonly MailFinding[];
  readonly registrations: {
    readonly user: number;
    readonly admin: number;
    readonly before: number;
    readonly afterMail: number;
  };
  /** What those were told who run the campaign and mend what is wrong. */
  readonly owners: OwnerFigures;
  readonly resets: { readonly succeeded: number; readonly failed: number };
  readonly requests: Requests;
}

interface MailFinding {
  readonly userId: string;
  readonly number: number;
  readonly operationId: string;
  readonly acceptedAt: string;
  readonly why: string;
}

/** What is true now, to compare a campaign's own figures with. */
export function summarise(world: World, requests: Requests): SimulationSummary {
  const mails = world.states.flatMap((state) => state.mails.map((mail) => ({ state, mail })));
  return {
    now: new Date(world.nowMs).toISOString(),
    people: {
      total: world.states.length,
      byState: { ...NO_STATES, ...tally(world.states.map((state) => truthState(state, world.nowMs))) },
      byCase: tally(world.states.map(({ person }) => person.personCase)),
    },
    campaign: campaignFigures(world),
    mails: mailFigures(
      world,
      mails.map(({ mail }) => mail),
    ),
    duplicates: mails.flatMap(({ state, mail }) => finding(state, mail, mail.duplicateOf?.why)),
    wrongMails: mails.flatMap(({ state, mail }) => finding(state, mail, mail.wrong)),
    registrations: registrationFigures(world),
    resets: {
      succeeded: sum(world.states.map((state) => state.resets.filter(gotThrough).length)),
      failed: sum(world.states.map((state) => failedResets(state).length)),
    },
    owners: ownerFigures(world),
    requests,
  };
}

const NO_STATES: Record<TruthState, number> = {
  capable: 0,
  registeredNotCapable: 0,
  notRegistered: 0,
  notInScope: 0,
  disabled: 0,
  guest: 0,
  left: 0,
  notYetJoined: 0,
};

/** In one word, where somebody truly stands. */
export function truthState(state: PersonState, nowMs: number): TruthState {
  if (state.person.createdAtMs > nowMs) return 'notYetJoined';
  if (!existsAt(state, nowMs)) return 'left';
  if (!isEnabledAt(state, nowMs)) return 'disabled';
  if (state.person.isGuest) return 'guest';
  const standing = standingAt(state, nowMs);
  if (!standing.isSsprEnabled) return 'notInScope';
  if (standing.isSsprCapable) return 'capable';
  return standing.isSsprRegistered ? 'registeredNotCapable' : 'notRegistered';
}

function campaignFigures(world: World): SimulationSummary['campaign'] {
  const isPresent = (state: PersonState) => existsAt(state, world.nowMs) && isEnabledAt(state, world.nowMs);
  const wanted = world.states.filter(({ person }) => isToBeNudged(person));
  const nudged = world.states.filter(({ mails }) => mails.some(({ kind }) => kind === 'register'));
  const registered = nudged.filter((state) => registeredAfterNudge(state, world.nowMs));
  const couldReset = world.states.filter((state) => isPresent(state) && couldResetBefore(state));
  const reached = couldReset.filter((state) => state.person.mailbox === 'works' && failedResets(state).length === 0);
  const linked = registered.filter(({ mails }) => mails.some(({ kind }) => kind === 'ssprLink'));
  return {
    toBeNudged: wanted.length,
    nudged: nudged.length,
    registeredAfterNudge: registered.length,
    registeredAfterNudgeWithSsprLink: linked.length,
    withoutSsprLink: ids(registered.filter((state) => isPresent(state) && isOwedLink(state, world.nowMs))),
    neverNudged: ids(wanted.filter((state) => isPresent(state) && state.mails.length === 0 && !wasEverCapable(state))),
    couldReset: couldReset.length,
    neverTold: ids(reached.filter((state) => !hasMail(state, 'ssprLink'))),
    neverAsked: ids(
      reached.filter((state) => isByPhoneAlone(state.changes[0]!.methods) && !hasMail(state, 'otherWay')),
    ),
  };
}

const hasMail = ({ mails }: PersonState, wanted: MailKind): boolean => mails.some(({ kind }) => kind === wanted);

/** As they were on the first day, so they are. */
const couldResetBefore = ({ person, changes }: PersonState): boolean =>
  person.personCase === 'capable' && changes.length === 1;

/** No link yet, although mail reaches them and they have been capable for an hour. */
function isOwedLink({ person, mails, changes }: PersonState, nowMs: number): boolean {
  const isNew = changeInForce(changes, nowMs).atMs > nowMs - HOUR_MS;
  return person.mailbox === 'works' && !isNew && !mails.some(({ kind }) => kind === 'ssprLink');
}

function wasEverCapable({ person, changes }: PersonState): boolean {
  return changes.some(({ methods }) => standingWith(person, methods).isSsprCapable);
}

/** Capable now, and not yet when the first nudge was accepted. */
function registeredAfterNudge(state: PersonState, nowMs: number): boolean {
  const first = state.mails.find(({ kind }) => kind === 'register');
  return (
    first !== undefined &&
    standingAt(state, nowMs).isSsprCapable &&
    !standingAt(state, first.acceptedAtMs).isSsprCapable
  );
}

const failedResets = ({ resets }: PersonState) => resets.filter(({ outcome }) => outcome.result === 'failure');

/** What is said to those who run the campaign is counted apart. */
function mailFigures(world: World, mails: readonly ReceivedMail[]): SimulationSummary['mails'] {
  const strayMails = world.otherMails.filter((mail) => !isToSharedMailbox(mail));
  const all = [...mails, ...strayMails];
  const people = world.states.filter((state) => state.mails.length > 0);
  return {
    total: all.length,
    byKind: { register: 0, ssprLink: 0, otherWay: 0, team: 0, other: 0, ...tally(all.map(({ kind }) => kind)) },
    byStatus: tally(all.map(({ status }) => status)),
    people: people.length,
    stray: strayMails.length,
    peopleByCount: tally(people.map((state) => String(state.mails.length))),
  };
}

function registrationFigures(world: World): SimulationSummary['registrations'] {
  const changes = world.states.flatMap((state) => state.changes.filter(({ methods }) => methods.length > 0));
  const by = tally(changes.map((change) => change.by));
  return {
    user: by['user'] ?? 0,
    admin: by['admin'] ?? 0,
    before: by['before'] ?? 0,
    afterMail: world.states.filter((state) => registeredAfterNudge(state, world.nowMs)).length,
  };
}

function finding({ person }: PersonState, mail: ReceivedMail, why: string | undefined): MailFinding[] {
  if (why === undefined) return [];
  const { number, operationId } = mail;
  return [{ userId: person.id, number, operationId, acceptedAt: new Date(mail.acceptedAtMs).toISOString(), why }];
}

function ids(states: readonly PersonState[]): string[] {
  return states.map(({ person }) => person.id);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
