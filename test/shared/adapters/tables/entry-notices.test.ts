import { describe, expect, it } from 'vitest';
import type { EntryHints } from '../../../../shared/ports/entry-hints.ts';
import type { RecipientStore } from '../../../../shared/ports/recipient-store.ts';
import { anEntryNotice, minutesAfterNoon, noon, userId } from '../../../contracts/samples.ts';
import { FakeEntryHints } from '../../../fakes/fake-entry-hints.ts';
import { FakeRecipientStore } from '../../../fakes/fake-recipient-store.ts';
import { freshStores } from './azurite-tables.ts';

describe.each<[string, () => Promise<EntryHints>]>([
  ['in memory', async () => new FakeEntryHints()],
  ['in tables', async () => (await freshStores('waves', 'control')).entryHints],
])('hints at notices of what was entered, %s', (_, create) => {
  it('come back in the order of the people, each once, up to a limit', async () => {
    const hints = await create();
    const hintOf = (n: number, of = n) => ({ userId: userId(n), messageId: userId(100 + of), putAt: noon });
    for (const n of [3, 1, 2, 1]) await hints.put(hintOf(n));
    await hints.put(hintOf(1, 9));
    expect(await hints.list(10)).toEqual([hintOf(1), hintOf(1, 9), hintOf(2), hintOf(3)]);
    expect(await hints.list(2)).toEqual([hintOf(1), hintOf(1, 9)]);
  });

  it('go, and one that has gone does not matter', async () => {
    const hints = await create();
    const hint = { userId: userId(10).toUpperCase(), messageId: userId(11).toUpperCase(), putAt: minutesAfterNoon(1) };
    await hints.put(hint);
    await hints.drop(hint);
    await hints.drop(hint);
    expect(await hints.list(10)).toEqual([]);
  });
});

describe.each<[string, () => Promise<RecipientStore>]>([
  ['in memory', async () => new FakeRecipientStore()],
  ['in tables', async () => (await freshStores('recipients', 'control')).recipients],
])('notices of what was entered, with their person %s', (_, create) => {
  it('come back as they were written, oldest first, and changed as a whole', async () => {
    const recipients = await create();
    const [later, earlier] = [anEntryNotice(1, 2), anEntryNotice(1, 1)];
    const write = { userId: userId(1), version: undefined, entryNotices: [later, earlier] };
    const written = await recipients.writeJourney(write);
    expect((await recipients.readJourney(userId(1))).entryNotices).toEqual([earlier, later]);
    const version = written.kind === 'written' ? written.version : undefined;
    const due = { ...later, state: 'due' as const, claim: undefined };
    await recipients.writeJourney({ userId: userId(1), version, entryNotices: [due] });
    expect((await recipients.readJourney(userId(1))).entryNotices).toEqual([earlier, due]);
  });

  it('are not written by whoever comes second', async () => {
    const recipients = await create();
    await recipients.writeJourney({ userId: userId(1), version: undefined, entryNotices: [anEntryNotice(1, 1)] });
    const second = { userId: userId(1), version: undefined, entryNotices: [anEntryNotice(1, 2)] };
    expect(await recipients.writeJourney(second)).toEqual({ kind: 'conflict' });
    expect((await recipients.readJourney(userId(1))).entryNotices).toEqual([anEntryNotice(1, 1)]);
  });
});
