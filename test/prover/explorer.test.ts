import { describe, expect, it } from 'vitest';
import { explore } from './explorer.ts';
import { table } from './explorer-table.ts';

const lines = table
  .filter(({ isLong }) => !isLong)
  .map((line) => [`${line.protocol.name}; ${line.assumption}`, line] as const);

describe('all interleavings of one mail', () => {
  it.each(lines)('%s', { timeout: 120_000 }, async (_, { protocol, setting, expected }) => {
    const { maxMails, isLostSilently, counterexample } = await explore(protocol, setting);
    expect({ maxMails, isLostSilently }).toEqual(expected);
    const isFaulty = maxMails > 1 || isLostSilently;
    expect(counterexample.length > 0).toBe(isFaulty);
  });
});
