import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(120);
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
