import { describe, expect, it } from 'vitest';
import { maskedEntry } from '../../../shared/registration/masked-entry.ts';

describe('what is told of something that was entered (guard 1)', () => {
  it.each([
    ['mobilePhone', '+46 701234567', '••• ••• 67'],
    ['alternateMobilePhone', '+46 70-123 45 67x89', '••• ••• 67'],
    ['email', 'Anna.Berg@Home.Example.co.uk', 'a•••@h•••.uk'],
    ['email', 'x@y.se', 'x•••@y•••.se'],
    ['email', '_x@example.com', '•••@e•••.com'],
  ] as const)('%s %s is %s', (method, value, masked) => {
    expect(maskedEntry(method, value)).toEqual({ method, masked });
  });
});
