/** What an operator entered for somebody, as it is told them: enough to know it again, too little to use it. */
export interface MaskedEntry {
  readonly method: 'mobilePhone' | 'alternateMobilePhone' | 'email';
  readonly masked: string;
}

const hidden = '•••';

/** The last two digits of a phone; of an address how its two parts begin and the domain ends. */
export function maskedEntry(method: MaskedEntry['method'], value: string): MaskedEntry {
  return { method, masked: method === 'email' ? maskedAddress(value) : maskedPhone(value) };
}

/** Without an extension, which Graph may hand back. */
function maskedPhone(phone: string): string {
  const digits = phone.split('x')[0]!.replaceAll(/\D/gu, '');
  return `${hidden} ${hidden} ${digits.slice(-2)}`;
}

function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).trim();
  return `${firstOf(address.trim())}@${firstOf(domain)}.${domain.slice(domain.lastIndexOf('.') + 1)}`.toLowerCase();
}

const firstOf = (text: string): string => (/^[a-z\d]/i.exec(text)?.[0] ?? '') + hidden;
