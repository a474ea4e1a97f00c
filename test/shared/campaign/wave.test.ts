import { describe, expect, it } from 'vitest';
import { haltedAmong, namesPeople, waveIdOf, waveStates, waveStatusOf } from '../../../shared/campaign/wave.ts';
import { groupId, personId } from '../../builders/people.ts';

describe('the id of a wave', () => {
  it.each([
    ['Pilot', 'pilot'],
    ['Field staff (Malmö)', 'field-staff-malmo'],
    ['field staff malmo', 'field-staff-malmo'],
    ['  FIELD   STAFF -- MALMÖ!', 'field-staff-malmo'],
    ['Wave 2', 'wave-2'],
    ['Straße', 'straße'],
    ['東京', '東京'],
    ['Été/Automne', 'ete-automne'],
    ['a_b', 'a-b'],
  ])('of "%s" is %s', (name, waveId) => {
    expect(waveIdOf(name)).toBe(waveId);
  });

  it('is its own id', () => {
    expect(waveIdOf(waveIdOf('Field staff (Malmö)'))).toBe('field-staff-malmo');
  });

  it.each(['/', '\\', '#', '?', '\u0000', "'"])('holds nothing that a row key must not hold: %s', (character) => {
    expect(waveIdOf(`a${character}b`)).toBe('a-b');
  });
});

describe('a wave', () => {
  it('names people by groups or by users; otherwise it is for the whole audience', () => {
    expect(namesPeople({ groups: [groupId], users: [] })).toBe(true);
    expect(namesPeople({ groups: [], users: [personId(1)] })).toBe(true);
    expect(namesPeople({ groups: [], users: [] })).toBe(false);
  });
});

describe('the mails of a wave', () => {
  it.each(waveStates)('run, wait or are over as the wave says: %s', (state) => {
    const status = waveStatusOf('pilot', haltedAmong([{ waveId: 'pilot', state }]));
    expect(status).toBe(state === 'paused' || state === 'cancelled' ? state : 'running');
  });

  it('are of no concern to other waves', () => {
    expect(waveStatusOf('second', haltedAmong([{ waveId: 'pilot', state: 'cancelled' }]))).toBe('running');
  });
});
