import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exclusionReasons, exclusionText } from '../../../shared/recipient/exclusion.ts';

describe('the closed list of reasons', () => {
  it('explains each in words that end', () => {
    expect(exclusionReasons.filter((reason) => !/^[A-Z].*\.$/.test(exclusionText[reason]))).toEqual([]);
  });

  it.each(['README.md', 'ARCHITECTURE.md'])('is as long as %s says', (file) => {
    const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    const counts = [...text.matchAll(/(\d+)\s+reasons/g)].map(([, count]) => Number(count));
    expect(counts).toEqual([exclusionReasons.length]);
  });
});
