import { describe, expect, it } from 'vitest';
import { label, mailAddress, personName, phoneNumber, typeableAddress } from '../../../shared/email/safe-text.ts';

const hundred = 100;

describe('personName', () => {
  it.each([
    ['Adele Vance', 'Adele Vance'],
    ['Vance, Adele', 'Adele Vance'],
    ['Vance, Adele (IT)', 'Adele Vance'],
    ['Adele Vance [External]', 'Adele Vance'],
    ['O’Brien', 'O’Brien'],
    ["D'Arcy", "D'Arcy"],
    ['Anne-Marie', 'Anne-Marie'],
    ['Anne\u2011Marie', 'Anne\u2011Marie'],
    ['J.R.R. Tolkien', 'J. R. R. Tolkien'],
    ['José', 'José'],
    ['Jose\u0301', 'José'],
    ['山田 太郎', '山田 太郎'],
    ['マイケル・スミス', 'マイケル・スミス'],
    ['محمد علي', 'محمد علي'],
    ['צ׳רלי', 'צ׳רלי'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['  Adele \t Vance ', ''],
    ['  Adele   Vance ', 'Adele Vance'],
    ['Adele 😀 Vance', 'Adele Vance'],
    ['Vance2', 'Vance'],
  ])('reads %j as %j', (raw, name) => {
    expect(personName(raw)).toBe(name);
  });

  // Letters after a comma: https://github.com/nextcloud/spreed/pull/18682
  it.each([
    ['Anna Berg, PhD', 'Anna Berg PhD'],
    ['Anna Berg, M.Sc.', 'Anna Berg MSc'],
    ['Anna Berg, MD, PhD', 'Anna Berg MD PhD'],
    ['Anna Berg, PMP®', 'Anna Berg PMP'],
    ['Anna Berg, Dipl.-Ing.', 'Anna Berg Dipl-Ing'],
    ['Berg, Anna, PhD', 'Anna Berg PhD'],
    ['Berg, Anna PhD', 'Anna Berg PhD'],
    ['Berg Jr., Anna', 'Anna Berg Jr'],
    ['BERG, ANNA, PHD', 'ANNA BERG PHD'],
    ['LI, MA', 'MA LI'],
    ['Li, Ma', 'Ma Li'],
    ['Mba, Paul', 'Paul Mba'],
    ['Berg, Dr. Anna', 'Dr. Anna Berg'],
    ['Anna Berg (she/her)', 'Anna Berg'],
    ['Berg, Anna (she/her/hers)', 'Anna Berg'],
    ['Anna Berg [she/her] (IT/HR)', 'Anna Berg'],
    ['Anna Berg she/her', 'Anna Berg'],
    ['Anna Berg - hon/henne', 'Anna Berg'],
    ['Anna Berg | She / They', 'Anna Berg'],
    ['田中 太郎（営業/大阪）', '田中 太郎'],
    ['Anna Berg, PhD (she/her)', 'Anna Berg PhD'],
  ])('reads letters and remarks in %j as %j (truth 15)', (raw, name) => {
    expect(personName(raw)).toBe(name);
  });

  it.each([
    ['an address', 'adele@contoso.com'],
    ['two departments', 'Sales/Service'],
    ['a domain', 'evil.example'],
    ['a web address', 'https://evil.example'],
    ['a header', 'Adele\r\nBcc: eve@evil.example'],
    ['a path', 'C:\\temp'],
    ['markup only', '<script>'],
    ['digits only', '4711'],
    ['direction marks only', '\u202e\u2066'],
    ['nothing', ''],
  ])('is empty for %s', (_, raw) => {
    expect(personName(raw)).toBe('');
  });

  it('turns no direction', () => {
    expect(personName('Adele\u202Eecnav\u2066')).toBe('Adele ecnav');
  });

  it('is short, and cut between letters', () => {
    expect(personName('Adele '.repeat(hundred)).length).toBeLessThanOrEqual(41);
    expect(personName('é'.repeat(300)).endsWith('é…')).toBe(true);
    expect(personName('u\u0308\u0323\u0331\u0301\u0302\u0303'.repeat(hundred)).length).toBeLessThan(200);
  });
});

describe('label', () => {
  it.each([
    ['Contoso "North" & <Sons>', 'Contoso "North" & <Sons>'],
    ['Contoso.com', 'Contoso.com'],
    ['Contoso\r\nBcc: eve@evil.example', 'Contoso Bcc: eve evil.example'],
    ['https://evil.example/x', 'https evil.example/x'],
    ['mailto:eve', 'mailto eve'],
    ['\u202eosotnoC', 'osotnoC'],
    ['Help\u200bdesk', 'Helpdesk'],
    ['', ''],
  ])('reads %j as %j', (raw, text) => {
    expect(label(raw)).toBe(text);
  });

  it('is at most 60 letters and an ellipsis', () => {
    expect(label('Contoso '.repeat(hundred)).length).toBeLessThanOrEqual(61);
  });
});

describe('phoneNumber', () => {
  it.each([
    ['+46 8 123 456', '+46 8 123 456'],
    ['(555) 010-0199 ext. 12', '(555) 010-0199 x 12'],
    ['1<b>2</b>', '12'],
    ['call us', undefined],
    ['', undefined],
    ['1'.repeat(31), undefined],
  ])('reads %j as %j', (raw, number) => {
    expect(phoneNumber(raw)).toBe(number);
  });
});

describe('typeableAddress', () => {
  it.each([
    ['https://intranet.contoso.com/sspr', 'intranet.contoso.com/sspr'],
    ['https://intranet.contoso.com/', 'intranet.contoso.com'],
    ['intranet.contoso.com', 'intranet.contoso.com'],
    ['https://intranet.contoso.com/?p=1#top', 'intranet.contoso.com?p=1'],
    [`https://intranet.contoso.com/${'a'.repeat(hundred)}`, 'intranet.contoso.com'],
    ['https://аррӏе.com', 'xn--80ak6aa92e.com'],
    ['http://intranet.contoso.com', undefined],
    ['javascript:alert(1)', undefined],
    ['https://user:pass@evil.example', undefined],
    ['https://', undefined],
    [`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example`, undefined],
  ])('reads %j as %j', (raw, address) => {
    expect(typeableAddress(raw)).toBe(address);
  });
});

describe('mailAddress', () => {
  it.each([
    ['no-reply@contoso.com', 'no-reply@contoso.com'],
    ['a@b.example, c@d.example', undefined],
    ['a@b.example\r\nBcc: c@d.example', undefined],
    ['<a@b.example>', undefined],
    ['a@localhost', undefined],
    [`${'a'.repeat(hundred)}@b.example`, undefined],
  ])('reads %j as %j', (raw, address) => {
    expect(mailAddress(raw)).toBe(address);
  });
});
