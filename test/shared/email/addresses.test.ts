import { describe, expect, it } from 'vitest';
import { isAllowedLink, registerAddress, resetAddress, securityInfoAddress } from '../../../shared/email/addresses.ts';
import { mailLocales } from '../../../shared/email/mail.ts';

const tenantId = '8a3b1c5d-0000-4000-8000-00000000abcd';

describe('isAllowedLink', () => {
  it.each([registerAddress.href, resetAddress.href])('allows %s', (href) => {
    expect(isAllowedLink(href)).toBe(true);
  });

  it.each(mailLocales)('allows the security info page in %s', (locale) => {
    expect(isAllowedLink(securityInfoAddress(tenantId, locale)?.href ?? '')).toBe(true);
  });

  it.each([
    'http://aka.ms/sspr',
    'https://aka.ms/sspr2',
    'https://aka.ms/sspr?next=x',
    'https://aka.ms.evil.example/sspr',
    'https://evil.example/https://aka.ms/sspr',
    'https://mysignins.microsoft.com/security-info',
    `https://mysignins.microsoft.com/security-info?tenantId=${tenantId}`,
    `https://mysignins.microsoft.com/security-info?tenantId=${tenantId}&lng=sv&x=1`,
    `https://mysignins.microsoft.com/security-info?tenantId=nobody&lng=sv`,
    `https://mysignins.microsoft.com.evil.example/security-info?tenantId=${tenantId}&lng=sv`,
    'javascript:alert(1)',
    '',
  ])('refuses %j', (href) => {
    expect(isAllowedLink(href)).toBe(false);
  });
});

describe('securityInfoAddress', () => {
  it.each([undefined, '', 'contoso.com', `${tenantId}&x=1`, `${tenantId}\n`])('is undefined for %j', (id) => {
    expect(securityInfoAddress(id, 'en')).toBeUndefined();
  });
});
