import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exclusionReasons, exclusions, reasonsThatBar, type Exclusion } from '../../../shared/recipient/exclusion.ts';

describe('the closed list of reasons', () => {
  it('explains each in words that end', () => {
    expect(exclusionReasons.filter((reason) => !/^[A-Z].*\.$/.test(exclusions[reason].text))).toEqual([]);
  });

  it.each(['README.md', 'ARCHITECTURE.md'])('is as long as %s says', (file) => {
    const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    const counts = [...text.matchAll(/(\d+)\s+reasons/g)].map(([, count]) => Number(count));
    expect(counts).toEqual([exclusionReasons.length]);
  });

  it('takes no reason that leaves open what it bars (shape rule 4)', () => {
    // @ts-expect-error whether it bars the link is not answered
    const withoutLink: Exclusion = { text: 'Left out.', barsPrepopulation: true };
    // @ts-expect-error whether it bars pre-population is not answered
    const withoutPrepopulation: Exclusion = { text: 'Left out.', barsLink: true };
    const answers = { barsLink: expect.any(Boolean), barsPrepopulation: expect.any(Boolean) };
    expect(withoutLink).not.toMatchObject(answers);
    expect(withoutPrepopulation).not.toMatchObject(answers);
    expect(exclusionReasons.map((reason) => exclusions[reason])).toEqual(
      exclusionReasons.map(() => expect.objectContaining(answers)),
    );
  });

  it.each(['barsLink', 'barsPrepopulation'] as const)('tells, in its order, which %s', (answer) => {
    const barring = reasonsThatBar(answer);
    expect(barring).toEqual(exclusionReasons.filter((reason) => exclusions[reason][answer]));
    expect(barring.length).toBeGreaterThan(0);
    expect(barring.length).toBeLessThan(exclusionReasons.length);
  });
});
