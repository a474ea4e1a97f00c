import { beforeAll, describe, expect, it } from 'vitest';
import { describeUser } from '../../shared/api/user-answer.ts';
import { messageStates } from '../../shared/delivery/message.ts';
import { habitsOf } from '../../shared/use-cases/campaign-rules.ts';
import { aDocument } from '../builders/documents.ts';
import { namedFaults, namedMoves, namedOperatorMoves, rarestMoves } from './message-moves.ts';
import { runInWorker } from './parallel.ts';
import { Randomness } from './randomness.ts';
import type { SeedTotals } from './seeds.ts';
import { drawWorld, World } from './world.ts';

describe('in some thousand worlds', { timeout: 240_000 }, () => {
  let totals: SeedTotals;
  beforeAll(async () => {
    totals = await runInWorker({ kind: 'seeds', from: 1, count: 4_000 });
  }, 240_000);

  it('nothing is sent twice and nobody is lost', () => {
    expect(totals.failures).toEqual([]);
  });

  it.each(messageStates)('messages come to be %s', (state) => {
    const moves = [...totals.sightings.keys()].filter((name) => name.includes(`→ ${state}`));
    expect(moves).not.toEqual([]);
  });

  it.each([...namedFaults, ...namedOperatorMoves])('there is %s', (fault) => {
    expect(totals.sightings.get(fault)).toBeGreaterThan(20);
  });

  it('every move of a message has its name', () => {
    const moves = [...totals.sightings.keys()].filter((name) => name.startsWith('message: '));
    expect(moves.filter((move) => ![...namedMoves, ...rarestMoves].includes(move))).toEqual([]);
  });

  it('nearly all moves happen; the rest is a matter of more worlds', () => {
    const missing = namedMoves.filter((move) => !totals.sightings.has(move));
    expect(missing.length, missing.join('\n')).toBeLessThan(namedMoves.length / 4);
  });
});

describe('what the admin API tells after a campaign', () => {
  it.each([1, 2, 3, 5, 8, 13, 21, 34])(
    'has the history of every mail, from its plan to its end: world %i',
    async (seed) => {
      const randomness = new Randomness(seed);
      const world = new World(drawWorld(randomness), randomness);
      expect(await world.run()).toEqual([]);
      const rules = { cadence: world.rules.cadence, habits: habitsOf(aDocument()), waveState: undefined };
      for (const { userId } of world.plan.people) {
        const journey = await world.stores.recipients.readJourney(userId);
        const { messages } = describeUser({ journey, ...rules, now: world.time.now() });
        expect(messages).toHaveLength(journey.messages.length + (journey.superseded ?? []).length);
        for (const { state, history } of messages) {
          expect(history[0]).toMatchObject({ state: 'planned', at: expect.any(Date) });
          expect(history.at(-1)!.state).toBe(state);
        }
      }
    },
  );
});
