const address = /[^\s@<>"']+@[^\s@<>"']+/g;
const phone = /\+?\d[\d\s().-]{6,}\d/g;

/**
 * A text of Microsoft's as it may be printed anywhere and handed to support: on one line, without angle brackets, and
 * without anything that looks like an address or a phone number.
 */
export function plainText(text: string): string {
  const masked = text.replace(address, '(address)').replace(phone, '(number)');
  return masked.replaceAll(/[<>]/g, '').replaceAll(/\s+/g, ' ').trim();
}
