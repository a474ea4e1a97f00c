import { describe, expect, it } from 'vitest';
import { paceMethods } from '../../../../shared/adapters/graph/paced-methods.ts';
import { personId } from '../../../builders/people.ts';
import { aClock } from '../../../fakes/fake-clock.ts';
import { FakeAuthenticationMethods } from '../../../fakes/fake-authentication-methods.ts';

function paced() {
  const clock = aClock('2026-12-01T09:00:00Z');
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
    clock.set(new Date(clock.now().getTime() + ms));
  };
  const people = new FakeAuthenticationMethods();
  people.put(personId(1));
  const pacing = { clock, pause, betweenRequestsMs: 250, longestPauseMs: 15_000 };
  return { people, pauses, methods: paceMethods(people, pacing) };
}

describe('requests for authentication methods', () => {
  it('keep their distance, also when they are asked for at once', async () => {
    const { methods, pauses } = paced();
    await Promise.all([1, 2, 3].map(() => methods.read(personId(1), ['email'])));
    expect(pauses).toEqual([250, 250]);
  });

  it('are made once more after a short wait that Graph asks for', async () => {
    const { methods, people, pauses } = paced();
    people.answerNext({ kind: 'throttled', retryAfterSeconds: 7 });
    expect(await methods.add(personId(1), 'email', 'a@example.com')).toEqual({ kind: 'added' });
    expect([pauses[0], people.added]).toMatchObject([7_000, [{}, {}]]);
  });

  it('answer a long wait to the caller', async () => {
    const { methods, people, pauses } = paced();
    people.answerNext({ kind: 'throttled', retryAfterSeconds: 16 });
    expect(await methods.add(personId(1), 'email', 'a@example.com')).toEqual({
      kind: 'throttled',
      retryAfterSeconds: 16,
    });
    expect(pauses).toEqual([]);
  });

  it('go on after one that threw', async () => {
    const { methods, people } = paced();
    people.read = async () => {
      throw new Error('a surprise');
    };
    await expect(methods.read(personId(1), ['email'])).rejects.toThrow('a surprise');
    expect(await methods.add(personId(1), 'email', 'a@example.com')).toEqual({ kind: 'added' });
  });
});
