import { parsePhoneNumberFromString, type NumberType } from 'libphonenumber-js/max';

export type PhoneReading =
  { readonly valid: true; readonly phone: string } | { readonly valid: false; readonly because: string };

/** Numbers that ring at one person's phone: a call to any other kind may cost a fortune or reach nobody. */
const personal: readonly NumberType[] = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'PERSONAL_NUMBER'];

/**
 * Reads a phone number as people write it, and writes it as Microsoft Graph takes it: `+46 701234567`, the country code
 * and one blank. What is wrong with it says what to write, and never repeats the number.
 *
 * https://learn.microsoft.com/graph/api/authentication-post-phonemethods
 */
export function readPhoneNumber(text: string): PhoneReading {
  // Spreadsheets keep a leading apostrophe that says "this is text".
  const written = text.trim().replace(/^'/, '');
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(written)) return invalid(turnedIntoNumber);
  if (!written.startsWith('+')) return invalid(withoutCountryCode);
  const number = parsePhoneNumberFromString(written);
  if (number === undefined || !number.isPossible())
    return invalid('is not a phone number: write it as +46 70 123 45 67');
  if (number.ext !== undefined) return invalid('has an extension, which password reset cannot dial: leave it out');
  if (!number.isValid()) return invalid('is not a number of that country: look for a digit too many or too few');
  if (!personal.includes(number.getType()))
    return invalid('is a service number, not the phone of a person: give a mobile or a landline');
  return { valid: true, phone: `+${number.countryCallingCode} ${number.nationalNumber}` };
}

const turnedIntoNumber =
  'was turned into a number by the spreadsheet, which lost its digits: format the column as text and enter it again';
const withoutCountryCode =
  'has no country code: write +46 70 123 45 67, not 070-123 45 67 or 0046 70 123 45 67 (format the column as text, so that the plus stays)';

const invalid = (because: string): PhoneReading => ({ valid: false, because });
