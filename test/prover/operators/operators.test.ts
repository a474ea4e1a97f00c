import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NUDGE, postMail } from '../../local/simulation/sending.ts';
import type { Act } from './act.ts';
import { startMailResource, type MailResource } from './mail-resource.ts';
import { hoursLater, OperatorsCampaign } from './operators-campaign.ts';
import { acts, carryOut } from './run-operators.ts';
import { untilSaid } from './said.ts';

let campaign: OperatorsCampaign;
beforeAll(async () => {
  campaign = await OperatorsCampaign.start({ users: 30, seed: 1 });
}, 120_000);
afterAll(() => campaign.close());

const actNamed = (part: string): Act => acts.find(({ name }) => name.includes(part))!;

describe('the campaign with what operators and platforms do', { sequential: true }, () => {
  it.each(['settings say', 'garbage tokens', 'a wave is taken out'])('carries out: %s', async (part) => {
    expect(await carryOut(actNamed(part), campaign)).toMatchObject({ fault: undefined, seen: {} });
  });

  it('sees that something was not said before it was a day old, and mends it all the same', async () => {
    const silent: Act = {
      name: 'nobody notices',
      at: campaign.now(),
      async carryOut() {
        await campaign.control('faults', [{ route: 'directoryAudits', kind: '503' }]);
        return {
          said: [await untilSaid(campaign, 'health', /a word that nobody says/, { stepHours: 12 })],
          outcome: '',
        };
      },
    };
    const began = campaign.now();
    const { seen, fault } = await carryOut(silent, campaign);
    expect(seen).toBeUndefined();
    expect(fault).toContain('nothing in health said /a word that nobody says/ within a day');
    expect(campaign.now()).toEqual(hoursLater(began, 24));
    await campaign.passHours(2);
    expect(await (await campaign.ask('GET', 'health')).text()).not.toContain('the audit log has not been read');
  });
});

describe('a mail resource', () => {
  let [first, second]: MailResource[] = [];
  beforeAll(async () => {
    first = await startMailResource(campaign.simulation.origin);
    second = await startMailResource(campaign.simulation.origin);
  });
  afterAll(async () => {
    await first!.close();
    await second!.close();
  });

  const mail = () => ({ to: 'nobody@contoso.example', operationId: randomUUID(), ...NUDGE });
  const knows = async ({ origin }: MailResource, id: string) => {
    const authorization = 'Bearer x';
    const url = `${origin}/emails/operations/${id}?api-version=2025-09-01`;
    return (await fetch(url, { headers: { authorization } })).status;
  };

  it('knows its own mails only', async () => {
    const sent = mail();
    expect((await postMail(first!, sent)).status).toBe(202);
    expect([await knows(first!, sent.operationId), await knows(second!, sent.operationId)]).toEqual([200, 404]);
  });

  it('takes a mail of whose answer nobody hears', async () => {
    const sent = mail();
    first!.loseAnswers(1);
    await expect(postMail(first!, sent)).rejects.toThrow(/fetch failed/);
    expect(first!.lost).toEqual([sent.operationId]);
    expect(await knows(first!, sent.operationId)).toBe(200);
    expect(campaign.simulation.takenIds().has(sent.operationId)).toBe(true);
  });
});
