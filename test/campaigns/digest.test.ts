import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SHARED_MAILBOXES } from '../../local/simulation/shared-mailboxes.ts';
import { generateOrganisation } from '../../local/simulation/tenant.ts';
import { startsAt } from '../admin-api/admin-host.ts';
import { getAll } from '../local/simulation/sending.ts';
import { startCampaignHost, type CampaignHost } from './campaign-host.ts';

const { people } = generateOrganisation({ users: 120, seed: 7, startsAt });
const synchronised = people.find(
  ({ personCase, isSynced, isFederated }) => personCase === 'capable' && isSynced && !isFederated,
)!;
const { campaign, hybridAdmin } = SHARED_MAILBOXES;

/** The log is read every half hour, and a record of it can be read four minutes after the event at the latest. */
const watchedOften = { WATCH_SCHEDULE: '0 */30 * * * *', PLAN_SCHEDULE: '0 0 * * * *' };
const aWatchCycle = 40 / 60;

let host: CampaignHost;
beforeAll(async () => {
  host = await startCampaignHost(
    120,
    (document) => ({
      ...document,
      owners: { campaign, hybridAdmin },
      digests: { names: true },
      cadence: officeHours(document),
      ...nobodyAsked,
    }),
    watchedOften,
  );
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

/** Nobody else comes into trouble through the campaign's own mails. */
const nobodyAsked = { waves: [], newJoiners: { enrol: false } };

const officeHours = ({ cadence }: Record<string, unknown>) => ({
  ...(cadence as object),
  quietHours: { from: '17:00', to: '08:30' },
});

const troubleShape = z.object({ people: z.array(z.object({ userId: z.string(), owner: z.string() })) });

const troubleOf = async (userId: string) =>
  troubleShape.parse(await (await host.ask('GET', 'trouble')).json()).people.filter((one) => one.userId === userId);

const recordShape = z.object({
  activityDisplayName: z.string(),
  result: z.string(),
  targetResources: z.array(z.object({ id: z.string() })),
});

/** How the last reset of somebody ended, as the audit log has it. */
async function lastResultOf(userId: string): Promise<string> {
  const records = z.array(recordShape).parse(await getAll(host.simulation, '/auditLogs/directoryAudits'));
  const theirs = records.filter(({ targetResources }) => targetResources.some(({ id }) => id === userId));
  const endings = theirs.filter(({ activityDisplayName }) => activityDisplayName === 'Reset password (self-service)');
  return endings.at(0)!.result;
}

/** Resets until one ends as wanted: of somebody whose password lives on-premises about every third fails. */
async function resetUntil(wanted: 'success' | 'failure'): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt++) {
    await host.happen(synchronised.id, 'reset');
    await host.passHours(aWatchCycle);
    const result = await lastResultOf(synchronised.id);
    const isListed = (await troubleOf(synchronised.id)).length > 0;
    expect([attempt, result, isListed]).toEqual([attempt, result, result === 'failure']);
    if (result === wanted) return;
  }
  throw new Error(`No reset of 30 ended with ${wanted}`);
}

const digests = () => host.simulation.mailsTo(hybridAdmin).map(({ text }) => text);

/** Until the owners' next working morning is over. */
const untilTomorrow = () => host.passHours(24);

describe('a reset that failed (everyone 2)', () => {
  it('is on the list within one round of the watch, leaves it after a success, and the digest says both once', async () => {
    await resetUntil('failure');
    expect(await troubleOf(synchronised.id)).toMatchObject([{ owner: 'hybridAdmin' }]);
    const before = digests().length;
    await untilTomorrow();
    expect(digests()[before]).toMatch(/came onto the list|tried to reset/);
    await untilTomorrow();

    await resetUntil('success');
    const beforeSuccess = digests().length;
    await untilTomorrow();
    expect(digests()[beforeSuccess]).toMatch(/left it: they got through/);
    await untilTomorrow();
    expect(digests().filter((text) => text.includes(synchronised.displayName))).toHaveLength(1);
    expect(digests().filter((text) => text.includes('left it'))).toHaveLength(1);
    expect(host.simulation.summary().owners.wrongDigests).toEqual([]);
    expect(host.simulation.summary().mails.stray).toBe(0);
  }, 300_000);
});
