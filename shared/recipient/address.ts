import { z } from 'zod';
import type { AddressFallback } from './audience.ts';
import type { DirectoryUser } from './directory-user.ts';

/** RFC 5321 has room for no more. */
const longestAddress = 254;

const isAddress = (text: string): boolean => text.length <= longestAddress && z.regexes.email.test(text);

/**
 * The address to write to: `mail`, else the first usable one of the fallbacks the campaign allows, else undefined.
 * A `userPrincipalName` is a sign-in name and only an address where the campaign says so. Addresses that turned a mail
 * away are passed over.
 */
export function chooseAddress(
  user: DirectoryUser,
  fallbacks: readonly AddressFallback[],
  turnedAway: readonly string[] = [],
): string | undefined {
  const mayBe = (candidate: string) => isAddress(candidate) && !isAmong(candidate, turnedAway);
  const mail = user.mail?.trim();
  if (mail !== undefined && mayBe(mail)) return mail;
  const others = fallbacks.flatMap((fallback) => addressesBehind(user, fallback));
  return others.map((candidate) => candidate.trim()).find(mayBe);
}

/** Whether an address is in a list; mailboxes that differ in case only are nowhere in use. */
export const isAmong = (one: string, addresses: readonly string[]): boolean =>
  addresses.some((other) => other.trim().toLowerCase() === one.trim().toLowerCase());

function addressesBehind(user: DirectoryUser, fallback: AddressFallback): readonly string[] {
  return fallback === 'otherMails' ? user.otherMails : [user.userPrincipalName];
}
