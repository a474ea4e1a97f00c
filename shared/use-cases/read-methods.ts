import { isDeepStrictEqual } from 'node:util';
import { areMethodsDue, type MethodsAsked } from '../campaign/methods-due.ts';
import { ReadingFailed } from '../ports/paging.ts';
import type { FactsRow, StoredJourney } from '../ports/recipient-store.ts';
import type { MethodsReading } from '../ports/registered-methods.ts';
import { judgedAgain, registrationOf } from '../registration/methods-reading.ts';
import type { Registration } from '../registration/registration.ts';
import type { PassRun, Reading } from './pass-run.ts';
import { adminsOf } from './read-roles.ts';
import { replanAll } from './replan-all.ts';

/** So many are asked for before they are written and the pass moves its checkpoint: some seconds, up to a minute. */
const peopleAtOnce = 20;

/**
 * Reads the own methods of people whom nobody has asked for yet, where a tenant has no report, and judges those that were
 * read before by the policy and the roles of today. Whoever has been read is stored: a pass that dies, or that another one
 * replaces, asks for nobody twice.
 */
export async function readMethods(run: PassRun): Promise<Reading> {
  const { pass, ports, rules } = run;
  const { journeys, next } = await ports.recipients.readJourneys(pass.next);
  const asked = await questionOf(run);
  const due = journeys.filter((journey) => areMethodsDue(journey, asked));
  const isAdmin = await adminsOf(pass, ports);
  const answers = await askFor(due.slice(0, peopleAtOnce), journeys.some(isRead), run);
  const readNow = answers.people.map(({ journey, methods }) =>
    rowOf(journey, registrationOf({ methods, isAdmin: isAdmin(journey.userId) }, rules.cadence), ports.clock.now()),
  );
  const isPageDone = due.length <= peopleAtOnce && answers.stopped === undefined;
  const known = isPageDone ? journeys.filter((journey) => isRead(journey) && !due.includes(journey)) : [];
  await write([...readNow, ...known.flatMap((journey) => judgeAgain(journey, isAdmin(journey.userId), run))], run);
  if (answers.stopped) return waitOrThrow(answers.stopped);
  const counts = countAsked(answers.people, run);
  return isPageDone ? { kind: 'read', next, counts, groupsLeft: [] } : { kind: 'partly', counts };
}

async function questionOf({ pass, rules, now, ports }: PassRun): Promise<MethodsAsked> {
  const { last } = await ports.tables.of(pass);
  const notBefore = last?.registrationsFrom === undefined ? last?.startedAt : undefined;
  return { audience: rules.cadence.audience, passStartedAt: pass.startedAt, notBefore, now };
}

const isRead = ({ facts }: StoredJourney): boolean => facts?.registration?.readFrom === 'methods';

interface Asked {
  readonly journey: StoredJourney;
  /** Undefined where they could not be read. */
  readonly methods: readonly string[] | undefined;
}

type Stop = Extract<MethodsReading, { kind: 'throttled' | 'refused' | 'away' }>;

/** So many in a row whom Graph does not tell about may each be a matter of one person; with one more it is away. */
const mostAwayInARow = 2;

/** Asks until Graph no longer answers. Once somebody could be read, a refusal is that of one person, and no permission is missing. */
async function askFor(due: readonly StoredJourney[], mayRead: boolean, run: PassRun) {
  const people: Asked[] = [];
  const untold: Untold[] = [];
  const canRead = () => mayRead || (run.pass.counts.methodsAsked ?? 0) > 0 || people.length > 0;
  for (const journey of due) {
    const reading = await run.ports.registeredMethods!.read(journey.userId);
    if (isStop(reading, canRead())) return { people, stopped: reading };
    if (reading.kind === 'away') {
      untold.push({ journey, reading });
      if (untold.length > mostAwayInARow) return { people, stopped: reading };
    } else people.push(...untold.splice(0).map((one) => unread(one, run)), asked({ journey, reading }, run));
  }
  const [first] = untold;
  if (first && !canRead()) return { people, stopped: first.reading };
  return { people: [...people, ...untold.map((one) => unread(one, run))], stopped: undefined };
}

interface Untold {
  readonly journey: StoredJourney;
  readonly reading: Extract<MethodsReading, { kind: 'away' }>;
}

const isStop = (reading: MethodsReading, canRead: boolean): reading is Exclude<Stop, { kind: 'away' }> =>
  reading.kind === 'throttled' || (reading.kind === 'refused' && !canRead);

const asked = ({ journey, reading }: { journey: StoredJourney; reading: MethodsReading }, run: PassRun): Asked =>
  reading.kind === 'read' ? { journey, methods: reading.methods } : unread({ journey, reading }, run);

/** Not known until the next pass asks again. */
function unread({ journey, reading }: { journey: StoredJourney; reading: MethodsReading }, run: PassRun): Asked {
  const { pass, ports } = run;
  ports.journal.warn('methodsNotRead', { passId: pass.passId, userId: journey.userId, because: reasonOf(reading) });
  return { journey, methods: undefined };
}

function reasonOf(reading: MethodsReading): string {
  if (reading.kind === 'refused') return reading.code;
  return 'because' in reading ? reading.because : reading.kind;
}

function waitOrThrow(stop: Stop): Reading {
  if (stop.kind === 'throttled') return { kind: 'throttled', retryAfterSeconds: stop.retryAfterSeconds };
  const what = 'The authentication methods of people cannot be read';
  if (stop.kind === 'away') throw new ReadingFailed(`${what}: ${stop.because}.`);
  const remedy = `Grant the application permission ${stop.permission} with admin consent.`;
  throw new ReadingFailed(`${what}: Graph answered 403 ${stop.code}. ${remedy}`, 'permission');
}

const rowOf = ({ userId, facts }: StoredJourney, registration: Registration, reportReadAt: Date): FactsRow => ({
  userId,
  user: facts!.user,
  isInDirectory: true,
  memberOf: facts!.memberOf,
  unreadable: facts!.unreadable,
  registration,
  reportReadAt,
});

function judgeAgain(journey: StoredJourney, isAdmin: boolean | undefined, { rules }: PassRun): readonly FactsRow[] {
  const { facts, rowReadAt } = journey;
  const judged = judgedAgain(facts!.registration!, isAdmin, rules.cadence);
  return facts!.isInDirectory && !isDeepStrictEqual(judged, facts!.registration)
    ? [rowOf(journey, judged, rowReadAt!)]
    : [];
}

/** Before there was a complete pass nobody can be enrolled. */
async function write(rows: readonly FactsRow[], run: PassRun): Promise<void> {
  if (rows.length === 0) return;
  const { pass, ports } = run;
  await ports.recipients.writeFacts(rows);
  const { last } = await ports.tables.of(pass);
  if (last)
    await replanAll(
      rows.map(({ userId }) => userId),
      run,
    );
}

function countAsked(people: readonly Asked[], { pass: { counts } }: PassRun) {
  const { methodsAsked = 0, methodsUnread = 0 } = counts;
  const failed = people.filter(({ methods }) => methods === undefined).length;
  return { ...counts, methodsAsked: methodsAsked + people.length, methodsUnread: methodsUnread + failed };
}
