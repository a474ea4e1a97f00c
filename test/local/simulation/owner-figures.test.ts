import { afterEach, describe, expect, it } from 'vitest';
import { SHARED_MAILBOXES } from '../../../local/simulation/shared-mailboxes.ts';
import { startSimulation, type Simulation } from '../../../local/simulation/simulation.ts';
import { generateOrganisation } from '../../../local/simulation/tenant.ts';
import { postMail } from './sending.ts';

/** A Monday. */
const startsAt = new Date('2026-11-30T00:00:00Z');
const base = { users: 60, seed: 7, port: 0, startsAt };
const { people } = generateOrganisation(base);
const { campaign, hybridAdmin } = SHARED_MAILBOXES;
const day = (days: number, hour = 9) => new Date(startsAt.getTime() + days * 86_400_000 + hour * 3_600_000);

let simulation: Simulation;
afterEach(() => simulation.close());

/** Whoever is in trouble by itself is so within a day or two: everything below is after that. */
async function aTenant() {
  simulation = await startSimulation(base);
  let number = 0;
  const tell = async (to: string, plainText: string) => {
    const operationId = `00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`;
    await postMail(simulation, { to, operationId, subject: 'Password reset', plainText });
  };
  const digest = (to: string, count: number) =>
    tell(to, `${count} people tried to reset a forgotten password and did not get through.`);
  return { tell, digest, wrong: () => simulation.summary().owners.wrongDigests.join('; ') };
}

describe('what is true of the mails to owners', () => {
  it('the figures of all mailboxes together are right, or that is said', async () => {
    const { digest, wrong } = await aTenant();
    await simulation.advanceTo(day(2));
    await digest(campaign, 500);
    expect(wrong()).toMatch(/makes 500 people in trouble of \d+ to \d+/);
    expect(wrong()).toMatch(/in the end 500/);
    const [, most] = /makes 500 people in trouble of \d+ to (\d+)/.exec(wrong())!;
    await simulation.close();

    const again = await aTenant();
    await simulation.advanceTo(day(2));
    await again.digest(campaign, Number(most) - 1);
    await again.digest(hybridAdmin, 1);
    expect(again.wrong()).toBe('');
  });

  it('a second digest of a day, one on a Saturday and one without a change are named', async () => {
    const { digest, wrong } = await aTenant();
    await simulation.advanceTo(day(40));
    await digest(campaign, 5);
    await simulation.advanceTo(day(40, 12));
    await digest(campaign, 5);
    expect(wrong()).toMatch(/2027-01-09 came on a day off/);
    expect(wrong()).toMatch(/is the second of a day/);
    expect(wrong()).toMatch(/came though nothing had changed/);
  });

  it('a name is found, and mail to a shared mailbox is none of the campaign', async () => {
    const { tell } = await aTenant();
    await tell(campaign, 'Nobody is left on your list');
    expect(simulation.summary().owners).toMatchObject({ mails: 1, mailboxes: 1, withNames: 0 });
    await tell(campaign, `New on the list: ${people[0]!.displayName}`);
    expect(simulation.summary().owners.withNames).toBe(1);
    expect(simulation.summary().mails).toMatchObject({ total: 0, stray: 0 });
  });
});
