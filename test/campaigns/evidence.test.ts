import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportShape } from '../../shared/api/report-operations.ts';
import { hours } from '../admin-api/admin-host.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

const retentionDays = 60;
let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(120, (document) => ({ ...document, retentionDays }));
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const linkOf = async (userId: string) => (await host.show(userId)).messages.find(({ step }) => step === 'sspr-link');
const linksIn = (mails: readonly string[]) => mails.filter((text) => /aka\.ms\/sspr(?!setup)/.test(text));

describe('what the help desk does with a Temporary Access Pass', () => {
  it.each(['givePass', 'givePassByApplication'] as const)(
    'is not taken for security info that somebody entered: %s (truth 16)',
    async (action) => {
      const [userId] = await host.nudged(1);
      await host.happen(userId!, 'registerPhone');
      await host.happen(userId!, action);
      await host.passHours(14);

      const links = linksIn(await host.mailsOf(userId!));
      expect(links).toHaveLength(1);
      expect(links[0]).not.toContain('has entered security info');
      expect((await host.show(userId!)).readiness).toMatchObject({ kind: 'capable', by: 'user' });
    },
  );

  it('withholds no SSPR link when the pass is taken away again (truth 17)', async () => {
    const [userId] = await host.nudged(1);
    await host.happen(userId!, 'registerPhone');
    await host.happen(userId!, 'deletePass');
    await host.passHours(6);
    expect(linksIn(await host.mailsOf(userId!))).toHaveLength(1);
  });
});

describe('"all required" that multifactor authentication demanded', () => {
  it('brings nobody the SSPR link who has only a passkey (truth 18)', async () => {
    const [userId] = await host.nudged(1);
    await host.happen(userId!, 'registerPasskey');
    await host.passHours(14);
    expect((await host.show(userId!)).readiness.kind).toBe('pending');
    expect(await linkOf(userId!)).toBeUndefined();
    expect(linksIn(await host.mailsOf(userId!))).toEqual([]);
  });
});

/** Days go by at once, and then everything runs that runs in a night and a morning. */
async function passDays(days: number): Promise<void> {
  await host.simulation.advanceTo(hours(24 * days, host.simulation.now()));
  for (const name of ['refreshRegistrations', 'watchRegistrations', 'forgetOldData', 'planCampaign'])
    await host.runFunction(name);
  // When the report was read last is known a quarter of an hour later everywhere.
  await host.simulation.advanceTo(hours(0.25, host.simulation.now()));
  for (let minutes = 0; minutes < 4; minutes++) {
    await host.simulation.advanceTo(hours(1 / 60, host.simulation.now()));
    await host.runFunction('releaseMessages');
  }
  await host.runFunction('reconcileClaims');
}

const reported = async () => reportShape.parse(await (await host.ask('GET', 'report')).json());

const forgottenByNow = () =>
  host.logged.reduce((sum, line) => sum + Number(/forgotten[\\"]+:(\d+)/.exec(line)?.[1] ?? 0), 0);

describe('three times retentionDays after the last mail (guard 12)', () => {
  it('nobody is nudged or sent the link anew, the erased get nothing, and the figures are as before', async () => {
    const [erased] = await host.nudged(1);
    expect((await host.ask('DELETE', `users/${erased}`)).status).toBe(200);
    for (let weeks = 0; weeks < 6; weeks++) await passDays(7);
    const before = await reported();
    const ofErased = (await host.mailsOf(erased!)).length;
    expect(forgottenByNow()).toBe(0);
    expect(before.tally.places.ended).toMatchObject({ remindersExhausted: expect.any(Number) });

    for (let months = 0; months < (3 * retentionDays) / 30; months++) await passDays(30);
    expect(forgottenByNow()).toBeGreaterThanOrEqual(before.tally.enrolled);
    expect(host.simulation.summary()).toMatchObject({ duplicates: [], wrongMails: [] });
    expect((await host.mailsOf(erased!)).length).toBe(ofErased);
    const { asOf: _, countedAt: __, ...figures } = before;
    expect(await reported()).toMatchObject(figures);
    const [someone] = await host.enrolled();
    const { displayName, messages } = await host.show(someone!);
    expect([displayName, ...messages.flatMap(({ history }) => history)]).toEqual(['']);
  }, 240_000);
});
