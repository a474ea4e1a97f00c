import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateOrganisation } from '../../local/simulation/tenant.ts';
import { startsAt } from '../admin-api/admin-host.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

const { people } = generateOrganisation({ users: 40, seed: 7, startsAt });

/** So seldom that a quarter of a year passes soon. */
const seldom = {
  REFRESH_SCHEDULE: '0 0 2 * * 1',
  WATCH_SCHEDULE: '0 0 3 * * *',
  PLAN_SCHEDULE: '0 0 6 * * *',
  RELEASE_SCHEDULE: '0 30 8 * * *',
  RECONCILE_SCHEDULE: '0 0 5 * * 1',
  FORGET_SCHEDULE: '0 30 4 * * 1',
};

let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(40, undefined, seldom);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const troubleShape = z.object({
  people: z.array(z.object({ userId: z.string(), cause: z.string(), reopenedAt: z.string().optional() })),
});

const troubleOf = async (userId: string) =>
  troubleShape.parse(await (await host.ask('GET', 'trouble')).json()).people.filter((one) => one.userId === userId);

const days = (count: number) => host.passHours(24 * count);
const linkTo = (end: string) => new RegExp(`aka\\.ms/${end}(?!setup)`);

async function mailsOf(userId: string) {
  const texts = await host.mailsOf(userId);
  return {
    setup: texts.filter((text) => linkTo('ssprsetup').test(text)).length,
    link: texts.filter((text) => linkTo('sspr').test(text)).length,
  };
}

async function nudgedInCloud(): Promise<string> {
  for (;;) {
    const [userId] = await host.nudged(1);
    const { isSynced, isFederated } = people.find(({ id }) => id === userId)!;
    if (!isSynced && !isFederated) return userId!;
  }
}

const isAskedAgain = async (userId: string) => (await host.show(userId)).messages.some(({ epoch }) => epoch > 0);

/** Planned in the morning, and mailed hours later. */
async function untilAskedAgain(userId: string): Promise<void> {
  for (let n = 0; n < 5 * 12 && !(await isAskedAgain(userId)); n++) await host.passHours(2);
}

describe('somebody who lost what they could reset with', () => {
  it('is asked once more 90 days after their last mail, never sent the link again, and leaves the trouble list', async () => {
    const userId = await nudgedInCloud();
    await host.happen(userId, 'registerPhone');
    await days(2);
    expect(await mailsOf(userId)).toEqual({ setup: 1, link: 1 });

    await host.runFunction('refreshRegistrations');
    await host.happen(userId, 'deleteInfo');
    await days(2);
    await host.runFunction('refreshRegistrations');
    expect((await host.show(userId)).next).toMatchObject({ kind: 'stop', because: 'securityInfoLost' });
    expect(await troubleOf(userId)).toMatchObject([{ cause: 'notRegistered' }]);

    await days(84);
    expect(await mailsOf(userId)).toEqual({ setup: 1, link: 1 });
    await untilAskedAgain(userId);
    expect(await troubleOf(userId)).toMatchObject([{ reopenedAt: expect.any(String) as string }]);
    expect(await mailsOf(userId)).toEqual({ setup: 1, link: 1 });

    await days(1);
    await host.happen(userId, 'registerPhone');
    await days(3);
    expect(await mailsOf(userId)).toEqual({ setup: 2, link: 1 });
    expect(await host.show(userId)).toMatchObject({ readiness: { kind: 'capable' } });
    expect(await troubleOf(userId)).toEqual([]);
  }, 300_000);
});
