import { z } from 'zod';
import type { AddressFallback } from './audience.ts';
import type { DirectoryUser } from './directory-user.ts';

const address = z.email().max(254);

/**
 * The address to write to: `mail`, else the first usable one of the fallbacks the campaign allows, else undefined.
 * A `userPrincipalName` is a sign-in name and only an address where the campaign says so.
 */
export function chooseAddress(user: DirectoryUser, fallbacks: readonly AddressFallback[]): string | undefined {
  const candidates = [user.mail, ...fallbacks.flatMap((fallback) => addressesBehind(user, fallback))];
  return candidates.map((candidate) => candidate?.trim()).find((candidate) => address.safeParse(candidate).success);
}

function addressesBehind(user: DirectoryUser, fallback: AddressFallback): readonly string[] {
  return fallback === 'otherMails' ? user.otherMails : [user.userPrincipalName];
}
