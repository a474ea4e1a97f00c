import { describe, expect, it } from 'vitest';
import { lazyPort } from '../../../../shared/adapters/system/lazy-port.ts';

class Counter {
  #count = 0;

  async add(by: number): Promise<number> {
    this.#count += by;
    return this.#count;
  }
}

describe('a lazy port', () => {
  it('is loaded once, at its first use, and keeps its state', async () => {
    let loads = 0;
    const port = lazyPort(async () => {
      loads += 1;
      return new Counter();
    });
    expect(loads).toBe(0);
    expect(await Promise.all([port.add(1), port.add(2)])).toEqual([1, 3]);
    expect(loads).toBe(1);
  });

  it('tries again after a loading that failed', async () => {
    let loads = 0;
    const port = lazyPort(async () => {
      loads += 1;
      if (loads === 1) throw new Error('no disk');
      return new Counter();
    });
    await expect(port.add(1)).rejects.toThrow('no disk');
    expect(await port.add(1)).toBe(1);
  });

  it('may be handed through a promise', async () => {
    const port = await Promise.resolve(lazyPort(async () => new Counter()));
    expect(await port.add(4)).toBe(4);
  });
});
