import { describe, expect, it } from 'vitest';
import {
  nextPlace,
  slowDown,
  unusedPace,
  withPlace,
  type ReportPace,
} from '../../../shared/registration/report-pace.ts';
import { after, now } from '../../builders/instants.ts';

const fiveAt = (at: Date): ReportPace => [1, 2, 3, 4, 5].reduce((pace) => withPlace(pace, at), unusedPace);

describe('places that a clock a day ahead has taken, which was set back since (engine 15)', () => {
  const ahead = after({ hours: 24 });

  it('keep nobody waiting', () => {
    expect(nextPlace(fiveAt(ahead), now)).toEqual(now);
    expect(nextPlace(slowDown(unusedPace, ahead, 600), now)).toEqual(now);
  });

  it('do not count among those that are taken from then on', () => {
    const pace = [1, 2, 3, 4, 5].reduce((taken) => withPlace(taken, now), fiveAt(ahead));
    expect(nextPlace(pace, now).getTime()).toBeGreaterThan(now.getTime() + 10_000);
  });

  it('are believed where they are seconds ahead', () => {
    expect(nextPlace(fiveAt(after({ seconds: 8 })), now).getTime()).toBeGreaterThan(after({ seconds: 18 }).getTime());
  });
});
