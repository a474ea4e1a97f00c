import { describe, expect, it } from 'vitest';
import type { ReportQuota } from '../../shared/ports/report-quota.ts';
import { noon, numbers } from './samples.ts';

const seconds = (at: Date) => (at.getTime() - noon.getTime()) / 1_000;
const after = (s: number) => new Date(noon.getTime() + s * 1_000);

/** What every keeper of the quota on reports promises. */
export function describeReportQuota(name: string, create: () => Promise<() => ReportQuota>): void {
  describe(`${name}: the quota on reports`, () => {
    it('gives five places at once, and five more ten seconds later', async () => {
      const quota = (await create())();
      const places: number[] = [];
      for (const _ of numbers(11)) places.push(seconds((await quota.take(noon, 60_000)).at));
      expect(places.map(Math.floor)).toEqual([0, 0, 0, 0, 0, 10, 10, 10, 10, 10, 20]);
    });

    it('gives no place twice, whoever asks at once', async () => {
      const another = await create();
      const answers = await Promise.all(numbers(6).map((n) => (n % 2 ? another() : another()).take(noon, 60_000)));
      expect(answers.map(({ at }) => Math.floor(seconds(at))).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 10]);
    });

    it('leaves places to those who cannot wait, also while others have taken theirs ahead (engine 16)', async () => {
      const quota = (await create())();
      const patient: number[] = [];
      for (const _ of numbers(12)) patient.push(Math.floor(seconds((await quota.take(noon, 60_000, undefined, 1)).at)));
      expect(patient).toEqual([0, 0, 0, 0, 10, 10, 10, 10, 20, 20, 20, 20]);
      const urgent: number[] = [];
      for (const _ of numbers(3)) urgent.push(Math.floor(seconds((await quota.take(noon, 60_000)).at)));
      expect(urgent).toEqual([0, 10, 20]);
    });

    it('takes nothing that is further away than the caller would wait', async () => {
      const quota = (await create())();
      for (const _ of numbers(5)) await quota.take(noon, 0);
      for (const _ of numbers(2)) expect(await quota.take(noon, 5_000)).toMatchObject({ taken: false });
      expect(await quota.take(after(10.5), 0)).toMatchObject({ taken: true, at: after(10.5) });
    });

    it('counts a place from when its request reached Graph', async () => {
      const quota = (await create())();
      const { at } = await quota.take(noon, 0);
      for (const n of numbers(4)) await quota.take(after(3), 0, n === 0 ? { at, reachedAt: after(3) } : undefined);
      expect(Math.floor(seconds((await quota.take(after(3), 60_000)).at))).toBe(13);
    });

    it('is closed for everybody after Graph asked to wait, and leaves one place more to others for a while', async () => {
      const another = await create();
      await another().slowDown(noon, 30);
      const quota = another();
      const places: number[] = [];
      for (const _ of numbers(9)) places.push(Math.floor(seconds((await quota.take(noon, 120_000)).at)));
      expect(places).toEqual([30, 30, 30, 30, 40, 40, 40, 40, 50]);
    });
  });
}
