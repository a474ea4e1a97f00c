import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dryRunShape, launchedShape, waveProgressShape } from '../../shared/api/wave-operations.ts';
import { hours, rareSchedules, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let fieldStaff: string;
/** For whom security info is entered before any wave. */
let filledIn: string;

/** No wave of the document: everyone is free. */
beforeAll(async () => {
  const free = { waves: [], newJoiners: { enrol: true, afterDays: 0 } };
  host = await startAdminHost(80, (document) => ({ ...document, ...free }), rareSchedules);
  fieldStaff = host.simulation.groups['Field staff']!.id;
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(4, startsAt));
  filledIn = (await dryRun({ name: 'anybody', limit: 1 })).sample[0]!.userId;
  await host.control(`people/${filledIn}/prepopulate`, {});
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

async function dryRun(body: object) {
  const answer = await host.ask('POST', 'waves', { ...body, dryRun: true });
  expect(answer.status).toBe(200);
  return dryRunShape.parse(await answer.json());
}

async function peopleInDirectory(): Promise<number> {
  const headers = { authorization: 'Bearer local', ConsistencyLevel: 'eventual' };
  const answer = await fetch(`${host.simulation.origin}/v1.0/users?$top=1&$count=true`, { headers });
  return ((await answer.json()) as { '@odata.count': number })['@odata.count'];
}

/** Whoever has a nudge that the mail service took, by the wave's list. */
const mailedPeople = async () => {
  const csv = await (await host.ask('GET', 'waves/field/recipients.csv')).text();
  const [heads = '', ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\n');
  const nudgedAt = heads.split(',').indexOf('nudgedAt');
  const cells = lines.map((line) => line.split(',')).filter((line) => line[2] === 'enrolled');
  return cells.filter((line) => line[nudgedAt] !== '').map(([userId]) => userId!);
};

describe('a dry run', { sequential: true }, () => {
  it.each([
    ['the whole audience', () => ({ name: 'all' })],
    ['a group', () => ({ name: 'field', groups: [fieldStaff] })],
    ['a limit', () => ({ name: 'few', limit: 3 })],
  ])('of %s answers counts that add up to the tenant', async (_, body) => {
    const plan = await dryRun(body());
    const leftOut = plan.leftOut.reduce((sum, { people }) => sum + people, 0);
    expect(plan.selected + leftOut).toBe(await peopleInDirectory());
    expect(plan.people).toBe(plan.selected + leftOut);
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
    expect([sum(plan.languages), sum(plan.variants)]).toEqual([plan.selected, plan.selected]);
    expect(plan.hours.reduce((total, { mails }) => total + mails, plan.mailsLater)).toBe(plan.selected);
    expect(plan.selected).toBeGreaterThan(0);
  });

  it('says when the last mail leaves, in working hours', async () => {
    const { firstMailAt, lastMailAt } = await dryRun({ name: 'all' });
    expect(new Date(firstMailAt!).getTime()).toBeGreaterThanOrEqual(host.simulation.now().getTime());
    expect(new Date(lastMailAt!) >= new Date(firstMailAt!)).toBe(true);
  });

  it('has the same confirm when it is asked again, and another one for another request', async () => {
    const [one, again, other] = [
      await dryRun({ name: 'field', groups: [fieldStaff] }),
      await dryRun({ name: 'field', groups: [fieldStaff] }),
      await dryRun({ name: 'field', groups: [fieldStaff], limit: 2 }),
    ];
    expect(again.confirm).toBe(one.confirm);
    expect(other.confirm).not.toBe(one.confirm);
  });

  it('knows people by user principal name as by object id', async () => {
    const { sample } = await dryRun({ name: 'field', groups: [fieldStaff] });
    const { userId, userPrincipalName } = sample[0]!;
    const byName = await dryRun({ name: 'one', users: [userPrincipalName.toUpperCase()] });
    const byId = await dryRun({ name: 'one', users: [userId] });
    expect(byName.sample.map((one) => one.userId)).toEqual([userId]);
    expect(byName.confirm).toBe(byId.confirm);
  });

  it('mails nobody and starts no wave', async () => {
    expect(await (await host.ask('GET', 'waves')).json()).toEqual({ waves: [] });
    expect(host.simulation.summary().mails.total).toBe(0);
  });
});

describe('a launch', { sequential: true }, () => {
  it('after somebody has dropped out is refused, saying so', async () => {
    const body = { name: 'field', groups: [fieldStaff] };
    const { confirm, sample } = await dryRun(body);
    const excluded = sample[0]!.userId;
    expect((await host.ask('POST', `users/${excluded}/exclude`, { because: 'on leave' })).status).toBe(200);
    const refused = await host.ask('POST', 'waves', { ...body, dryRun: false, confirm });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      detail: expect.stringContaining('1 people have dropped out') as string,
      drift: { documentChanged: false, requestChanged: false, peopleAdded: 0, peopleRemoved: 1 },
    });
    await host.ask('POST', `users/${excluded}/include`);
  });

  it('after the document has changed is refused, saying so', async () => {
    const body = { name: 'field', groups: [fieldStaff] };
    const { confirm } = await dryRun(body);
    const shown = await host.ask('GET', 'campaign');
    const { document } = (await shown.json()) as { document: { retentionDays: number } };
    const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
    const put = await host.ask('PUT', 'campaign', { ...document, retentionDays: document.retentionDays + 1 }, headers);
    expect(put.status).toBe(200);
    const refused = await host.ask('POST', 'waves', { ...body, dryRun: false, confirm });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ drift: { documentChanged: true, peopleRemoved: 0 } });
  });

  it('of another request than was dry-run is refused', async () => {
    const { confirm } = await dryRun({ name: 'field', groups: [fieldStaff] });
    const refused = await host.ask('POST', 'waves', { name: 'field', limit: 1, dryRun: false, confirm });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ drift: { requestChanged: true } });
  });

  it('with the confirm mails exactly the people of the dry run', async () => {
    const body = { name: 'field', groups: [fieldStaff] };
    const plan = await dryRun(body);
    const launched = await host.ask('POST', 'waves', { ...body, dryRun: false, confirm: plan.confirm });
    expect(launched.status).toBe(202);
    expect(launchedShape.parse(await launched.json()).selected).toBe(plan.selected);

    await host.runUntil(hours(58, startsAt));

    const mailed = (await mailedPeople()).toSorted();
    expect(mailed).toEqual(plan.sample.map(({ userId }) => userId).toSorted());
    expect(mailed).toHaveLength(plan.selected);
    const summary = host.simulation.summary();
    expect([summary.duplicates, summary.wrongMails]).toEqual([[], []]);
  }, 180_000);

  it.each([[{}], [{ confirm: '0'.repeat(32) }]])(
    'of the same name again answers the wave that is there (%j)',
    async (more) => {
      const again = await host.ask('POST', 'waves', { name: 'Field', groups: [fieldStaff], dryRun: false, ...more });
      expect(again.status).toBe(200);
      expect(await again.json()).toMatchObject({ alreadyLaunched: true, wave: { waveId: 'field' } });
    },
  );

  it('is in the audit trail, with those that were refused', async () => {
    const { entries } = (await (await host.ask('GET', 'audit?top=100')).json()) as {
      entries: { action: string; outcome: string; details: object }[];
    };
    const launches = entries.filter(({ action }) => action === 'launchWave').map(({ outcome }) => outcome);
    expect(launches).toContain('done');
    expect(launches).toContain('refused');
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['excludeUser', 'includeUser', 'replaceCampaign']),
    );
    // What was changed in the document, field by field (guard 3).
    const replaced = entries.find(({ action }) => action === 'replaceCampaign')!;
    expect(Object.entries(replaced.details).filter(([, told]) => String(told).includes(' → '))).not.toEqual([]);
  });

  it('shows its progress', async () => {
    const shown = waveProgressShape.parse(await (await host.ask('GET', 'waves/field')).json());
    expect(shown).toMatchObject({ state: 'enrolled' });
  });
});

describe('a wave that is halted', { sequential: true }, () => {
  const mails = () => host.simulation.summary().mails.total;
  const state = async () => ((await (await host.ask('GET', 'waves/rest')).json()) as { state: string }).state;

  it('while it is paused sends nothing, and goes on where it was when it is resumed', async () => {
    const plan = await dryRun({ name: 'rest' });
    await host.ask('POST', 'waves', { name: 'rest', dryRun: false, confirm: plan.confirm });
    await host.runFunction('planCampaign');
    expect((await host.ask('POST', 'waves/rest/pause')).status).toBe(200);
    const before = mails();
    await host.runUntil(hours(80, startsAt));
    const nudged = async () =>
      ((await (await host.ask('GET', 'waves/rest')).json()) as { progress: { nudged: number } }).progress.nudged;
    expect([await state(), await nudged()]).toEqual(['paused', 0]);
    expect(mails() - before).toBeLessThan(10);
    const shown = (await (await host.ask('GET', 'campaign')).json()) as { sending: { pausedWaves: string[] } };
    expect(shown.sending.pausedWaves).toEqual(['rest']);
    const { progress: held } = (await (await host.ask('GET', 'waves/rest')).json()) as {
      progress: { places: { onTheWay: number }; messages: { nudge: Record<string, number> } };
    };
    // They wait, and are not cancelled to be planned anew.
    expect(held.messages.nudge['planned']).toBe(held.places.onTheWay);
    expect(held.messages.nudge['cancelled']).toBeUndefined();

    expect((await host.ask('POST', 'waves/rest/resume')).status).toBe(200);
    await host.runUntil(hours(104, startsAt));
    expect(await nudged()).toBeGreaterThan(0);
    expect(host.simulation.summary().duplicates).toEqual([]);
  }, 180_000);

  it('stays cancelled, and sends nothing more to anybody', async () => {
    expect((await host.ask('POST', 'waves/rest/cancel')).status).toBe(200);
    const shown = (await (await host.ask('GET', 'waves/rest')).json()) as {
      progress: { places: { onTheWay: number; ended: Record<string, number> } };
    };
    expect(shown.progress.places.onTheWay).toBe(0);
    expect(shown.progress.places.ended['waveCancelled']).toBeGreaterThan(0);
    expect((await host.ask('POST', 'waves/rest/resume')).status).toBe(409);
    expect(await state()).toBe('cancelled');
    expect((await host.ask('POST', 'waves/rest/stop')).status).toBe(404);
  });
});

describe('a wave for those who can reset already', { sequential: true }, () => {
  /** Launches what the dry run planned. */
  async function launch(body: { readonly name: string; readonly goal?: string; readonly users?: readonly string[] }) {
    const plan = await dryRun(body);
    const launched = await host.ask('POST', 'waves', { ...body, dryRun: false, confirm: plan.confirm });
    expect(launched.status).toBe(202);
    return plan;
  }

  /** Whom a wave has enrolled, by its list. */
  async function enrolledIn(waveId: string): Promise<readonly string[]> {
    const csv = await (await host.ask('GET', `waves/${waveId}/recipients.csv`)).text();
    const lines = csv
      .replace(/^\uFEFF/, '')
      .split('\n')
      .map((line) => line.split(','));
    return lines.filter(([, , status]) => status === 'enrolled').map(([userId]) => userId!);
  }

  async function personOf(userId: string) {
    const { messages, ...user } = (await (await host.ask('GET', `users/${userId}`)).json()) as {
      userId: string;
      place: { kind: string };
      otherEnrolments: object[];
      messages: { step: string; kind?: string; acceptedAt?: string; dueAt: string }[];
    };
    const link = messages.find(({ step }) => step === 'sspr-link');
    const taken = messages.filter(({ acceptedAt }) => acceptedAt);
    const times = new Map(taken.map(({ step, acceptedAt }) => [step, Date.parse(acceptedAt!)]));
    const links = taken.filter(({ step }) => step === 'sspr-link').length;
    return { ...user, times, links, link, accepted: taken.map(({ step, kind }) => `${step}: ${kind}`).toSorted() };
  }

  const leftOutOf = ({ leftOut }: Awaited<ReturnType<typeof dryRun>>) =>
    new Map(leftOut.map(({ because, people }) => [because, people]));

  beforeAll(async () => {
    const shown = await host.ask('GET', 'campaign');
    const { document } = (await shown.json()) as { document: { followUp: object; capacity: object } };
    const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
    const followUp = { ...document.followUp, ssprLinkTo: 'enrolled' };
    const capacity = { ...document.capacity, newRecipientsPerDay: 300 };
    const changed = await host.ask('PUT', 'campaign', { ...document, followUp, capacity }, headers);
    if (!changed.ok) throw new Error(await changed.text());
    await host.runUntil(hours(130, startsAt));
  }, 180_000);

  it('tells those once for whom it was filled in before they were enrolled, and says so', async () => {
    expect(await launch({ name: 'them', users: [filledIn] })).toMatchObject({
      goal: 'register',
      selected: 1,
      variants: { 'sspr-link': 1 },
    });
  });

  let asked: readonly string[];

  it('to outlast phones asks those by phone alone, who were never enrolled to register', async () => {
    const plan = await launch({ name: 'phones', goal: 'outlastPhones' });
    expect(plan).toMatchObject({ goal: 'outlastPhones', variants: { 'phone-only': plan.selected } });
    expect(leftOutOf(plan).get('notByPhoneAlone')).toBeGreaterThan(0);
    await host.runUntil(hours(182, startsAt));
    const people = await Promise.all((await enrolledIn('phones')).map(personOf));
    expect(people).toHaveLength(plan.selected);
    const neverWrittenTo = people.filter(({ accepted }) => accepted.join() === 'phone-only: phoneOnly');
    asked = neverWrittenTo.map(({ userId }) => userId);
    expect(asked.length).toBeGreaterThan(0);
    const { mails, campaign } = host.simulation.summary();
    expect(mails.byKind.otherWay).toBe(asked.length);
    expect(campaign.neverAsked).toEqual([]);
  }, 180_000);

  it('to know the link plans exactly those who could reset before, and says why the others are left out', async () => {
    expect(await personOf(filledIn)).toMatchObject({
      place: { kind: 'canReset' },
      accepted: expect.arrayContaining(['sspr-link: ssprLinkPrepopulated']),
    });
    const { neverTold } = host.simulation.summary().campaign;
    expect(neverTold.length).toBeGreaterThan(10);
    const plan = await launch({ name: 'links', goal: 'knowTheLink' });
    expect(plan).toMatchObject({ goal: 'knowTheLink', variants: { 'sspr-link': plan.selected } });
    const reasons = leftOutOf(plan);
    expect(reasons.has('alreadyCapable')).toBe(false);
    expect(reasons.get('cannotResetYet')).toBeGreaterThan(0);
    expect(reasons.get('hasTheLink')).toBeGreaterThan(0);
    await host.runFunction('planCampaign');
    expect(await enrolledIn('links')).toEqual(expect.arrayContaining([...neverTold]));
  });

  it('again plans nobody', async () => {
    const again = await dryRun({ name: 'links again', goal: 'knowTheLink' });
    expect([again.selected, again.confirm]).toEqual([0, undefined]);
  });

  it('mails each of them once, a week after a mail of another goal', async () => {
    await host.runUntil(hours(202, startsAt));
    for (const userId of await enrolledIn('links')) {
      const { links, times, link, ...person } = await personOf(userId);
      expect(person).toMatchObject({
        place: { kind: 'canReset' },
        otherEnrolments: expect.arrayContaining([expect.objectContaining({ goal: 'knowTheLink', waveId: 'links' })]),
      });
      const isToWait = asked.includes(userId);
      expect(links).toBe(isToWait ? 0 : 1);
      const earliest = isToWait ? times.get('phone-only')! + 7 * 24 * 3_600_000 : 0;
      expect(Date.parse(link!.dueAt)).toBeGreaterThanOrEqual(earliest);
    }
    const shown = waveProgressShape.parse(await (await host.ask('GET', 'waves/links')).json());
    expect(shown.goal).toBe('knowTheLink');
    expect(Object.keys(shown.progress.messages)).toEqual(['sspr-link']);
    const { duplicates, wrongMails } = host.simulation.summary();
    expect([duplicates, wrongMails]).toEqual([[], []]);
  }, 180_000);

  it('is named with its goal on the page', async () => {
    const page = await (await host.ask('GET', 'dashboard/waves')).text();
    for (const label of ['Register', 'Know the link', 'Outlast phones']) expect(page).toContain(`>${label}<`);
  });
});
