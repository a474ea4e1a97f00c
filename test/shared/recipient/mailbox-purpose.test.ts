import { describe, expect, it } from 'vitest';
import { isMailboxDue, isNobodysMailbox, type KnownMailbox } from '../../../shared/recipient/mailbox-purpose.ts';
import { after, now } from '../../builders/instants.ts';

const of = (purpose: KnownMailbox['purpose'], days = 0): KnownMailbox => ({ purpose, readAt: after({ days: -days }) });

describe('a mailbox whose purpose was asked for (issue 17)', () => {
  it.each([
    [undefined, false],
    [of('user'), false],
    [of('linked'), false],
    [of('none'), false],
    [of('unknown'), false],
    [of('shared'), true],
    [of('room'), true],
    [of('equipment'), true],
    [of('room', 400), true],
  ])('%j is nobody’s: %s', (known, isNobodys) => {
    expect(isNobodysMailbox(known)).toBe(isNobodys);
  });

  it.each([
    ['nobody has asked', undefined, true],
    ['it was told 89 days ago', of('user', 89), false],
    ['it was told 90 days ago', of('user', 90), true],
    ['there was none 89 days ago', of('none', 89), false],
    ['it was not told 6 days ago', of('unknown', 6), false],
    ['it was not told a week ago', of('unknown', 7), true],
    ['it was a room 90 days ago', of('room', 90), true],
  ])('is asked for where %s: %s %s', (_, known, isDue) => {
    expect(isMailboxDue(known, now)).toBe(isDue);
  });
});
