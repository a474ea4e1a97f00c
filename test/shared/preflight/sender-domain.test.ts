import { describe, expect, it } from 'vitest';
import { preflightWords } from '../../../shared/preflight/preflight-words.ts';
import { checkSenderDomain, dkimSelectors } from '../../../shared/preflight/sender-domain.ts';
import type { DnsAnswer } from '../../../shared/tenant/dns-answer.ts';

const records = (...values: readonly string[]): DnsAnswer => ({ kind: 'records', values });
const none: DnsAnswer = { kind: 'none' };
const unknown: DnsAnswer = { kind: 'unknown' };
const spf = 'v=spf1 include:spf.protection.outlook.com -all';
const good = {
  domain: 'mail.contoso.com',
  texts: records('ms-domain-verification=1', spf),
  selectors: dkimSelectors.map((selector) => records(`${selector}._domainkey.azurecomm.net`)),
  dmarc: [none, records('v=DMARC1; p=reject; rua=mailto:a@contoso.com')],
};

describe('preflight of the sender’s domain (everyone 6)', () => {
  it.each<[string, Partial<typeof good>, 'pass' | 'warn', string]>([
    ['all is right', {}, 'pass', 'SPF is right. DKIM is right. DMARC is right (p=reject).'],
    ['DMARC only watches', { dmarc: [records('v=DMARC1; p=none')] }, 'pass', 'only watches'],
    [
      'more includes',
      { texts: records('v=spf1 include:a.test include:spf.protection.outlook.com -all') },
      'pass',
      'SPF is right',
    ],
    [
      'SPF ends softly',
      { texts: records('v=spf1 include:spf.protection.outlook.com ~all') },
      'warn',
      'does not end with -all',
    ],
    ['SPF is of others', { texts: records('v=spf1 include:a.test -all') }, 'warn', 'does not include'],
    ['SPF is missing', { texts: records('ms-domain-verification=1') }, 'warn', 'SPF is missing'],
    ['SPF is there twice', { texts: records(spf, spf) }, 'warn', 'several SPF'],
    ['a selector leads elsewhere', { selectors: [good.selectors[0]!, records('a.test')] }, 'warn', 'DKIM: a selector'],
    ['a selector is missing', { selectors: [good.selectors[0]!, none] }, 'warn', 'DKIM: a selector'],
    ['DMARC is missing', { dmarc: [none, none] }, 'warn', 'DMARC is missing'],
    ['DMARC has no policy', { dmarc: [records('v=DMARC1; rua=mailto:a@contoso.com')] }, 'warn', 'no policy'],
    [
      'nobody answers',
      { texts: unknown, selectors: [unknown, unknown], dmarc: [unknown] },
      'warn',
      'SPF is unknown. DKIM is unknown. DMARC is unknown.',
    ],
    [
      'a private name server knows nothing',
      { texts: none, selectors: [none, none], dmarc: [none] },
      'warn',
      'SPF is unknown. DKIM is unknown. DMARC is unknown.',
    ],
  ])('where %s', (_, change, status, said) => {
    const [check] = checkSenderDomain({ ...good, ...change }, preflightWords);
    expect([check!.status, check!.detail]).toEqual([status, expect.stringContaining(said)]);
  });

  it('says nothing of a domain that Azure manages', () => {
    expect(checkSenderDomain(undefined, preflightWords)).toEqual([]);
  });
});
