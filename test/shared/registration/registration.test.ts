import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../shared/registration/registration.ts';
import { aRegistration } from '../../builders/people.ts';

/** https://learn.microsoft.com/graph/api/resources/userregistrationdetails */
describe('where a user stands', () => {
  it.each([
    { enabled: false, registered: false, capable: false, standing: 'notInScope' },
    { enabled: false, registered: true, capable: false, standing: 'registeredOutOfScope' },
    { enabled: true, registered: false, capable: false, standing: 'notRegistered' },
    { enabled: true, registered: true, capable: false, standing: 'registeredNotCapable' },
    { enabled: true, registered: true, capable: true, standing: 'capable' },
    // Rows that contradict themselves: capable takes all three flags.
    { enabled: false, registered: false, capable: true, standing: 'notInScope' },
    { enabled: false, registered: true, capable: true, standing: 'registeredOutOfScope' },
    { enabled: true, registered: false, capable: true, standing: 'notRegistered' },
  ])('enabled $enabled, registered $registered, capable $capable: $standing', (row) => {
    const { enabled: isSsprEnabled, registered: isSsprRegistered, capable: isSsprCapable } = row;
    expect(standingOf(aRegistration({ isSsprEnabled, isSsprRegistered, isSsprCapable }))).toBe(row.standing);
  });

  it('is "not reported" without a row, as for disabled accounts, and never "not registered"', () => {
    expect(standingOf(undefined)).toBe('notReported');
  });

  it('does not depend on methods or on being an admin', () => {
    expect(standingOf(aRegistration({ isAdmin: true, methodsRegistered: ['mobilePhone', 'email'] }))).toBe(
      'notRegistered',
    );
  });
});
