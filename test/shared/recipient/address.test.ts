import { describe, expect, it } from 'vitest';
import { chooseAddress } from '../../../shared/recipient/address.ts';
import type { AddressFallback } from '../../../shared/recipient/audience.ts';
import { aUser } from '../../builders/people.ts';

const choose = (mail: string | undefined, otherMails: readonly string[], fallbacks: readonly AddressFallback[]) =>
  chooseAddress(aUser({ mail, otherMails, userPrincipalName: 'upn@contoso.com' }), fallbacks);

const both = ['otherMails', 'userPrincipalName'] as const;

describe('the address of a person', () => {
  it.each<[string, string | undefined, readonly string[], readonly AddressFallback[], string | undefined]>([
    ['is their mail', 'asa@contoso.com', [], [], 'asa@contoso.com'],
    ['is their mail before all else', 'asa@contoso.com', ['home@example.com'], both, 'asa@contoso.com'],
    ['is a private one where that is allowed', undefined, ['home@example.com'], ['otherMails'], 'home@example.com'],
    ['is never a private one otherwise', undefined, ['home@example.com'], [], undefined],
    [
      'is never a private one, though the sign-in name is allowed',
      undefined,
      ['home@example.com'],
      ['userPrincipalName'],
      'upn@contoso.com',
    ],
    ['is the sign-in name where that is allowed', undefined, [], ['userPrincipalName'], 'upn@contoso.com'],
    ['is never the sign-in name otherwise', undefined, [], ['otherMails'], undefined],
    [
      'follows the order of the document',
      undefined,
      ['home@example.com'],
      ['userPrincipalName', 'otherMails'],
      'upn@contoso.com',
    ],
    [
      'is the first usable of several',
      undefined,
      ['none', '', 'home@example.com', 'b@example.com'],
      ['otherMails'],
      'home@example.com',
    ],
    ['comes without blanks around it', '  asa@contoso.com\t', [], [], 'asa@contoso.com'],
    [
      'is looked for elsewhere when the mail is no address',
      'n/a',
      ['home@example.com'],
      ['otherMails'],
      'home@example.com',
    ],
    ['is looked for elsewhere when the mail is empty', '', ['home@example.com'], ['otherMails'], 'home@example.com'],
    ['keeps its plus tag and its case', 'Asa+SSPR@Contoso.com', [], [], 'Asa+SSPR@Contoso.com'],
  ])('%s', (_what, mail, otherMails, fallbacks, address) => {
    expect(choose(mail, otherMails, fallbacks)).toBe(address);
  });

  it.each<[string, readonly AddressFallback[], readonly string[], string | undefined]>([
    ['is the next one once the first turned a mail away', both, ['asa@contoso.com'], 'home@example.com'],
    ['is the next but one once two did', both, ['asa@contoso.com', 'home@example.com'], 'upn@contoso.com'],
    ['is none once all did', ['otherMails'], ['asa@contoso.com', 'home@example.com'], undefined],
    ['is no other one where the campaign allows none', [], ['asa@contoso.com'], undefined],
    ['is passed over in any spelling', both, [' ASA@Contoso.com'], 'home@example.com'],
    ['stays while only another one did', both, ['home@example.com'], 'asa@contoso.com'],
  ])('%s', (_what, fallbacks, turnedAway, address) => {
    const user = aUser({
      mail: 'asa@contoso.com',
      otherMails: ['home@example.com'],
      userPrincipalName: 'upn@contoso.com',
    });
    expect(chooseAddress(user, fallbacks, turnedAway)).toBe(address);
  });

  it.each([
    'asa',
    'asa@',
    '@contoso.com',
    'asa@contoso',
    'asa@contoso.com, eve@example.com',
    'asa@contoso.com;eve@example.com',
    'asa@contoso.com\r\nBcc: eve@example.com',
    'Åsa Öberg <asa@contoso.com>',
    'asa @contoso.com',
    'a..b@contoso.com',
    `${'a'.repeat(250)}@contoso.com`,
    ' ',
  ])('is never "%s"', (mail) => {
    expect(choose(mail, [], [])).toBeUndefined();
  });
});
