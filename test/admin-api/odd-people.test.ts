import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedMail } from '../../local/simulation-settings.ts';
import type { SimulationSummary } from '../../local/simulation/summary.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';
import { listenIn, secretsIn, type Heard } from './listen-in.ts';

interface User {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly userType: string | null;
  readonly assignedPlans: readonly { readonly capabilityStatus: string }[] | null;
}

interface Shown {
  readonly verdict: { readonly because?: string };
  readonly messages: readonly { readonly step: string; readonly state: string }[];
}

let host: AdminHost;
let heard: Heard;
let users: readonly User[];

/** Two weeks of a campaign, over HTTP from Graph to the mail service, all of it at the most verbose level. */
beforeAll(async () => {
  heard = await listenIn();
  host = await startAdminHost(80);
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(24 * 11, startsAt));
  const path = '/users?$select=id,userPrincipalName,userType,assignedPlans&$top=200';
  const answer = await fetch(`${host.simulation.origin}/v1.0${path}`, { headers: { authorization: 'Bearer local' } });
  users = ((await answer.json()) as { value: User[] }).value;
}, 300_000);
afterAll(async () => {
  heard.end();
  await host[Symbol.asyncDispose]();
});

async function show(isMeant: (user: User) => boolean): Promise<Shown> {
  const answer = await host.ask('GET', `users/${users.find(isMeant)!.id}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Shown;
}

describe('a whole campaign, as the admin API tells of it', { sequential: true }, () => {
  it('nudges an account from before there was a userType (truth 1)', async () => {
    const { messages } = await show(({ userType }) => userType === null);
    expect(messages).toContainEqual(expect.objectContaining({ step: 'nudge', state: 'delivered' }));
  });

  it('nudges somebody whose licence is in its grace period (truth 2)', async () => {
    const { messages } = await show(
      ({ assignedPlans }) => assignedPlans?.some(({ capabilityStatus }) => capabilityStatus === 'Warning') ?? false,
    );
    expect(messages).toContainEqual(expect.objectContaining({ step: 'nudge', state: 'delivered' }));
  });

  it('sends an external member nothing (truth 6)', async () => {
    const isExternal = ({ userPrincipalName, userType }: User) =>
      userPrincipalName.includes('#EXT#') && userType === 'Member';
    expect(await show(isExternal)).toMatchObject({ verdict: { because: 'guest' }, messages: [] });
  });

  it('says of somebody whose row cannot be read that it cannot, on the page, in the report and in a dry run (truth 1)', async () => {
    expect(await show(({ assignedPlans }) => assignedPlans === null)).toMatchObject({
      verdict: { because: 'unreadable' },
      messages: [],
    });
    const report = (await (await host.ask('GET', 'report')).json()) as {
      tally: { places: { leftOut: Record<string, number> } };
    };
    expect(report.tally.places.leftOut['unreadable']).toBe(2);
    const page = await (await host.ask('GET', 'dashboard')).text();
    expect(page).toContain('could not be read');
    const dryRun = await host.ask('POST', 'waves', { name: 'rest' });
    expect(await dryRun.json()).toMatchObject({
      leftOut: expect.arrayContaining([expect.objectContaining({ because: 'unreadable', people: 2 })]) as unknown,
    });
  });

  it('mails nobody by mistake, and nobody twice (truth 6)', async () => {
    const answer = await fetch(`${host.simulation.origin}/simulation/summary`);
    const { wrongMails, duplicates } = (await answer.json()) as SimulationSummary;
    expect([wrongMails, duplicates]).toEqual([[], []]);
  });

  it('puts no name, sign-in name, address, phone, token or key into logs, URLs and traces (guard 7)', async () => {
    const path = '/users?$select=displayName,userPrincipalName,mail,otherMails&$top=200';
    const answer = await fetch(`${host.simulation.origin}/v1.0${path}`, { headers: { authorization: 'Bearer local' } });
    const people = ((await answer.json()) as { value: object[] }).value;
    const connections = [host.storage, simulatedMail(host.simulation.origin)];
    const { libraryLines, spans, urls } = heard;
    for (const [source, lines] of Object.entries({ log: host.logged, libraryLines, spans, urls })) {
      expect(lines.length, source).toBeGreaterThan(100);
      expect(secretsIn(lines, people, connections), source).toEqual([]);
    }
  });
});
