import { describe, expect, it } from 'vitest';
import type { WaveStore } from '../../shared/ports/wave-store.ts';
import { aWave, minutesAfterNoon, numbers, userId } from './samples.ts';

const whole = (userIds: readonly string[]) => ({ userIds, isWhole: true });

/** What every wave store promises. */
export function describeWaveStore(name: string, create: () => Promise<WaveStore>): void {
  describe(`${name}: a wave`, () => {
    it('is not there before it was created', async () => {
      const store = await create();
      expect(await store.read('pilot')).toBeUndefined();
      expect(await store.list()).toEqual([]);
      expect(await store.update(aWave(), '*')).toEqual({ kind: 'conflict' });
    });

    it.each([
      ['a plain one', aWave()],
      ['one in other letters', aWave({ waveId: 'волна-första-第一波', name: 'Волна / Första? #1' })],
      ['one that has begun and looks again', aWave({ startedAt: new Date('2026-12-01T00:00:00Z'), looksAgain: true })],
      ['one of another goal', aWave({ goal: 'knowTheLink' })],
      ['one that was dropped', aWave({ state: 'cancelled', wasDropped: true })],
      ['one with a limit and a cursor', aWave({ limit: 10, cursor: userId(1), enrolledCount: 3 })],
      ['one of many users', aWave({ users: numbers(5_000).map(userId) })],
    ])('comes back as it was created: %s', async (_, wave) => {
      const store = await create();
      expect(await store.create(wave)).toBe('created');
      expect(await store.read(wave.waveId)).toEqual({ ...wave, version: expect.any(String) });
    });

    it('is created once, whoever comes at once', async () => {
      const store = await create();
      const answers = await Promise.all(numbers(5).map((n) => store.create(aWave({ enrolledCount: n }))));
      expect(answers.toSorted()).toEqual(['created', 'exists', 'exists', 'exists', 'exists']);
    });

    it('is listed among all, by id', async () => {
      const store = await create();
      for (const waveId of ['pilot', 'b', 'åland', 'a']) await store.create(aWave({ waveId }));
      const waves = await store.list();
      expect(waves.map(({ waveId }) => waveId)).toEqual(['a', 'b', 'pilot', 'åland']);
      expect(waves[2]).toEqual(await store.read('pilot'));
    });

    it('is updated as it was read, and by one of two', async () => {
      const store = await create();
      await store.create(aWave());
      const read = (await store.read('pilot'))!;
      const changed = { ...read, state: 'enrolling' as const, startsAt: minutesAfterNoon(9), cursor: 'here' };
      const answer = await store.update(changed, read.version);
      expect(await store.read('pilot')).toEqual({ ...changed, version: answer.kind === 'written' && answer.version });
      expect(await store.update(aWave(), read.version)).toEqual({ kind: 'conflict' });
      const { cursor } = (await store.read('pilot'))!;
      expect(cursor).toBe('here');
    });
  });

  describe(`${name}: the members of a wave`, () => {
    it('are not whole before they are saved, as where they are gone', async () => {
      expect(await (await create()).readMembers('pilot')).toEqual({ userIds: [], isWhole: false });
    });

    it('come back in their order, tens of thousands of them', async () => {
      const store = await create();
      const members = numbers(40_000).map((n) => userId(n * 7919));
      await store.saveMembers('första/vågen', members);
      expect(await store.readMembers('första/vågen')).toEqual(whole(members));
    });

    it('are replaced, also by fewer and by none', async () => {
      const store = await create();
      await store.saveMembers('pilot', numbers(20_000).map(userId));
      await store.saveMembers('pilot', [userId(10).toUpperCase(), userId(2)]);
      expect(await store.readMembers('pilot')).toEqual(whole([userId(10), userId(2)]));
      await store.saveMembers('pilot', []);
      expect(await store.readMembers('pilot')).toEqual(whole([]));
    });

    it('belong to their wave alone', async () => {
      const store = await create();
      await store.saveMembers('a', [userId(1)]);
      await store.saveMembers('b', [userId(2)]);
      expect(await store.readMembers('a')).toEqual(whole([userId(1)]));
    });

    it('are the old ones or the new ones, never a mixture, while they are replaced', async () => {
      const store = await create();
      const [old, fresh] = [numbers(300).map(userId), numbers(200).map((n) => userId(n + 500))];
      await store.saveMembers('pilot', old);
      const reads = numbers(20).map(() => store.readMembers('pilot'));
      await store.saveMembers('pilot', fresh);
      for (const members of await Promise.all(reads)) {
        expect(members).toEqual(members.userIds.length === old.length ? whole(old) : whole(fresh));
      }
    });
  });
}
