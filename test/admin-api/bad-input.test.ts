import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../shared/api/open-api.ts';
import { formTypes, longestBody } from '../../shared/api/request-body.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
let fieldStaff: string;
/** Of a dry run that somebody has dropped out of since. */
let staleConfirm: string;
let before: object;

const strangerId = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  host = await startAdminHost(60, (document) => ({
    ...document,
    waves: [],
    newJoiners: { enrol: false, afterDays: 0 },
  }));
  fieldStaff = host.simulation.groups['Field staff']!.id;
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(1, startsAt));
  const planned = await host.ask('POST', 'waves', { name: 'stale', groups: [fieldStaff] });
  const plan = (await planned.json()) as { confirm: string; sample: { userId: string }[] };
  staleConfirm = plan.confirm;
  await host.ask('POST', `users/${plan.sample[0]!.userId}/exclude`);
  before = await everything();
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

/** All that a request could have started or changed. */
async function everything(): Promise<object> {
  const [waves, campaign, audit] = await Promise.all(
    ['waves', 'campaign', 'audit?top=500'].map(async (route) => (await host.ask('GET', route)).json()),
  );
  const entries = (audit as { entries: { outcome: string }[] }).entries.filter(({ outcome }) => outcome !== 'refused');
  return { waves, campaign, entries, mails: host.simulation.summary().mails.total };
}

type Ask = () => readonly [method: string, route: string, body?: unknown];

const wave =
  (body: () => unknown): Ask =>
  () => ['POST', 'waves', body()];

const rows: readonly (readonly [what: string, ask: Ask, status: number, ...faultyPaths: string[]])[] = [
  ['a group by its name', wave(() => ({ name: 'x', groups: ['Field staff'] })), 400, 'groups[0]'],
  ['a group that is not there', wave(() => ({ name: 'x', groups: [strangerId] })), 422, 'groups'],
  ['a user who is nobody', wave(() => ({ name: 'x', users: [strangerId] })), 400, 'users[0]'],
  ['a name that nobody has', wave(() => ({ name: 'x', users: ['nobody@contoso.com'] })), 400, 'users[0]'],
  ['a user by their display name', wave(() => ({ name: 'x', users: ['Kim Berg'] })), 400, 'users[0]'],
  ['10,000 users', wave(() => ({ name: 'x', users: Array.from({ length: 10_000 }, () => strangerId) })), 400, 'users'],
  ['51 groups', wave(() => ({ name: 'x', groups: Array.from({ length: 51 }, () => strangerId) })), 400, 'groups'],
  ['a start in the past', wave(() => ({ name: 'x', startsAt: '2020-01-01T08:00:00Z' })), 400, 'startsAt'],
  ['a start that is no instant', wave(() => ({ name: 'x', startsAt: 'tomorrow' })), 400, 'startsAt'],
  ['a start without a zone', wave(() => ({ name: 'x', startsAt: '2026-12-01T08:00:00' })), 400, 'startsAt'],
  ['a limit of 0', wave(() => ({ name: 'x', limit: 0 })), 400, 'limit'],
  ['half a person', wave(() => ({ name: 'x', limit: 1.5 })), 400, 'limit'],
  ['an unknown field', wave(() => ({ name: 'x', grups: [] })), 400, 'grups'],
  ['a name of the wrong type', wave(() => ({ name: 1 })), 400, 'name'],
  ['no name', wave(() => ({})), 400, 'name'],
  ['a name without a letter', wave(() => ({ name: '---' })), 400, 'name'],
  ['groups of the wrong type', wave(() => ({ name: 'x', groups: fieldStaff })), 400, 'groups'],
  ['a dryRun of the wrong type', wave(() => ({ name: 'x', dryRun: 'no' })), 400, 'dryRun'],
  ['a list', wave(() => []), 400, '(document)'],
  ['null', wave(() => 'null'), 400, '(document)'],
  ['text', wave(() => 'no JSON'), 400],
  ['nothing', wave(() => ''), 400],
  ['a confirm of another form', wave(() => ({ name: 'x', dryRun: false, confirm: 'yes' })), 400, 'confirm'],
  ['no dry run before it', wave(() => ({ name: 'x', dryRun: false })), 428],
  ['a confirm that nobody was given', wave(() => ({ name: 'x', dryRun: false, confirm: '0'.repeat(32) })), 409],
  ['a stale confirm', wave(() => ({ name: 'stale', groups: [fieldStaff], dryRun: false, confirm: staleConfirm })), 409],
  ['the confirm of another wave', wave(() => ({ name: 'y', dryRun: false, confirm: staleConfirm })), 409],
  ['an unknown wave, shown', () => ['GET', 'waves/none'], 404],
  ['an unknown wave, paused', () => ['POST', 'waves/none/pause'], 404],
  ['an unknown wave, resumed', () => ['POST', 'waves/none/resume'], 404],
  ['an unknown wave, cancelled', () => ['POST', 'waves/none/cancel'], 404],
  ['the people of an unknown wave', () => ['GET', 'waves/none/recipients.csv'], 404],
  ['an unknown action on a wave', () => ['POST', 'waves/none/stop'], 404],
  ['a page of 0 waves', () => ['GET', 'waves?top=0'], 400, 'top'],
  ['an unknown query', () => ['GET', 'waves?limit=5'], 400, 'limit'],
  ['a page of 501 entries', () => ['GET', 'audit?top=501'], 400, 'top'],
  ['somebody unknown, shown', () => ['GET', 'users/nobody@contoso.com'], 404],
  ['somebody unknown, diagnosed', () => ['GET', 'users/nobody@contoso.com/diagnosis'], 404],
  ['somebody unknown, excluded', () => ['POST', `users/${strangerId}/exclude`, {}], 404],
  ['an unknown action on somebody', () => ['POST', `users/${strangerId}/delete`, {}], 404],
  ['a resend without a step', () => ['POST', `users/${strangerId}/resend`, {}], 400, 'step'],
  [
    'a reason of 201 letters',
    () => ['POST', `users/${strangerId}/exclude`, { because: 'x'.repeat(201) }],
    400,
    'because',
  ],
  ['an unknown action on the campaign', () => ['POST', 'campaign/stop', {}], 404],
  ['a pause with an unknown field', () => ['POST', 'campaign/pause', { reason: 'x' }], 400, 'reason'],
  ['a document with faults', () => ['PUT', 'campaign', { name: 'x' }], 400, 'organisation', 'sspr', 'cadence'],
  ['a test mail to somebody else', () => ['POST', 'emails/test', { to: 'kim@contoso.com' }], 400, 'to'],
  ['a mail of no kind', () => ['GET', 'emails/preview?kind=spam'], 400, 'kind'],
];

describe('a request', { sequential: true }, () => {
  it.each<[string, Ask, number, readonly string[]]>(
    rows.map(([what, ask, status, ...paths]) => [what, ask, status, paths]),
  )('with %s is refused with the path of the fault and the next step', async (_, request, status, faultyPaths) => {
    const [method, route, body] = request();
    const answer = await host.ask(method, route, body);
    const problem = (await answer.json()) as { title: string; detail: string; faults?: { path: string }[] };
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect([problem.title, problem.detail].every((text) => text.length > 10)).toBe(true);
    const paths = problem.faults?.map(({ path }) => path) ?? [];
    expect([...new Set(paths)]).toEqual(faultyPaths);
  });

  it('with many faults names each of them', async () => {
    const body = { name: '', groups: ['a', strangerId, 'b'], limit: 0, startsAt: 1, more: true };
    const answer = await host.ask('POST', 'waves', body);
    const { faults } = (await answer.json()) as { faults: { path: string }[] };
    const paths = ['groups[0]', 'groups[2]', 'limit', 'more', 'name', 'startsAt'];
    expect([...new Set(faults.map(({ path }) => path))].toSorted()).toEqual(paths);
  });

  it('with a quarter of a million faults gets an answer smaller than itself (guard 9)', async () => {
    const shown = await host.ask('GET', 'campaign');
    const { document } = (await shown.json()) as { document: object };
    const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
    const put = async (count: number) => {
      const waves = Array.from({ length: count }, () => ({}));
      const answer = await host.ask('PUT', 'campaign', { ...document, waves }, headers);
      expect(answer.status).toBe(400);
      return answer.text();
    };
    expect((await put(250_000)).length).toBeLessThan(1_000);
    expect(await put(200)).toContain('the first 100 of 400, listed under faults');
  });

  it.each(
    operations
      .filter(({ method, body }) => method !== 'GET' && body !== undefined)
      .map(({ method, route, bodyType, longestBody: most = longestBody }) => {
        // Only a form with a file may be longer.
        const [type, longest] = bodyType === 'form' ? [formTypes.plain, longestBody] : [bodyType, most];
        return [method, route, type ?? 'application/json', longest] as const;
      }),
  )('larger than the operation takes is refused: %s %s', async (method, route, type, longest) => {
    const concrete = ['{id}', '{name}']
      .reduce((path, part) => path.replace(part, 'none'), route)
      .replace('{idOrUpn}', strangerId)
      .replace('{action}', 'pause');
    const headers = { authorization: `Bearer ${await host.token('operator')}`, 'content-type': type };
    const send = (more: RequestInit) => fetch(`${host.url}/api/${concrete}`, { ...more, method, headers });
    const whole = await send({ body: `"${'x'.repeat(longest)}"` });
    expect([whole.status, whole.headers.get('content-type')]).toEqual([413, 'application/problem+json']);
    // Without a content-length the size shows only on the way.
    const chunks = new Blob([`"${'x'.repeat(longest)}"`]).stream();
    const streamed = await send({ body: chunks, duplex: 'half' });
    expect(streamed.status).toBe(413);
  });

  it('with a fault starts nothing and changes nothing', async () => {
    expect(await everything()).toEqual(before);
  });
});
