import { describe, expect, it } from 'vitest';
import {
  allowedOf,
  refusalOf,
  refusedOf,
  withDomainsOf,
  type WhyNoNotice,
} from '../../../shared/campaign/notice-address.ts';

const places = { addresses: ['soc@msp.example'], domains: ['contoso.com', 'contoso.onmicrosoft.com'] };

describe('where notices may go (guard 3)', () => {
  it.each<[string, WhyNoNotice | undefined]>([
    ['help@contoso.com', undefined],
    ['Help@CONTOSO.com', undefined],
    ['SOC@msp.example', undefined],
    ['other@msp.example', 'otherDomain'],
    ['help@evil.contoso.com', 'otherDomain'],
    ['help@evilcontoso.com', 'otherDomain'],
    ['help@contoso.com.evil.example', 'otherDomain'],
  ])('%s: %s', (address, because) => {
    expect(refusalOf(address, places)).toBe(because);
  });

  it('is known only once a pass has said the domains: until then only what the setting names', () => {
    const unknown = { ...places, domains: undefined };
    expect(refusedOf(['help@contoso.com', 'soc@msp.example'], unknown)).toEqual([{ at: 0, because: 'domainsUnknown' }]);
    expect(allowedOf(['help@contoso.com', 'soc@msp.example'], unknown)).toEqual(['soc@msp.example']);
  });
});

describe('the domains that people sign in with (guard 3)', () => {
  it('are each there once, in lower case; a name without one says nothing', () => {
    expect(withDomainsOf(['a@Contoso.com', 'b@contoso.com', 'c@fabrikam.com', 'odd', ''], ['contoso.com'])).toEqual([
      'contoso.com',
      'fabrikam.com',
    ]);
  });

  it('have an end, so that the pass’s row has one', () => {
    const names = Array.from({ length: 1_000 }, (_, n) => `a@d${n}.example`);
    expect(withDomainsOf(names, ['contoso.com'])).toHaveLength(300);
    expect(withDomainsOf(names, ['contoso.com'])).toContain('contoso.com');
  });
});
