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
});
