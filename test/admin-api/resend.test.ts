import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { userShape } from '../../shared/api/user-operations.ts';
import { hours, startAdminHost, startsAt, type AdminHost } from './admin-host.ts';

let host: AdminHost;

/** Two days on: the first nudges have left, and one of them has bounced. */
beforeAll(async () => {
  host = await startAdminHost(120, (document) => ({
    ...document,
    waves: [{ name: 'everyone', startsOn: '2026-11-02' }],
    capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 100, pauseAtFailureRate: 1 },
    cadence: {
      remindersAfterDays: [20],
      quietHours: { from: '17:00', to: '08:30' },
      timeZone: 'Europe/Stockholm',
      spreadMinutes: 0,
    },
  }));
  await host.runFunction('refreshRegistrations');
  await host.runUntil(hours(14, startsAt));
}, 120_000);
afterAll(() => host[Symbol.asyncDispose]());

async function show(userId: string) {
  const answer = await host.ask('GET', `users/${userId}`);
  expect(answer.status).toBe(200);
  return userShape.parse(await answer.json());
}

const nudgeOf = async (userId: string) => (await show(userId)).messages.find(({ step }) => step === 'nudge')!;

/** Numbers of the mails in somebody's mailbox. */
async function mailsOf(userId: string): Promise<readonly string[]> {
  const page = await (await fetch(`${host.simulation.origin}/mailbox/${userId}`)).text();
  return [...new Set([...page.matchAll(/\/(\d+)\.html/g)].map(([, number]) => number!))];
}

async function auditOf(userId: string) {
  const { entries } = (await (await host.ask('GET', `audit?top=200&user=${userId}`)).json()) as {
    entries: { action: string; target: string; outcome: string; by: string; details: object }[];
  };
  return entries.filter(({ action }) => action === 'resendMessage');
}

const resend = (userId: string, body: object = { step: 'nudge' }, headers?: Record<string, string>) =>
  host.ask('POST', `users/${userId}/resend`, body, headers);

const used = new Set<string>();

/** Somebody new, whose nudge has come to this state and who is owed nothing else meanwhile. */
async function somebodyWith(state: string): Promise<string> {
  const csv = await (await host.ask('GET', 'waves/everyone/recipients.csv')).text();
  const ids = csv
    .split('\n')
    .filter((line) => line.includes('enrolled'))
    .map((line) => line.split(',')[0]!);
  for (const userId of ids.filter((id) => !used.has(id))) {
    const { messages, readiness, evidence } = await show(userId);
    const isLeftAlone = readiness.kind === 'notCapable' && evidence.length === 0;
    if (isLeftAlone && messages.some((one) => one.step === 'nudge' && one.state === state)) {
      used.add(userId);
      return userId;
    }
  }
  throw new Error(`Nobody has a nudge that is ${state}`);
}

describe('POST /api/users/{id}/resend', { sequential: true }, () => {
  afterEach(() => host.control('faults', []));

  it('sends the step once more, as a new message, and writes down who asked', async () => {
    const userId = await somebodyWith('delivered');
    const before = await nudgeOf(userId);
    const answer = await resend(userId);
    expect(answer.status).toBe(200);
    const again = userShape.parse(await answer.json()).messages.find(({ step }) => step === 'nudge')!;
    expect(again).toMatchObject({ epoch: before.epoch + 1, state: 'planned' });
    expect(again.messageId).not.toBe(before.messageId);
    expect(again.history.at(-1)).toMatchObject({ because: 'resentByOperator' });
    expect(await mailsOf(userId)).toHaveLength(1);

    await host.runUntil(hours(6, new Date(again.dueAt)));

    expect(await mailsOf(userId)).toHaveLength(2);
    expect(await nudgeOf(userId)).toMatchObject({ messageId: again.messageId, state: 'delivered' });
    expect(await auditOf(userId)).toMatchObject([{ outcome: 'done', details: { step: 'nudge' } }]);
    expect((await auditOf(userId))[0]!.by).toMatch(/^[0-9a-f-]{36}$/);

    // Six times in seconds (guard 4): none but the one that gives a reason.
    for (let time = 0; time < 6; time++) expect((await resend(userId)).status).toBe(409);
    const noReason = await resend(userId, { step: 'nudge', force: true });
    expect([noReason.status, await noReason.json()]).toMatchObject([400, { faults: [{ path: 'because' }] }]);
    const because = 'the person deleted it by mistake';
    expect((await resend(userId, { step: 'nudge', force: true, because })).status).toBe(200);
    const done = { outcome: 'done', details: { step: 'nudge', force: true, because } };
    expect(await auditOf(userId)).toEqual(expect.arrayContaining([expect.objectContaining(done)]));
  }, 90_000);

  it('is refused while the step is planned, so that two are never open at once', async () => {
    const userId = await somebodyWith('delivered');
    const answers = await Promise.all(Array.from({ length: 4 }, () => resend(userId)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const planned = await nudgeOf(userId);
    const refused = await resend(userId);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('planned already') as string });
    expect(await nudgeOf(userId)).toEqual(planned);
    expect((await auditOf(userId)).map(({ outcome }) => outcome).toSorted()).toEqual([
      'done',
      ...Array.from({ length: 4 }, () => 'refused'),
    ]);

    await host.runUntil(hours(6, new Date(planned.dueAt)));
    expect(await mailsOf(userId)).toHaveLength(2);
  }, 90_000);

  it('is refused while nobody knows whether the step was sent', async () => {
    const userId = await somebodyWith('delivered');
    expect((await resend(userId)).status).toBe(200);
    await host.control('faults', [{ route: 'POST /emails:send', kind: 'reset-before-body' }]);
    const { dueAt } = await nudgeOf(userId);
    while ((await nudgeOf(userId)).state !== 'claimed') {
      await host.runUntil(hours(1, host.simulation.now() > new Date(dueAt) ? host.simulation.now() : new Date(dueAt)));
    }
    const claimed = await nudgeOf(userId);
    const refused = await resend(userId);
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('is claimed') as string },
    ]);
    expect(await nudgeOf(userId)).toEqual(claimed);

    await host.control('faults', []);
    for (const wait of [0.4, 0.2]) {
      await host.runUntil(hours(wait, host.simulation.now()));
      await host.runFunction('reconcileClaims');
    }
    await host.runUntil(hours(3, host.simulation.now()));
    expect(await nudgeOf(userId)).toMatchObject({ messageId: claimed.messageId, state: 'delivered' });
    expect(await mailsOf(userId)).toHaveLength(2);
  }, 90_000);

  it('tries a bounced address again only when it is said to be right', async () => {
    const userId = await somebodyWith('bounced');
    const refused = await resend(userId);
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('addressSuppressed') as string },
    ]);
    const lifted = await resend(userId, { step: 'nudge', liftSuppression: true });
    expect(lifted.status).toBe(200);
    expect((await auditOf(userId)).map(({ outcome, details }) => [outcome, details])).toEqual(
      expect.arrayContaining([
        ['done', { step: 'nudge', liftSuppression: true }],
        ['refused', { step: 'nudge' }],
      ]),
    );
  });

  it.each<[string, object, number, object]>([
    ['no step', {}, 400, { faults: [{ path: 'step' }] }],
    ['a step that there is not', { step: 'reminder' }, 400, { faults: [{ path: 'step' }] }],
    ['an unknown field', { step: 'nudge', stepp: 1 }, 400, { faults: [{ path: 'stepp' }] }],
    ['a wrong type', { step: 'nudge', liftSuppression: 'yes' }, 400, { faults: [{ path: 'liftSuppression' }] }],
    ['a step that they have not had', { step: 'reminder-1' }, 409, {}],
  ])('is refused for %s, and changes nothing', async (_, body, status, problem) => {
    const userId = [...used][0]!;
    const before = await show(userId);
    const answer = await resend(userId, body);
    expect([answer.status, await answer.json()]).toMatchObject([status, problem]);
    expect((await show(userId)).messages).toEqual(before.messages);
  });

  it('is refused for nobody, for a reader and without a token', async () => {
    const userId = await somebodyWith('delivered');
    const reader = { authorization: `Bearer ${await host.token('reader')}` };
    expect((await resend('nobody@contoso.com')).status).toBe(404);
    expect((await resend(userId, { step: 'nudge' }, reader)).status).toBe(403);
    expect((await resend(userId, { step: 'nudge' }, {})).status).toBe(401);
    expect(await nudgeOf(userId)).toMatchObject({ epoch: 0, state: 'delivered' });
    expect(await auditOf(userId)).toEqual([]);
  });
});
