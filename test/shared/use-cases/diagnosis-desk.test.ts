import { describe, expect, it } from 'vitest';
import type { DiagnosisAnswer } from '../../../shared/use-cases/diagnose-user.ts';
import { DiagnosisDesk } from '../../../shared/use-cases/diagnosis-desk.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { now } from '../../builders/instants.ts';

const unknown: DiagnosisAnswer = { kind: 'unknownUser' };

function aDesk() {
  const clock = new FakeClock(now);
  const desk = new DiagnosisDesk(clock);
  let made = 0;
  const make = async () => {
    made++;
    return unknown;
  };
  const ask = (question: string, caller = 'a') => desk.answer(question, caller, make);
  return { clock, desk, ask, made: () => made };
}

describe('diagnoses, one after another (engine 16)', () => {
  it('are made once for the same question within a minute, whoever asks', async () => {
    const { clock, ask, made } = aDesk();
    await Promise.all([ask('one'), ask('one', 'b'), ask('one')]);
    clock.advance({ seconds: 59 });
    await ask('one');
    expect(made()).toBe(1);
    clock.advance({ seconds: 1 });
    await ask('one');
    expect(made()).toBe(2);
  });

  it('are ten new ones a minute for one caller, who is told when to come again', async () => {
    const { clock, ask, made } = aDesk();
    for (let n = 0; n < 10; n++) await ask(`question ${n}`);
    clock.advance({ seconds: 20 });
    expect(await ask('another')).toEqual({ kind: 'tooMany', retryAfterSeconds: 40 });
    expect(await ask('question 3')).toEqual(unknown);
    expect(await ask('another', 'b')).toEqual(unknown);
    expect(made()).toBe(11);
    clock.advance({ seconds: 40 });
    expect(await ask('yet another')).toEqual(unknown);
  });

  it('are tried again after a failure', async () => {
    const { desk, ask, made } = aDesk();
    await expect(desk.answer('one', 'a', () => Promise.reject(new Error('storage')))).rejects.toThrow('storage');
    expect(await ask('one')).toEqual(unknown);
    expect(made()).toBe(1);
  });
});
