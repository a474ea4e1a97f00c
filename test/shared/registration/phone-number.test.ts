import { describe, expect, it } from 'vitest';
import { readPhoneNumber } from '../../../shared/registration/phone-number.ts';

describe('a phone number', () => {
  it.each([
    ['+46 70 123 45 67', '+46 701234567'],
    ['+46 (0)70-123 45 67', '+46 701234567'],
    ['+1 (425) 555-0123', '+1 4255550123'],
    ['+44 20 7946 0958', '+44 2079460958'],
    ['+49 151 23456789', '+49 15123456789'],
    ["'+46701234567", '+46 701234567'],
    [' +46701234567 ', '+46 701234567'],
    ['+39 06 1234 5678', '+39 0612345678'],
  ])('%s is written as Graph takes it: %s', (text, phone) => {
    expect(readPhoneNumber(text)).toEqual({ valid: true, phone });
  });

  it.each([
    ['070-123 45 67', /^has no country code: write \+46 70 123 45 67/],
    ['0046 70 123 45 67', /^has no country code/],
    ['46701234567', /^has no country code/],
    ['4,67012E+10', /^was turned into a number by the spreadsheet/],
    ['4.67012E10', /^was turned into a number/],
    ['+46 70', /^is not a phone number/],
    ['+46 ring me', /^is not a phone number/],
    ['+999 123456789', /^is not a phone number/],
    ['+46 70 123 45 6', /^is not a number of that country/],
    ['+46 8 123 456 78 ext. 12', /^has an extension/],
    ['+1 900 555 1234', /^is a service number/],
    ['+44 909 8790000', /^is a service number/],
  ])('%s is refused with what to write, and not repeated', (text, because) => {
    const reading = readPhoneNumber(text);
    expect(reading).toEqual({ valid: false, because: expect.stringMatching(because) as string });
  });

  // As people paste them: https://github.com/verbb/hyper/issues/86, https://github.com/glific/glific/issues/4815, and
  // links by RFC 3966.
  it.each([
    ['direction marks of an address book', '\u202A+46 70 123 45 67\u202C', '+46 701234567'],
    ['overriding direction marks', '\u202D+46 70 123 45 67\u202C', '+46 701234567'],
    ['isolates, and a mark before the digits', '\u2066+46\u200E70 123 45 67\u2069', '+46 701234567'],
    ['a variation selector', '+46 70\uFE0D 123 45 67', '+46 701234567'],
    ['a byte order mark and unbreakable blanks', '\uFEFF+46\u00A070\u202F123\u00A045\u00A067', '+46 701234567'],
    ['a full-width plus', '＋46701234567', '+46 701234567'],
    ['full-width digits and brackets', '＋４６（０）７０－１２３４５６７', '+46 701234567'],
    ['the scheme of a link', 'tel:+46-70-123-45-67', '+46 701234567'],
    ['the scheme in capitals', 'TEL://+46701234567', '+46 701234567'],
    ['the scheme of a text message', 'sms:+46701234567', '+46 701234567'],
    ['brackets around the country code', '(+46) 70 123 45 67', '+46 701234567'],
    ['brackets after the plus', '+(46) (0)70 123 45 67', '+46 701234567'],
    ['a cell that is a formula of text', '="+46701234567"', '+46 701234567'],
    ['a typographic apostrophe', '\u2019+46701234567', '+46 701234567'],
    ['hyphens that do not break', '+46\u201170\u2011123\u201145\u201167', '+46 701234567'],
  ])('is read with %s (truth 13)', (_, text, phone) => {
    expect(readPhoneNumber(text)).toEqual({ valid: true, phone });
  });

  it.each([
    ['nothing', '  \u200E ', /^is empty/],
    ['words', 'ask Anna', /^is not a phone number/],
    ['an error of a formula', '#N/A', /^is not a phone number/],
    ['a number that a program rounded', '46701234567.0', /^was turned into a number/],
    ['two numbers', '+46 70 123 45 67 / +46 70 123 45 68', /^holds more than one number/],
    ['too few digits', '+46 70', /^is not a phone number: it has too few digits/],
    ['too many digits', '+46 70 123 45 67 890 123', /^is not a phone number: it has too many digits/],
    ['a code of no country', '+999 123456789', /^is not a phone number: no country has the code/],
    ['a link with an extension', 'tel:+46-8-123-456-78;ext=12', /^has an extension/],
    ['a word before the number', 'Mobile: +46 70 123 45 67', /^has something before its plus/],
    ['a flag before the number', '🇸🇪 +46 70 123 45 67', /^has something before its plus/],
    ['a link without country code', 'tel:070-123-45-67', /^has no country code/],
  ])('says the true reason: %s (truth 13)', (_, text, because) => {
    expect(readPhoneNumber(text)).toEqual({ valid: false, because: expect.stringMatching(because) as string });
  });
});
