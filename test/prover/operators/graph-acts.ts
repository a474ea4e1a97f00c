import { must, type Act } from './act.ts';
import { hoursLater, onDay, type OperatorsCampaign } from './operators-campaign.ts';
import { peopleOf } from './people.ts';
import { answered, untilSaid, untilUnsaid, wordsOf } from './said.ts';

const graphAway: Act = {
  name: 'Graph is away for an hour in the pass of the night',
  at: onDay(2, '01:55'),
  async carryOut(campaign) {
    const since = campaign.now();
    await campaign.control('faults', [{ route: '/v1.0/', kind: '503' }]);
    await campaign.runUntil(hoursLater(since, 0.5));
    const stillness = /the full pass stands still: preflight says where/;
    const said = await untilSaid(campaign, 'health', stillness, { since, stepHours: 0.25 });
    await campaign.runUntil(hoursLater(since, 1.1));
    await campaign.mend();
    const back = campaign.now();
    await campaign.passHours(5 / 60);
    await campaign.host.run('reconcileClaims');
    const complete = await untilSaid(campaign, 'log', /"event":"passComplete"/, { since: back, stepHours: 0.1 });
    must(complete.afterHours < 0.5, `the pass was complete ${complete.afterHours} h after Graph was back`);
    await untilUnsaid(campaign, 'health', stillness);
    return {
      said: [said],
      outcome: `the pass goes on when Graph is back, and is complete ${complete.afterHours.toFixed(1)} h later`,
    };
  },
};

const permissionMissing: Act = {
  name: 'a permission is taken away',
  at: onDay(2, '04:00'),
  async carryOut(campaign) {
    await campaign.control('preconditions', { broken: ['AuditLog.Read.All'] });
    const cause = /"event":"failed","function":"watchRegistrations".*?"status":403[^}]*/;
    const log = await untilSaid(campaign, 'log', cause);
    const missing = /The app may not read the audit log: AuditLog\.Read\.All is missing/;
    const preflight = await untilSaid(campaign, 'preflight', missing);
    await campaign.mend();
    const after = await untilUnsaid(campaign, 'preflight', missing);
    return { said: [log, preflight], outcome: `granting it is enough, seen after ${after.toFixed(1)} h` };
  },
};

/** Nothing documents that the report takes it, so that any tenant may refuse it one day. */
const topRefused: Act = {
  name: 'the report refuses `$top`',
  at: onDay(3, '01:55'),
  async carryOut(campaign) {
    const since = campaign.now();
    await campaign.control('preconditions', { broken: ['topOfReport'] });
    const said = await untilSaid(campaign, 'log', /"event":"passComplete"[^}]*/, { since, stepHours: 0.25 });
    const words = await wordsOf(campaign, 'preflight', since);
    const report = /"id":"permission: read the registration report","status":"(\w+)"/.exec(words)?.[1];
    must(report === 'pass', `preflight says ${report ?? 'nothing'} of the report`);
    return { said: [said], outcome: `the pass is complete after ${said.afterHours.toFixed(1)} h all the same` };
  },
};

/** Whoever registers now would be asked to register. */
const nobodySeesRegistrations: Act = {
  name: 'a group is gone, so that no pass is believed, and the audit log cannot be read for 40 hours',
  at: onDay(16, '01:00'),
  async carryOut(campaign) {
    const since = campaign.now();
    await campaign.control('preconditions', { broken: ['groups'] });
    await campaign.control('faults', [{ route: 'directoryAudits', kind: '503' }]);
    const said = [
      await untilSaid(campaign, 'health', /the last full pass is not believed[^"]*/),
      await untilSaid(campaign, 'health', /the audit log has not been read for over an hour[^"]*/, { since }),
    ];
    await campaign.runUntil(hoursLater(since, 26));
    const stale = /nobody has seen registrations since[^"]*/;
    const detection = await untilSaid(campaign, 'health', stale);
    const before = nudgesOf(campaign);
    await campaign.runUntil(hoursLater(since, 40));
    must(nudgesOf(campaign) === before, `${nudgesOf(campaign) - before} nudges left while nobody saw registrations`);
    await campaign.mend();
    const after = await untilUnsaid(campaign, 'health', /nobody has seen registrations|not believed/);
    await campaign.passHours(48);
    const held = nudgesOf(campaign) - before;
    must(held > 0, 'nothing was owed meanwhile, so that it shows nothing');
    const outcome = `no nudge leaves meanwhile; it goes on by itself within ${after.toFixed(0)} h, and ${held} leave in the two days after`;
    return { said: [...said, detection], outcome };
  },
};

const nudgesOf = (campaign: OperatorsCampaign): number => campaign.simulation.summary().mails.byKind.register;

const manyDiagnoses: Act = {
  name: '25 people are diagnosed at once',
  at: onDay(5, '09:00'),
  async carryOut(campaign) {
    const since = campaign.now();
    const people = (await peopleOf(campaign, 'everyone')).slice(0, 25);
    const ask = async (userId: string) => (await campaign.ask('GET', `users/${userId}/diagnosis`)).status;
    const answers = await Promise.all(people.map(ask));
    const done = answers.filter((status) => status === 200).length;
    const strange = answers.filter((status) => ![200, 429, 503].includes(status));
    must(strange.length === 0 && done > 0, `they are answered ${answers.join(', ')}`);
    await campaign.host.run('watchRegistrations');
    const watched = await untilSaid(campaign, 'log', /"event":"watchRegistrations"[^}]*/, { since, stepHours: 0.1 });
    must(watched.afterHours < 0.2, `the watch was kept waiting for ${watched.afterHours} h`);
    must(!watched.text.includes('"throttled":true'), 'the watch found no place among the requests for reports');
    const text = `${done} are answered, ${answers.length - done} are asked to come back`;
    return { said: [answered(text)], outcome: 'the watch has its place all the same' };
  },
};

const garbageTokens: Act = {
  name: '300 garbage tokens are shown',
  at: onDay(1, '13:00'),
  async carryOut(campaign) {
    const since = campaign.now();
    const before = signInRequestsOf(campaign);
    const ask = async (_: unknown, n: number) => {
      const headers = { authorization: `Bearer ${garbage(n)}` };
      return (await campaign.ask('GET', 'campaign', undefined, headers)).status;
    };
    const answers = await Promise.all(Array.from({ length: 300 }, ask));
    const letIn = answers.filter((status) => status !== 401).length;
    must(letIn === 0, `${letIn} were not refused with 401`);
    const asked = signInRequestsOf(campaign) - before;
    must(asked <= 10, `they make ${asked} requests to the sign-in service`);
    must((await campaign.ask('GET', 'campaign')).status === 200, 'a good token is refused afterwards');
    const said = await untilSaid(campaign, 'log', /"event":"refused"[^}]*/, { since });
    return {
      said: [said],
      outcome: `each is refused with ${asked} requests to the sign-in service, and a good one is let in`,
    };
  },
};

const garbage = (n: number): string =>
  [{ alg: 'RS256', kid: `nobody-${n}` }, { tid: 'x' }, 'x']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

function signInRequestsOf(campaign: OperatorsCampaign): number {
  const { byRoute } = campaign.simulation.summary().requests;
  const routes = ['GET /{tenant}/v2.0/.well-known/openid-configuration', 'GET /{tenant}/discovery/v2.0/keys'];
  return routes.reduce((sum, route) => sum + (byRoute[route] ?? 0), 0);
}

export const graphActs: readonly Act[] = [
  garbageTokens,
  graphAway,
  permissionMissing,
  topRefused,
  manyDiagnoses,
  nobodySeesRegistrations,
];
