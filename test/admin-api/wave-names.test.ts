import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dryRunShape } from '../../shared/api/wave-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;
const later = { name: 'Later', startsOn: '2027-01-11' };

beforeAll(async () => {
  host = await startAdminHost(20, (document) => ({
    ...document,
    waves: [later],
    newJoiners: { enrol: true, afterDays: 0 },
  }));
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(4, startsAt));
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

interface Refusal {
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}

/** Puts the document with these waves, and lets the campaign follow it. */
async function putWaves(waves: readonly object[]) {
  const shown = await host.ask('GET', 'campaign');
  const { document } = (await shown.json()) as { document: object };
  const headers = { authorization: `Bearer ${await host.token('operator')}`, 'if-match': shown.headers.get('etag')! };
  const put = await host.ask('PUT', 'campaign', { ...document, waves }, headers);
  const { faults = [] } = (await put.json()) as Refusal;
  if (put.status === 200) await host.runFunction('planCampaign');
  return { status: put.status, faults };
}

const stateOf = async (waveId: string) =>
  ((await (await host.ask('GET', `waves/${waveId}`)).json()) as { state: string }).state;

async function dryRun(body: object) {
  const answer = await host.ask('POST', 'waves', { ...body, dryRun: true });
  expect(answer.status).toBe(200);
  return dryRunShape.parse(await answer.json());
}

describe('the waves of the document, over HTTP (engine 13)', { sequential: true }, () => {
  it('come back when they are put back and nobody was enrolled', async () => {
    await host.runFunction('planCampaign');
    expect((await putWaves([])).status).toBe(200);
    expect(await stateOf('later')).toBe('cancelled');
    expect((await putWaves([later])).status).toBe(200);
    expect(await stateOf('later')).toBe('scheduled');
  });

  it('are for nobody by mistake: an empty list of groups is refused, by its path', async () => {
    const { status, faults } = await putWaves([{ ...later, groups: [] }]);
    expect([status, faults[0]?.path]).toEqual([400, 'waves[0].groups']);
    expect(faults[0]?.message).toContain('leave groups out');
  });

  it('can be put as they were read: none has an empty list', async () => {
    const { document } = (await (await host.ask('GET', 'campaign')).json()) as { document: { waves: object[] } };
    expect((await putWaves(document.waves)).status).toBe(200);
  });

  it('ask for another name when an operator has cancelled the one before', async () => {
    expect((await host.ask('POST', 'waves/later/cancel')).status).toBe(200);
    expect((await putWaves([later])).status).toBe(200);
    expect(await stateOf('later')).toBe('cancelled');
    expect((await putWaves([])).status).toBe(200);
    const { status, faults } = await putWaves([later]);
    expect([status, faults[0]?.path]).toEqual([400, 'waves[0].name']);
    expect(faults[0]?.message).toContain('choose another name');
  });

  it('ask for another name when somebody was enrolled', async () => {
    const now = { name: 'Now', startsOn: '2026-11-02' };
    expect((await putWaves([now])).status).toBe(200);
    expect(await stateOf('now')).not.toBe('scheduled');
    expect((await putWaves([])).status).toBe(200);
    expect(await stateOf('now')).not.toBe('cancelled');
    const { status, faults } = await putWaves([now]);
    expect([status, faults[0]?.message]).toEqual([400, expect.stringContaining('begun') as string]);
  });

  it('are called "enrolled" on the next days too, though a pass has come by', async () => {
    await host.runUntil(hours(28, startsAt));
    expect(await stateOf('now')).toBe('enrolled');
  });
});

describe('a wave of an operator under a name that is taken (engine 13)', { sequential: true }, () => {
  it('is told so by the dry run, and gets no confirm', async () => {
    const plan = await dryRun({ name: 'Later!' });
    expect(plan).toMatchObject({ existing: { waveId: 'later', state: 'cancelled' } });
    expect(plan.confirm).toBeUndefined();
    expect((await dryRun({ name: 'free' })).existing).toBeUndefined();
  });

  it('is refused by the launch: no 200 that did nothing', async () => {
    const refused = await host.ask('POST', 'waves', { name: 'later', dryRun: false, confirm: '0'.repeat(32) });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ title: 'A wave of this name was cancelled' });
  });

  it.each(['groups', 'users'])('names nobody by mistake: an empty list of %s is refused', async (field) => {
    const refused = await host.ask('POST', 'waves', { name: 'free', [field]: [] });
    const { faults } = (await refused.json()) as Refusal;
    expect([refused.status, faults?.[0]?.path]).toEqual([400, field]);
  });
});
