import { describe, expect, it } from 'vitest';
import { decideContacts, isSameDetail, methodsIn } from '../../../shared/prepopulation/contact-details.ts';

const mobilePhone = '+46 701234567';
const other = '+46 701234568';

describe('what is added to what somebody has', () => {
  it.each([
    ['nothing there', { mobilePhone, email: 'a@b.se' }, {}, { mobilePhone: 'add', email: 'add' }],
    ['the same there', { mobilePhone }, { mobilePhone: '+46701234567' }, { mobilePhone: 'sameThere' }],
    ['another there', { mobilePhone }, { mobilePhone: other }, { mobilePhone: 'otherThere' }],
    ['another method there', { mobilePhone }, { email: 'a@b.se' }, { mobilePhone: 'add' }],
    ['an alternate alone', { alternateMobilePhone: other }, {}, { alternateMobilePhone: 'needsMobilePhone' }],
    [
      'an alternate beside one of the file',
      { mobilePhone, alternateMobilePhone: other },
      {},
      { mobilePhone: 'add', alternateMobilePhone: 'add' },
    ],
    [
      'an alternate beside one that is there',
      { alternateMobilePhone: other },
      { mobilePhone },
      { alternateMobilePhone: 'add' },
    ],
  ])('%s', (_, wanted, existing, decisions) => {
    expect(decideContacts(wanted, existing)).toEqual(decisions);
  });

  it.each([
    ['mobilePhone', '+46 701234567', '+46701234567', true],
    ['mobilePhone', '+46 701234567', '+46 701234567x12', true],
    ['mobilePhone', '+46 701234567', '+46 701234568', false],
    ['email', 'Anna@Example.com', 'anna@example.com ', true],
    ['email', 'anna@example.com', 'bo@example.com', false],
  ] as const)('takes %s %s and %s for the same: %s', (method, one, another, same) => {
    expect(isSameDetail(method, one, another)).toBe(same);
  });

  it('adds a mobile phone before its alternate', () => {
    expect(methodsIn({ email: 'a@b.se', alternateMobilePhone: other, mobilePhone })).toEqual([
      'mobilePhone',
      'alternateMobilePhone',
      'email',
    ]);
  });
});
