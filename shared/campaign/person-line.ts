import { wasAccepted } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';
import type { TroubleFound } from '../diagnosis/trouble.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { enrolmentFor, goalsOf, messageOf, type Journey } from './journey.ts';
import { decideNextStep } from './next-step.ts';
import type { SendStep } from './plan-journey.ts';
import { troubleOfPerson } from './person-trouble.ts';
import { groupOf, placeOf, type Place, type PlaceGroup } from './place.ts';
import { everSent } from './round.ts';
import { teamPlaceOf, type TeamPlace } from './team.ts';

/** What a list shows of one person, and what it may be narrowed by. A hint: the person's page reads the journey. */
export interface PersonLine {
  readonly userId: string;
  readonly name: string;
  readonly signInName: string | undefined;
  readonly place: Place;
  readonly waves: readonly string[];
  readonly lastMail: MailAt | undefined;
  readonly nextMail: MailAt | undefined;
  readonly trouble: TroubleFound | undefined;
  /** When nudge and reminders last began anew for them. */
  readonly reopenedAt?: Date | undefined;
  readonly preferredLanguage: string | undefined;
  readonly usageLocation: string | undefined;
  readonly isSynchronised: boolean;
  /** Whose team they are of, where managers are told. */
  readonly team?: TeamPlace | undefined;
}

interface MailAt {
  readonly step: Step;
  readonly at: Date;
}

/** Undefined for whoever stands nowhere: then no list holds them. */
export function lineOf(journey: Journey, policy: CadencePolicy, now: Date): PersonLine | undefined {
  const place = placeOf(journey, policy, now);
  if (place === undefined) return undefined;
  const { userId, reopenings } = journey;
  const reopenedAt = reopenings?.at(-1)?.at;
  const user = journey.facts?.user;
  const team = teamPlaceOf(journey, place, policy);
  return {
    userId,
    name: shownName(journey),
    signInName: user?.userPrincipalName,
    place,
    waves: [...new Set(goalsOf(journey).map((goal) => enrolmentFor(journey, goal)!.waveId))],
    lastMail: lastMailOf(journey),
    nextMail: nextMailOf(journey, policy, now),
    trouble: troubleOfPerson(journey, policy),
    ...(reopenedAt && { reopenedAt }),
    preferredLanguage: user?.preferredLanguage ?? undefined,
    usageLocation: user?.usageLocation ?? undefined,
    isSynchronised: user?.onPremisesSyncEnabled ?? false,
    ...(team && { team }),
  };
}

function lastMailOf(journey: Journey): MailAt | undefined {
  const sent = everSent(journey)
    .filter(wasAccepted)
    .toSorted((a, b) => b.acceptedAt!.getTime() - a.acceptedAt!.getTime())[0];
  return sent && { step: sent.step, at: sent.acceptedAt! };
}

function nextMailOf(journey: Journey, policy: CadencePolicy, now: Date): MailAt | undefined {
  const next = decideNextStep(journey, policy, now);
  return next.kind === 'send' ? { step: next.step, at: leavesAt(journey, next) } : undefined;
}

/** When a mail that is owed leaves: as it was planned, else as soon as it may. */
export const leavesAt = (journey: Journey, { step, notBefore }: SendStep): Date =>
  messageOf(journey, step)?.dueAt ?? notBefore;

/** What somebody is called where people read of them. */
export const shownName = ({ userId, facts }: Pick<Journey, 'userId' | 'facts'>): string =>
  (facts?.user.displayName ?? facts?.user.userPrincipalName) || userId;

/** People by place or group of places, and of those left out or ended by reason, of one wave or of all. */
export interface PlaceList {
  readonly place?: Place['kind'] | PlaceGroup | undefined;
  readonly reason?: string | undefined;
  readonly wave?: string | undefined;
}

export const placeList = ({ place, reason, wave }: PlaceList): string =>
  ['people', place ?? '', reason ?? '', wave ?? ''].join('/');

export const troubleList = 'trouble';

/** All teams are lists whose names begin so, in the order of their managers' ids. */
export const teamLists = 'team/';

export const teamList = (managerId: string): string => `${teamLists}${managerId}`;

/** Of those whose name begins with these characters. */
const nameList = (beginning: string): string => `name/${beginning}`;

/** The names of all lists that somebody is on. */
export function listsOf(line: PersonLine): readonly string[] {
  const { place, waves, trouble, team } = line;
  const group = groupOf(place.kind);
  const places: readonly PlaceList[] = [
    {},
    { place: place.kind },
    ...(group === undefined ? [] : [{ place: group }]),
    ...('because' in place ? [{ place: place.kind, reason: place.because }] : []),
  ];
  return [
    ...[undefined, ...waves].flatMap((wave) => places.map((one) => placeList({ ...one, wave }))),
    ...(trouble ? [troubleList] : []),
    ...(team ? [teamList(team.managerId)] : []),
    ...new Set(beginningsOf(line).map((text) => nameList(firstOf(text)))),
  ];
}

const charactersOfNameList = 2;

const firstOf = (text: string): string => Array.from(text).slice(0, charactersOfNameList).join('');

/** The list that holds whoever has such a name; undefined for a text that is too short for one. */
export function listOfNames(beginning: string): string | undefined {
  const first = firstOf(folded(beginning));
  return Array.from(first).length < charactersOfNameList ? undefined : nameList(first);
}

/** Whether the sign-in name, or a word of the name and what follows it, begins so, whatever case and accents. */
export function isNamed(line: PersonLine, beginning: string): boolean {
  const wanted = folded(beginning);
  return beginningsOf(line).some((text) => text.startsWith(wanted));
}

/** What somebody's name may be looked for by: from each of its words on, and the sign-in name. */
function beginningsOf({ name, signInName = '' }: PersonLine): readonly string[] {
  const text = folded(name);
  const words = [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => text.slice(index));
  return [...words, folded(signInName)];
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
