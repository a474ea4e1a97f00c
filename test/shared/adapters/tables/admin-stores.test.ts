import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TableAuditTrail } from '../../../../shared/adapters/tables/audit-trail.ts';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { draftPlan } from '../../../../shared/campaign/plan-draft.ts';
import type { AuditEntry, AuditTrail } from '../../../../shared/ports/audit-trail.ts';
import type { NoticeStore } from '../../../../shared/ports/notice-store.ts';
import type { PlanStore } from '../../../../shared/ports/plan-store.ts';
import { FakeAuditTrail } from '../../../fakes/fake-audit-trail.ts';
import { FakeNoticeStore } from '../../../fakes/fake-notice-store.ts';
import { FakePlanStore } from '../../../fakes/fake-plan-store.ts';
import { freshStores, freshTables } from './azurite-tables.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 8, minute));

const draftOf = (limit: number, people: number, minute = 0) =>
  draftPlan(
    { waveId: 'w', goal: 'register', groups: [], users: [], limit, startsAt: undefined },
    {},
    Array.from({ length: people }, () => randomUUID()),
    at(minute),
  );

describe.each<[string, () => Promise<PlanStore>]>([
  ['in memory', async () => new FakePlanStore()],
  ['in tables', async () => (await freshStores('waves', 'control')).plans],
])('a plan store %s', (_, create) => {
  it('finds a draft as it was kept, its people in their order', async () => {
    const plans = await create();
    const draft = draftOf(1, 20_000);
    await plans.keep(draft);
    await plans.keep(draft);
    expect(await plans.find(draft.confirm)).toEqual(draft);
  });

  it('forgets what was planned before, and nothing else', async () => {
    const plans = await create();
    const [old, young] = [draftOf(1, 3, 1), draftOf(2, 3, 2)];
    for (const draft of [old, young]) await plans.keep(draft);
    expect(await plans.forgetBefore(at(2))).toBe(1);
    expect([await plans.find(old.confirm), await plans.find(young.confirm)]).toEqual([undefined, young]);
    expect(await plans.forgetBefore(at(2))).toBe(0);
  });

  it('finds nothing under a confirm that it never saw', async () => {
    expect(await (await create()).find('0'.repeat(32))).toBeUndefined();
  });
});

describe('a plan store in tables', () => {
  it('forgets the oldest drafts and their people', async () => {
    const tables = await freshTables('waves');
    const { waves } = tables;
    const { plans } = createTableStores(tables);
    const drafts = Array.from({ length: 33 }, (_, i) => draftOf(i + 1, 1, i));
    for (const draft of drafts) await plans.keep(draft);
    const found = await Promise.all(drafts.map(({ confirm }) => plans.find(confirm)));
    expect(found.map((draft) => draft !== undefined)).toEqual(drafts.map((_, i) => i >= 3));
    const rows = [];
    for await (const row of waves.listEntities()) rows.push(row);
    expect(rows).toHaveLength(30 * 3);
  });
});

describe.each<[string, () => Promise<NoticeStore>]>([
  ['in memory', async () => new FakeNoticeStore()],
  ['in tables', async () => (await freshStores('waves', 'control')).notices],
])('a notice store %s', (_, create) => {
  const words = { subject: 'Ämne', html: `<p>${'ä'.repeat(40_000)}</p>`, text: 'Text' };
  const claimed = { to: 'soc@contoso.com', messageId: 'id', state: 'claimed', at: at(1), because: undefined } as const;
  const notice = { noticeId: 'våg 1', words, mails: [claimed, { ...claimed, to: 'b@contoso.com', because: '413' }] };

  it('keeps one notice for each wave, as it was written', async () => {
    const notices = await create();
    expect(await notices.read('våg 1')).toBeUndefined();
    const first = await notices.write(notice, undefined);
    if (first.kind !== 'written') throw new Error(first.kind);
    await notices.write({ ...notice, noticeId: 'våg 2', mails: [] }, undefined);
    expect(await notices.read('våg 1')).toEqual({ ...notice, version: first.version });
    const settled = { ...notice, mails: [{ ...claimed, state: 'accepted' as const, at: at(2) }] };
    await notices.write(settled, first.version);
    expect(await notices.read('våg 1')).toMatchObject(settled);
    await notices.forget('våg 1');
    await notices.forget('våg 1');
    expect(await notices.read('våg 1')).toBeUndefined();
    expect(await notices.read('våg 2')).toBeDefined();
  });

  it('keeps a notice without its words, and forgets all whose id begins alike', async () => {
    const notices = await create();
    const ids = ['team|2026-W49|a', 'team|2026-W49|b', 'team|2026-W4', 'team|2026-W50|a', 'team'];
    for (const noticeId of ids) await notices.write({ noticeId, words: undefined, mails: [claimed] }, undefined);
    expect((await notices.read(ids[0]!)) as object).toMatchObject({ noticeId: ids[0]!, mails: [claimed] });
    await notices.forgetAll('team|2026-W49|');
    await notices.forgetAll('team|2026-W49|');
    const left = await Promise.all(ids.map((noticeId) => notices.read(noticeId)));
    expect(left.map((one) => one !== undefined)).toEqual([false, false, true, true, true]);
  });

  it('is written by one of many that have read the same', async () => {
    const notices = await create();
    const answers = await Promise.all(Array.from({ length: 5 }, () => notices.write(notice, undefined)));
    expect(answers.filter(({ kind }) => kind === 'written')).toHaveLength(1);
    expect(await notices.write(notice, undefined)).toEqual({ kind: 'conflict' });
  });
});

const entry = (minute: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  entryId: randomUUID(),
  at: at(minute),
  by: randomUUID(),
  action: 'pauseCampaign',
  target: undefined,
  outcome: 'begun',
  details: {},
  ...change,
});

describe.each<[string, () => Promise<AuditTrail>]>([
  ['in memory', async () => new FakeAuditTrail()],
  ['in tables', async () => new TableAuditTrail((await freshTables('control')).control)],
])('an audit trail %s', (_, create) => {
  it('lists the newest first, a page at a time', async () => {
    const trail = await create();
    const entries = Array.from({ length: 5 }, (_unused, i) => entry(i, { target: 'w', details: { people: i } }));
    for (const one of entries) await trail.write(one);
    const first = await trail.list(3, undefined);
    const second = await trail.list(3, first.next);
    expect([...first.entries, ...second.entries]).toEqual(entries.toReversed());
    expect(second.next).toBeUndefined();
  });

  it('keeps one entry for a change that has come to its end', async () => {
    const trail = await create();
    const begun = entry(1);
    await trail.write(begun);
    await trail.write({ ...begun, outcome: 'done' });
    expect((await trail.list(10, undefined)).entries).toEqual([{ ...begun, outcome: 'done' }]);
  });

  it('forgets what is older than an instant, so many rows at once, and nothing younger (guard 5)', async () => {
    const trail = await create();
    const entries = Array.from({ length: 6 }, (_unused, i) => entry(i));
    for (const one of entries) {
      await trail.write(one);
      await trail.write({ ...one, outcome: 'done' });
    }
    expect(await trail.forgetBefore(at(0), 100)).toBe(0);
    expect(await trail.forgetBefore(at(4), 3)).toBe(3);
    expect(await trail.forgetBefore(at(4), 100)).toBe(5);
    expect(await trail.forgetBefore(at(4), 100)).toBe(0);
    const left = entries.slice(4).map((one) => ({ ...one, outcome: 'done' as const }));
    expect((await trail.list(10, undefined)).entries).toEqual(left.toReversed());
  });
});
