import { Temporal } from 'temporal-polyfill';
import { enrol } from '../campaign/journey-change.ts';
import { isUrgent } from '../campaign/telling.ts';
import { isFree, judgeCandidate, needsWholeJourneys, type CandidacyRules } from '../campaign/candidacy.ts';
import { hasBegun, mayComeBack, namesPeople, waveIdOf, type Wave } from '../campaign/wave.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import { defaultGoal } from '../delivery/goal.ts';
import type { Budget } from '../ports/budget.ts';
import type { Journal } from '../ports/journal.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { JourneyPage, StoredJourney } from '../ports/recipient-store.ts';
import type { StoredWave, WaveMembers, WaveStore } from '../ports/wave-store.ts';
import { judgeDetection } from '../registration/detection.ts';
import type { Campaign } from './campaign-rules.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import { candidacyRules, resolveMembers, type CandidatePorts } from './wave-candidates.ts';
import { dayOf } from './wave-outlook.ts';
import { changeJourney, type Run, type WritePlanPorts } from './write-plan.ts';

export interface PlanPorts extends WritePlanPorts, CandidatePorts {
  readonly waves: WaveStore;
  readonly budget: Budget;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
  readonly journal: Journal;
}

export interface PlanSummary {
  readonly enrolled: number;
  readonly waves: number;
  readonly because?: 'paused' | 'noCompletePass' | 'detectionStale' | 'dailyCapReached';
}

/** Enough for any day's cap, and little enough to end well before `functionTimeout`. */
const enrolmentsPerRun = 2_000;
const pageSize = 200;

/**
 * Starts the waves whose time has come and enrols their people, up to what the help desk can bear on a day. Enrolling is
 * repeatable: whoever is enrolled already is passed over, so a crash anywhere costs nothing but the rest of the run.
 * `announce` is called when all waves are known and before any is started.
 */
export async function planCampaign(
  { document, rules, paused }: Campaign & { readonly paused: boolean },
  now: Date,
  ports: PlanPorts,
  announce: () => Promise<void> = async () => undefined,
): Promise<PlanSummary> {
  await followDocument(document, now, ports.waves);
  if (paused) return { enrolled: 0, waves: 0, because: 'paused' };
  if ((await ports.passes.readLastComplete()) === undefined)
    return { enrolled: 0, waves: 0, because: 'noCompletePass' };
  if (judgeDetection(rules.cadence, now).kind === 'stale') return { enrolled: 0, waves: 0, because: 'detectionStale' };
  await announce();

  const places = { left: enrolmentsPerRun, enrolled: 0 };
  const open = (await ports.waves.list()).filter((wave) => isStarted(wave, now));
  if (open.length === 0) return { enrolled: 0, waves: 0 };
  const day = dayOf(now, document.cadence.timeZone);
  const isFull = (await ports.budget.left(day, document.capacity.newRecipientsPerDay)) === 0;
  if (isFull) return { enrolled: 0, waves: open.length, because: 'dailyCapReached' };
  let answer: EnrolAnswer = 'done';
  await forEachOfAll(inOrder(open, now), async (wave) => {
    if (answer === 'done') answer = await enrolWave(wave, document, places, { rules, now, ports });
  });
  return { enrolled: places.enrolled, waves: open.length, ...(answer !== 'done' && { because: answer }) };
}

/** By their start; while phones end soon, whoever loses the reset with them goes before all others. */
function inOrder(waves: readonly StoredWave[], now: Date): readonly StoredWave[] {
  const byStart = waves.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return [...byStart.filter((wave) => isUrgent(wave, now)), ...byStart.filter((wave) => !isUrgent(wave, now))];
}

type EnrolAnswer = 'done' | 'dailyCapReached';

const isStarted = (wave: Wave, now: Date): boolean =>
  (wave.state === 'scheduled' || wave.state === 'enrolling' || isToLookAgain(wave)) && wave.startsAt <= now;

const isToLookAgain = ({ state, looksAgain }: Wave): boolean => state === 'enrolled' && looksAgain === true;

/**
 * The document's waves follow the document until they begin. One that it no longer names is dropped then, and comes back
 * with its name.
 */
async function followDocument(document: CampaignDocument, now: Date, waves: WaveStore): Promise<void> {
  const known = await waves.list();
  const wanted = new Map(document.waves.map((wave) => [waveIdOf(wave.name), wave]));
  for (const [waveId, described] of wanted) {
    const stored = known.find((wave) => wave.waveId === waveId);
    if (stored && !isYetToStart(stored) && !mayComeBack(stored)) continue;
    const wave = scheduledWave(waveId, described, document.cadence.timeZone, now);
    if (stored === undefined) await waves.create(wave);
    else if (mayComeBack(stored)) await waves.update(wave, stored.version);
    else if (differs(stored, wave)) await waves.update({ ...stored, ...moved(wave) }, stored.version);
  }
  const removed = known.filter((wave) => isYetToStart(wave) && !wanted.has(wave.waveId));
  for (const wave of removed) await waves.update({ ...wave, state: 'cancelled', wasDropped: true }, wave.version);
}

const isYetToStart = (wave: Wave): boolean =>
  wave.origin === 'document' && wave.state === 'scheduled' && !hasBegun(wave);

const moved = ({ name, goal, groups, startsAt }: Wave) => ({ name, goal, groups, startsAt });

const differs = (one: Wave, other: Wave): boolean => JSON.stringify(moved(one)) !== JSON.stringify(moved(other));

function scheduledWave(
  waveId: string,
  { name, goal = defaultGoal, groups = [], startsOn }: CampaignDocument['waves'][number],
  timeZone: string,
  now: Date,
): Wave {
  const opens = Temporal.PlainDate.from(startsOn).toZonedDateTime(timeZone);
  return {
    waveId,
    name,
    goal,
    origin: 'document',
    groups,
    users: [],
    limit: undefined,
    startsAt: new Date(opens.epochMilliseconds),
    createdAt: now,
    state: 'scheduled',
    cursor: undefined,
    enrolledCount: 0,
  };
}

/** How many may be enrolled in this run, and how many were. */
interface Places {
  left: number;
  enrolled: number;
}

async function enrolWave(
  wave: StoredWave,
  document: CampaignDocument,
  places: Places,
  run: Run<PlanPorts>,
): Promise<EnrolAnswer> {
  const { rules, now, ports } = run;
  const candidacy = candidacyRules({ document, rules }, wave, now);
  let current = wave.state === 'enrolling' ? wave : await startWave(wave, now, ports);
  while (current && places.left > 0) {
    const page = await readPage(current, candidacy, ports);
    if (page === undefined) {
      // Groups tell again who is in them, and the next run goes on; whom exactly an operator launched for nobody else knows.
      if (current.origin === 'document') await writeMembers(current, ports);
      return 'done';
    }
    const chosen = page.journeys.filter((journey) => judgeCandidate(journey, candidacy).selected);
    const wanted = Math.min(chosen.length, places.left, (current.limit ?? Infinity) - current.enrolledCount);
    const granted = wanted > 0 ? await takePlaces(wanted, document, now, ports) : 0;
    const enrolled = await enrolAll({ ...page, journeys: chosen.slice(0, granted) }, { wave: current, candidacy }, run);
    places.left -= granted;
    places.enrolled += enrolled;
    const isPageDone = granted === chosen.length;
    current = await advance(current, { enrolled, isPageDone, next: page.next }, ports);
    if (granted < wanted) return 'dailyCapReached';
    if (!isPageDone) return 'done';
  }
  return 'done';
}

const takePlaces = (wanted: number, { cadence, capacity }: CampaignDocument, now: Date, { budget }: PlanPorts) =>
  budget.take(dayOf(now, cadence.timeZone), wanted, capacity.newRecipientsPerDay);

/** Writes down who a wave of the document names; an operator's wave was written down at its launch. */
async function startWave(wave: StoredWave, now: Date, ports: PlanPorts): Promise<StoredWave | undefined> {
  if (wave.origin === 'document' && namesPeople(wave)) {
    if (!(await writeMembers(wave, ports))) return undefined;
  }
  ports.journal.info('waveStarted', { waveId: wave.waveId });
  const { startedAt = now } = wave;
  return update(wave, { state: 'enrolling', cursor: undefined, startedAt, looksAgain: undefined }, ports.waves);
}

/** Whether the people of a wave of the document were told by its groups, and are written down. */
async function writeMembers({ waveId, ...wave }: Wave, { waves, directory, journal }: PlanPorts): Promise<boolean> {
  const members = await resolveMembers(wave, directory);
  if (members.kind === 'members') await waves.saveMembers(waveId, members.userIds);
  else journal.warn('waveNotStarted', { waveId, because: members.kind });
  return members.kind === 'members';
}

/**
 * The wave's next people: from the ids it came down to, or from all recipients. Undefined while there are some of whom
 * nobody can tell who they are, since their row cannot be read or is gone: once it is back, all are looked through again.
 */
async function readPage(
  wave: StoredWave,
  candidacy: CandidacyRules,
  { waves, recipients }: PlanPorts,
): Promise<Candidates | undefined> {
  if (wave.origin === 'document' && !namesPeople(wave)) {
    const areWhole = needsWholeJourneys(candidacy);
    return areWhole
      ? { ...(await recipients.readJourneys(wave.cursor)), areWhole }
      : { ...(await recipients.readHeads(wave.cursor, pageSize)), areWhole };
  }
  const members = await waves.readMembers(wave.waveId);
  const from = placeIn(members, wave.cursor);
  if (from === 'end') return undefined;
  const journeys: StoredJourney[] = [];
  for (const userId of members.userIds.slice(from, from + pageSize))
    journeys.push(await recipients.readJourney(userId));
  return { journeys, areWhole: true, next: placeAfter(members, from + pageSize) };
}

/** A place among some of the people says nothing of one among all of them. */
const amongSome = 'some|';

function placeIn({ isWhole }: WaveMembers, cursor = '0'): number | 'end' {
  if (!cursor.startsWith(amongSome)) return Number(cursor);
  const place = cursor.slice(amongSome.length);
  if (isWhole) return 0;
  return place === 'end' ? 'end' : Number(place);
}

function placeAfter({ userIds, isWhole }: WaveMembers, position: number): string | undefined {
  const isEnd = position >= userIds.length;
  if (!isWhole) return `${amongSome}${isEnd ? 'end' : position}`;
  return isEnd ? undefined : String(position);
}

interface Candidates extends JourneyPage {
  /** Heads alone do not show what was sent: whoever is enrolled is read whole, or their mails would begin anew. */
  readonly areWhole: boolean;
}

/** How many of them were free, and are enrolled now. */
async function enrolAll({ journeys, areWhole }: Candidates, by: Enroller, run: Run<PlanPorts>): Promise<number> {
  let enrolled = 0;
  for (const candidate of journeys)
    if (await enrolOne(candidate.userId, by, run, areWhole ? candidate : undefined)) enrolled++;
  return enrolled;
}

interface Enroller {
  readonly wave: Wave;
  readonly candidacy: CandidacyRules;
}

async function enrolOne(
  userId: string,
  { wave, candidacy }: Enroller,
  run: Run<PlanPorts>,
  known?: StoredJourney,
): Promise<boolean> {
  const { goal, waveId } = wave;
  const change = enrol(goal, { waveId, enrolledAt: run.now, namedByWave: namesPeople(wave) });
  const changeIfFree = (journey: StoredJourney) =>
    isFree(journey, goal, candidacy.cadence.haltedWaves) ? change : undefined;
  return (await changeJourney(userId, changeIfFree, run, known && { known })) !== undefined;
}

interface PageEnd {
  readonly enrolled: number;
  readonly isPageDone: boolean;
  readonly next: string | undefined;
}

async function advance(wave: StoredWave, { enrolled, isPageDone, next }: PageEnd, ports: PlanPorts) {
  const enrolledCount = wave.enrolledCount + enrolled;
  const isFull = wave.limit !== undefined && enrolledCount >= wave.limit;
  if (isFull || (isPageDone && next === undefined)) {
    if (!(await update(wave, { enrolledCount, state: 'enrolled', cursor: undefined }, ports.waves)))
      return addToCount(wave.waveId, enrolled, ports.waves);
    ports.journal.info('waveEnrolled', { waveId: wave.waveId, enrolled: enrolledCount });
    return undefined;
  }
  const changed = await update(wave, { enrolledCount, cursor: isPageDone ? next : wave.cursor }, ports.waves);
  return changed ?? addToCount(wave.waveId, enrolled, ports.waves);
}

/** Somebody paused or cancelled the wave meanwhile: that stands, and those who were enrolled by then are counted all the same. */
async function addToCount(waveId: string, enrolled: number, waves: WaveStore): Promise<undefined> {
  if (enrolled === 0) return;
  for (let attempt = 1; attempt <= countAttempts; attempt++) {
    const stored = await waves.read(waveId);
    if (stored === undefined || stored.isUnreadable) return;
    if (await update(stored, { enrolledCount: stored.enrolledCount + enrolled }, waves)) return;
  }
}

/** Whoever changes a wave is a person, or a run every quarter of an hour. */
const countAttempts = 5;

/** Undefined when somebody else changed the wave (paused it, say): leave it to the next run. */
async function update(wave: StoredWave, change: Partial<Wave>, waves: WaveStore): Promise<StoredWave | undefined> {
  const { version, ...current } = wave;
  const changed = { ...current, ...change };
  const written = await waves.update(changed, version);
  return written.kind === 'written' ? { ...changed, version: written.version } : undefined;
}
