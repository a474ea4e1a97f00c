import { createHash } from 'node:crypto';
import type { AddressFallback } from './audience.ts';
import type { DirectoryUser } from './directory-user.ts';

/** RFC 5321, 4.5.3.1: there is room for no more. */
const longestAddress = 254;
const longestLocalPart = 64;

/** RFC 5322, 3.4.1: a dot-atom. Quoted local parts are nobody's, and addresses beyond ASCII need a service that takes them. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** RFC 1035, 2.3.1. A top-level domain may hold digits and hyphens (xn--p1ai), and is not made of digits only. */
const domain = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d][a-z\d-]{0,61}[a-z\d]$/i;

/** Whether mail can be sent to a text: an address of RFC 5322 in plain ASCII, without a name around it. */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (text.length > longestAddress || at < 1 || at > longestLocalPart) return false;
  return localPart.test(text.slice(0, at)) && domain.test(text.slice(at + 1));
}

/** What stands after the last `@` of an address or a sign-in name, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

type Addressed = Pick<DirectoryUser, 'mail' | 'otherMails' | 'userPrincipalName'>;

/**
 * The address to write to: `mail`, else the first usable one of the fallbacks the campaign allows, else undefined.
 * A `userPrincipalName` is a sign-in name and only an address where the campaign says so. Addresses that turned a mail
 * away are passed over.
 */
export const chooseAddress = (
  user: Addressed,
  fallbacks: readonly AddressFallback[],
  turnedAway: readonly string[] = [],
): string | undefined =>
  candidates(user, fallbacks).find((candidate) => isAddress(candidate) && !isAmong(candidate, turnedAway));

/** Whether there is anything to write to, usable or not. */
export const hasAddress = (user: Addressed, fallbacks: readonly AddressFallback[]): boolean =>
  candidates(user, fallbacks).length > 0;

/**
 * Whether an address is in a list, itself or by what `digestOfAddress` left of it; mailboxes that differ in case only are
 * nowhere in use.
 */
export const isAmong = (one: string, addresses: readonly string[]): boolean =>
  addresses.some((other) => (isDigest(other) ? other === digestOfAddress(one) : plain(other) === plain(one)));

/** What stays of an address that was forgotten, so that it is known again where it turns up: nobody can be written to by it. */
export const digestOfAddress = (address: string): string =>
  isDigest(address) ? address : `#${createHash('sha256').update(plain(address)).digest('hex').slice(0, digestLength)}`;

const digestLength = 32;
const isDigest = (text: string): boolean => text.startsWith('#') && !text.includes('@');
const plain = (address: string): string => address.trim().toLowerCase();

function candidates({ mail, otherMails, userPrincipalName }: Addressed, fallbacks: readonly AddressFallback[]) {
  const behind = { otherMails, userPrincipalName: [userPrincipalName] };
  const all = [mail ?? '', ...fallbacks.flatMap((fallback) => behind[fallback])];
  return all.map((one) => one.trim()).filter((one) => one !== '');
}
