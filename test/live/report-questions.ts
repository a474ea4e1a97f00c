import { auditEventOf, auditRow } from '../../shared/adapters/graph/audit-row.ts';
import { plainText } from '../../shared/diagnosis/plain-text.ts';
import { evidenceOf, registrationServices } from '../../shared/registration/evidence.ts';
import { ask, notRead, reading, rowsOf, type Row } from './graph-requests.ts';
import { statusOf, type LiveWorld } from './live-world.ts';
import { inWords, type Finding, type Question } from './question.ts';

const report = '/reports/authenticationMethods/userRegistrationDetails';
const thirtyDaysMs = 30 * 86_400_000;

const count = <T>(items: readonly T[], holds: (item: T) => boolean): number => items.filter(holds).length;

async function readPageSizes(world: LiveWorld): Promise<Finding> {
  const sizes: string[] = [];
  for (const query of ['?$top=999', '', '?$select=id,isSsprCapable&$top=999']) {
    const answer = await ask(world, `${report}${query}`);
    sizes.push(`${query || 'without $top'}: ${statusOf(answer)}, ${rowsOf(answer).length} rows`);
  }
  const isTaken = sizes[0]!.startsWith('?$top=999: 200');
  return {
    seen: sizes,
    answer: isTaken
      ? '$top is taken; the first line is the length of a page.'
      : '$top is refused: the pass goes without it.',
  };
}

async function readAge(world: LiveWorld): Promise<Finding> {
  const answer = await ask(world, `${report}?$top=999`);
  const times = rowsOf(answer)
    .map((row) => Date.parse(String(row['lastUpdatedDateTime'])))
    .filter(Number.isFinite);
  if (times.length === 0) return notRead(answer);
  const ages = times.map((at) => world.now().getTime() - at).toSorted((a, b) => a - b);
  const [newest, middle] = [ages[0]!, ages[Math.floor(ages.length / 2)]!];
  return {
    seen: [`${ages.length} rows; the newest is ${inWords(newest)} old, half of them more than ${inWords(middle)}`],
    answer: `The report lags by ${inWords(newest)} or less for whoever changed last.`,
  };
}

async function auditEvents(world: LiveWorld): Promise<readonly Row[]> {
  const since = new Date(world.now().getTime() - thirtyDaysMs).toISOString();
  const rows: Row[] = [];
  for (const service of registrationServices) {
    const filter = encodeURIComponent(`activityDateTime ge ${since} and loggedByService eq '${service}'`);
    rows.push(...rowsOf(await ask(world, `/auditLogs/directoryAudits?$filter=${filter}&$top=999`)));
  }
  return rows;
}

async function readActivities(world: LiveWorld): Promise<Finding> {
  const rows = await auditEvents(world);
  const kinds = Map.groupBy(rows, (row) => {
    const parsed = auditRow.safeParse(row);
    if (!parsed.success) return 'not of the documented form';
    const { activityDisplayName, result, resultReason } = parsed.data;
    const isRead = evidenceOf(auditEventOf(parsed.data)) !== undefined;
    return `${isRead ? 'read' : 'ignored'}: ${activityDisplayName}, ${result}, ${plainText(resultReason ?? '') || 'no reason'}`;
  });
  const seen = [...kinds].map(([kind, members]) => `${members.length} × ${kind}`).toSorted();
  const ignored = count(seen, (line) => line.includes('ignored: '));
  return { seen, answer: `${seen.length} kinds of events in thirty days, of which ${ignored} say nothing to the app.` };
}

async function waitForRegistration(world: LiveWorld): Promise<Finding> {
  const asked = world.now();
  const person = await world.askPersonToRegister();
  for (let tries = 0; tries < 60; tries++) {
    const found = (await auditEvents(world))
      .map((row) => auditRow.safeParse(row))
      .flatMap(({ data }) => (data === undefined ? [] : [auditEventOf(data)]))
      .filter((event) => event.userId === person && event.activityDateTime >= asked);
    if (found.length > 0) {
      const at = Math.max(...found.map(({ activityDateTime }) => activityDateTime.getTime()));
      const lag = inWords(world.now().getTime() - at);
      const seen = found.map(({ activityDisplayName, result }) => `${activityDisplayName}, ${result}`);
      return { seen: [...new Set(seen)], answer: `It was in the log ${lag} after it happened, to half a minute.` };
    }
    if (!(await world.wait(30_000))) break;
  }
  return { seen: [], answer: 'Nothing of this person came into the log in half an hour.' };
}

async function compareDirectoryPhones(world: LiveWorld): Promise<Finding> {
  const users = await ask(world, '/users?$select=id,mobilePhone,otherMails&$top=999');
  const details = await ask(world, `${report}?$top=999`);
  const byId = new Map(rowsOf(details).map((row) => [row['id'], row]));
  const withoutMethods = rowsOf(users).flatMap((user) => {
    const row = byId.get(user['id']);
    const methods = row?.['methodsRegistered'];
    return row && Array.isArray(methods) && methods.length === 0
      ? [{ isFilledIn: Boolean(user['mobilePhone']), isCapable: row['isSsprCapable'] === true }]
      : [];
  });
  const filledIn = withoutMethods.filter(({ isFilledIn }) => isFilledIn);
  const capable = count(filledIn, ({ isCapable }) => isCapable);
  const others = withoutMethods.length - filledIn.length;
  return {
    seen: [
      `of ${byId.size} rows, ${withoutMethods.length} have no method`,
      `${filledIn.length} of these have a mobile phone in the directory, ${capable} of them can reset`,
      `${others} have none, ${count(withoutMethods, (one) => !one.isFilledIn && one.isCapable)} of them can reset`,
    ],
    answer:
      filledIn.length === 0
        ? 'Nobody here tells: it takes people with a phone in the directory and no method.'
        : `A phone in the directory alone ${capable > 0 ? 'does' : 'does not'} make people capable.`,
  };
}

export const reportQuestions: readonly Question[] = [
  reading('graph-1', 'Does the registration report take $top and $select, and how long is a page?', readPageSizes),
  reading('graph-2', 'How old are the rows of the registration report?', readAge),
  reading(
    'graph-3',
    'Which events and reasons are in the audit log, and which of them does the app read?',
    readActivities,
  ),
  {
    id: 'graph-4',
    asks: 'How soon is a registration in the audit log, and as which events?',
    needs: ['graph', 'person'],
    ask: waitForRegistration,
  },
  reading('graph-5', 'Does a phone in the directory alone make somebody capable?', compareDirectoryPhones),
];
