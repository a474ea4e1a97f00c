import { parsePhoneNumberFromString, validatePhoneNumberLength, type NumberType } from 'libphonenumber-js/max';

export type PhoneReading =
  { readonly valid: true; readonly phone: string } | { readonly valid: false; readonly because: string };

/** Numbers that ring at one person's phone: a call to any other kind may cost a fortune or reach nobody. */
const personal: readonly NumberType[] = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'PERSONAL_NUMBER'];

/**
 * Reads a phone number as people write and paste it, and writes it as Microsoft Graph takes it: `+46 701234567`, the
 * country code and one blank. What is wrong with it says what to write, and never repeats the number.
 *
 * https://learn.microsoft.com/graph/api/authentication-post-phonemethods
 */
export function readPhoneNumber(text: string): PhoneReading {
  const written = asTyped(text);
  const because = faultOfForm(written);
  if (because !== undefined) return invalid(because);
  const number = parsePhoneNumberFromString(written);
  if (number === undefined || !number.isPossible()) return invalid(faultOfLength(written));
  if (number.ext !== undefined) return invalid('has an extension, which password reset cannot dial: leave it out');
  if (!number.isValid()) return invalid('is not a number of that country: look for a digit too many or too few');
  if (!personal.includes(number.getType()))
    return invalid('is a service number, not the phone of a person: give a mobile or a landline');
  return { valid: true, phone: `+${number.countryCallingCode} ${number.nationalNumber}` };
}

/**
 * Without what comes along when a number is copied: direction marks of address books, variation selectors, full-width
 * digits, the scheme of a link (RFC 3966, RFC 5724), brackets around the country code, and how spreadsheets mark a cell as text.
 */
function asTyped(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Variation_Selector}]/gu, '')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['\u2018\u2019]/, '')
    .replace(/^(?:tel|callto|sms):\s*(?:\/\/)?/i, '')
    .replace(/^\(\s*(\+[\d\s]+)\)/, '$1')
    .replace(/^\+\s*\(\s*(\d+)\s*\)/, '+$1')
    .trim();
}

const example = 'write it as +46 70 123 45 67';

function faultOfForm(written: string): string | undefined {
  if (written === '') return `is empty: ${example}`;
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(written) || /^\d{6,}[.,]0+$/.test(written)) return turnedIntoNumber;
  if (!/\p{Nd}/u.test(written)) return `is not a phone number: ${example}`;
  if ((written.match(/\+/g) ?? []).length > 1) return 'holds more than one number, or a plus too many: give one number';
  if (written.startsWith('+')) return undefined;
  return written.includes('+') ? `has something before its plus: ${example}` : withoutCountryCode;
}

/** Why the digits cannot be a number of any country. */
function faultOfLength(written: string): string {
  const opening = 'is not a phone number';
  switch (validatePhoneNumberLength(written)) {
    case 'INVALID_COUNTRY':
      return `${opening}: no country has the code it begins with; ${example}`;
    case 'TOO_SHORT':
      return `${opening}: it has too few digits; ${example}`;
    case 'TOO_LONG':
      return `${opening}: it has too many digits, or more than one number stands there; ${example}`;
    case 'INVALID_LENGTH':
      return `${opening}: no number of that country has so many digits; ${example}`;
    default:
      return `${opening}: ${example}`;
  }
}

const turnedIntoNumber =
  'was turned into a number by the spreadsheet, which lost its digits: format the column as text and enter it again';
const withoutCountryCode =
  'has no country code: write +46 70 123 45 67, not 070-123 45 67 or 0046 70 123 45 67 (format the column as text, so that the plus stays)';

const invalid = (because: string): PhoneReading => ({ valid: false, because });
