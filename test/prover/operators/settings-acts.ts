import { startSimulation } from '../../../local/simulation/simulation.ts';
import { must, type Act } from './act.ts';
import { OperatorsHost } from './host-process.ts';
import { askApi, hoursLater, onDay, type OperatorsCampaign } from './operators-campaign.ts';
import { answered, untilSaid, wordsOf } from './said.ts';

/** Azure's templates write booleans with a capital. */
const booleans: Act = {
  name: 'settings say `False` and `FALSE`',
  at: onDay(1, '05:00'),
  async carryOut(campaign) {
    await campaign.restart({ DRY_RUN: 'False', PREPOPULATION: 'FALSE' });
    await campaign.host.run('refreshRegistrations');
    const answer = await campaign.ask('GET', 'campaign');
    const { dryRun } = (await answer.json()) as { dryRun: boolean };
    must(answer.status === 200 && !dryRun, `the campaign answered ${answer.status}, dryRun ${dryRun}`);
    return { said: [answered('dryRun is false')], outcome: 'every function runs' };
  },
};

const clockAhead: Act = {
  name: 'the clock is a day ahead for two hours of mails, and is set back',
  at: onDay(4, '07:00'),
  async carryOut(campaign) {
    await campaign.restart({ OPERATORS_AHEAD_MS: String(24 * 3_600_000) });
    const said = await untilSaid(campaign, 'preflight', /The clock is \d+ seconds off that of Microsoft Graph/);
    await campaign.passHours(2);
    await campaign.restart({ OPERATORS_AHEAD_MS: '0' });
    const since = campaign.now();
    const released = await untilSaid(
      campaign,
      'log',
      /"event":"releaseMessages","kind":"(?!stopped|closed|waiting)[^}]*/,
      { since },
    );
    must(released.afterHours <= 1.5, `nothing could leave for ${released.afterHours} hours`);
    return { said: [said], outcome: `mails may leave ${released.afterHours} h after it is right` };
  },
};

const anotherTenant: Act = {
  name: 'the app of another tenant is pointed at the same storage',
  at: onDay(8, '01:00'),
  async carryOut(campaign) {
    const before = await peopleIn(campaign);
    const other = await startSimulation({ users: 30, seed: 11, port: 0, startsAt: campaign.now() });
    const lines: string[] = [];
    const host = await OperatorsHost.start(campaign.settingsOf(other), (_, line) => lines.push(line));
    await host.runUntil(hoursLater(campaign.now(), 6));
    const asked = { method: 'GET', route: 'health' };
    const words = await (await askApi(host.url, other, asked)).text();
    const refused = await askApi(host.url, other, { method: 'GET', route: 'campaign' });
    const read = Object.keys(other.summary().requests.byRoute).filter((route) => route.includes('/v1.0/'));
    await host.end();
    await other.close();
    must(refused.status === 503, `its API answered ${refused.status}`);
    must(read.length === 0, `it has read its tenant: ${read.join(', ')}`);
    must(
      lines.some((line) => line.includes('"event":"othersStorage"')),
      'its log says nothing',
    );
    const text = /the storage is not this installation's[^"]*/.exec(words)?.[0];
    must(text !== undefined, `its health says ${words}`);
    await campaign.passHours(6);
    must((await peopleIn(campaign)) === before, `${before} people were known, and ${await peopleIn(campaign)} are`);
    const own = await wordsOf(campaign, 'health', campaign.now());
    must(!/not believed|not this installation/.test(own), `the first app's health says ${own}`);
    return {
      said: [{ where: 'health', text, afterHours: 6 }],
      outcome: 'it does nothing, and the people of the first tenant are as they were',
    };
  },
};

async function peopleIn(campaign: OperatorsCampaign): Promise<number> {
  return (await campaign.host.standing()).tally.people;
}

export const settingsActs: readonly Act[] = [booleans, clockAhead, anotherTenant];
