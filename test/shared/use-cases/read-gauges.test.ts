import { describe, expect, it } from 'vitest';
import { readGauges } from '../../../shared/use-cases/read-gauges.ts';
import { addHours } from '../../../shared/registration/add-time.ts';
import { now } from '../../builders/instants.ts';
import { aPass } from '../../contracts/samples.ts';
import { personId } from '../../builders/people.ts';
import { fakePorts } from '../../fakes/ports.ts';

describe('how things stand', () => {
  it('is told where nothing waits and there was no pass', async () => {
    expect(await readGauges(now, fakePorts(now))).toEqual({ due: 0, poison: 0, passAgeHours: undefined });
  });

  it('is what is due, what was given up, and the age of the last complete pass', async () => {
    const ports = fakePorts(now);
    await ports.agenda.put([1, 2].map((n) => ({ dueAt: addHours(now, -1), userId: personId(n), step: 'nudge' })));
    await ports.agenda.put([{ dueAt: addHours(now, 1), userId: personId(3), step: 'nudge' }]);
    ports.poisonQueues.counts = { 'send-message': 1, 'delivery-reports': 2 };
    await ports.passes.write(aPass({ state: 'complete', progressedAt: addHours(now, -3.5) }), undefined);
    expect(await readGauges(now, ports)).toEqual({ due: 2, poison: 3, passAgeHours: 3.5 });
  });
});
