import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAll } from '../extent.ts';
import { edited } from './mutation.ts';
import { mutants } from './mutants.ts';
import { runInWorker } from './parallel.ts';

// `npm run prove` catches them too, short or whole.
describe.runIf(isAll)('the prover', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'catches %s',
    { timeout: 240_000 },
    async (name, mutant) => {
      const order = { kind: 'seeds', from: mutant.foundAt, count: 10_000, mutant: name, stopAtFirst: true } as const;
      const { failures } = await runInWorker(order);
      expect(failures).toMatchObject([{ seed: expect.any(Number), fault: expect.stringMatching(mutant.shows) }]);
    },
  );
});

describe('the mutants', () => {
  it('are enough, each of its own name', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(12);
  });

  it('all fit the source as it is', () => {
    const edits = mutants.flatMap((mutant) => mutant.edits);
    const missing = edits.filter(({ file, find }) => !readFileSync(file, 'utf8').includes(find));
    expect(missing).toEqual([]);
  });

  it('are refused where they no longer fit the source', () => {
    const edit = { file: 'a.ts', find: 'gone', replace: '' };
    expect(() => edited('text', [edit], 'a.ts')).toThrow(/no longer fits a\.ts/);
  });
});
