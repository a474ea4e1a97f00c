import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateOrganisation } from '../../local/simulation/tenant.ts';
import { hours, startsAt } from '../admin-api/admin-host.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

const { people } = generateOrganisation({ users: 120, seed: 7, startsAt });
const admin = people.find(({ isAdmin }) => isAdmin)!;

/** The rolling check finds who is owed something: it goes through everybody in sixteen runs. */
const everyHour = { RECONCILE_SCHEDULE: '0 0 * * * *' };

let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(120, undefined, everyHour);
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

const links = async (userId: string) =>
  (await host.mailsOf(userId)).filter((text) => /aka\.ms\/sspr(?!setup)/.test(text)).length;

/** Somebody who has had the nudge and whose password lives here, or elsewhere. */
async function nudgedWho(isElsewhere: boolean): Promise<string> {
  for (;;) {
    const [userId] = await host.nudged(1);
    const person = people.find(({ id }) => id === userId)!;
    if ((person.isSynced || person.isFederated) === isElsewhere) return userId!;
  }
}

const reportShape = z.object({
  heldLinks: z.array(z.object({ userId: z.string(), because: z.string(), owner: z.string() })),
});

async function heldLinks() {
  return reportShape.parse(await (await host.ask('GET', 'report')).json()).heldLinks;
}

describe('the SSPR link while writeback is off (truth 19)', () => {
  it('waits for the synchronised, is listed for whoever can mend it, and is sent once when it is on again', async () => {
    const [synchronised, cloudOnly] = [await nudgedWho(true), await nudgedWho(false)];
    await host.happen(admin.id, 'switchWritebackOff');
    await host.passHours(2);
    for (const userId of [synchronised, cloudOnly]) await host.happen(userId, 'registerPhone');
    await host.passHours(8);

    expect([await links(synchronised), await links(cloudOnly)]).toEqual([0, 1]);
    expect((await host.show(synchronised)).next).toMatchObject({ kind: 'stop', because: 'writebackNotEnabled' });
    const held = (await heldLinks()).find(({ userId }) => userId === synchronised);
    expect(held).toMatchObject({ because: 'writebackNotEnabled', owner: 'hybridAdmin' });
    await host.runUntil(hours(0.1, host.simulation.now())); // the quota on reports is free again
    const diagnosis = await (await host.ask('GET', `users/${synchronised}/diagnosis`)).json();
    expect(diagnosis).toMatchObject({ canReset: 'no', cause: { id: 'writebackNotEnabled' } });

    await host.happen(admin.id, 'switchWritebackOn');
    await host.passHours(24);
    expect([await links(synchronised), await links(cloudOnly)]).toEqual([1, 1]);
    expect((await heldLinks()).filter(({ userId }) => userId === synchronised)).toEqual([]);
  });
});
