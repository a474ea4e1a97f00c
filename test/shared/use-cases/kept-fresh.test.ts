import { describe, expect, it } from 'vitest';
import { KeptFresh } from '../../../shared/use-cases/kept-fresh.ts';
import { aClock } from '../../fakes/fake-clock.ts';
import { after, now } from '../../builders/instants.ts';

/** A reading that counts how often it was made. */
function aReading() {
  const clock = aClock(now);
  const kept = new KeptFresh<number>(clock, 60);
  let readings = 0;
  return { clock, kept, read: (key?: string) => kept.read(async () => ++readings, key) };
}

describe('a reading that is kept', () => {
  it.each<[string, Date, number]>([
    ['is good at once', now, 1],
    ['is good for its seconds', after({ seconds: 59 }), 1],
    ['is made anew after them', after({ seconds: 60 }), 2],
    ['is made anew when the clock was set back by more', after({ seconds: -60 }), 2],
  ])('%s', async (_when, moment, readings) => {
    const { clock, read } = aReading();
    await read();
    clock.set(moment);
    expect(await read()).toBe(readings);
  });

  it('is made once for all who ask at the same time', async () => {
    const { read } = aReading();
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
  });

  it('is made anew for another key', async () => {
    const { read } = aReading();
    expect([await read('a'), await read('a'), await read('b'), await read('a')]).toEqual([1, 1, 2, 3]);
  });

  it('is made anew once it is forgotten', async () => {
    const { kept, read } = aReading();
    await read();
    kept.forget();
    expect(await read()).toBe(2);
  });

  it('is not kept when it failed', async () => {
    const { kept, read } = aReading();
    await expect(kept.read(() => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    expect(await read()).toBe(1);
  });
});
