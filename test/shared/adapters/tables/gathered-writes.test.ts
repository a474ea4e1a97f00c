import { describe, expect, it } from 'vitest';
import { GatheredWrites } from '../../../../shared/adapters/tables/gathered-writes.ts';

/** Writes that end when they are told to. */
function heldWrites() {
  const begun: { readonly items: readonly string[]; readonly end: (failure?: Error) => void }[] = [];
  const writes = new GatheredWrites<string>((items) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    begun.push({ items, end: (failure) => (failure ? reject(failure) : resolve()) });
    return promise;
  });
  return { writes, begun };
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve));

describe('gathered writes', () => {
  it('begin at once for whoever comes alone', async () => {
    const { writes, begun } = heldWrites();
    const written = writes.add('a');
    await aMoment();
    expect(begun.map(({ items }) => items)).toEqual([['a']]);
    begun[0]!.end();
    await expect(written).resolves.toBeUndefined();
  });

  it('go together when they come while one is under way, in their order', async () => {
    const { writes, begun } = heldWrites();
    const all = [writes.add('a')];
    await aMoment();
    all.push(writes.add('b'), writes.add('c'));
    await aMoment();
    expect(begun).toHaveLength(1);
    begun[0]!.end();
    await aMoment();
    expect(begun.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
    begun[1]!.end();
    await Promise.all(all);
  });

  it('tell of a failure those whose write it was, and go on with the next', async () => {
    const { writes, begun } = heldWrites();
    const [first, second] = [writes.add('a'), Promise.resolve().then(() => writes.add('b'))];
    await aMoment();
    const told = first.catch((error: unknown) => error);
    begun[0]!.end(new Error('no storage'));
    expect(await told).toEqual(new Error('no storage'));
    await aMoment();
    expect(begun.at(-1)!.items).toEqual(['b']);
    begun.at(-1)!.end();
    await expect(second).resolves.toBeUndefined();
  });
});
