import type { HeldLink } from '../campaign/held-link.ts';
import { causes } from '../diagnosis/causes.ts';
import { owners } from '../diagnosis/owner.ts';

/** An SSPR link that waits, with who can mend what it waits for, and how. */
export function describeHeldLink({ userId, because }: HeldLink) {
  const { meaning, owner, remedy } = causes[because];
  return { userId, because, meaning, owner, ownerText: owners[owner], remedy };
}
