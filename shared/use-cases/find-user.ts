import type { RecipientStore, StoredJourney } from '../ports/recipient-store.ts';
import type { UserLookup } from '../ports/user-lookup.ts';

export interface FindUserPorts {
  readonly recipients: RecipientStore;
  readonly users: UserLookup;
}

export type FoundUser =
  | { readonly kind: 'found'; readonly journey: StoredJourney }
  | { readonly kind: 'unknownUser' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** Somebody by object id or user principal name. Who left the directory is found by object id. */
export async function findUser(idOrUpn: string, { recipients, users }: FindUserPorts): Promise<FoundUser> {
  const wanted = idOrUpn.toLowerCase();
  if (isObjectId(wanted)) {
    const journey = await recipients.readJourney(wanted);
    if (journey.facts !== undefined) return { kind: 'found', journey };
  }
  const found = await users.findUsers([wanted]);
  if ('throttled' in found) return { kind: 'throttled', retryAfterSeconds: found.retryAfterSeconds };
  const userId = found.get(wanted);
  if (userId === undefined) return { kind: 'unknownUser' };
  return { kind: 'found', journey: await recipients.readJourney(userId) };
}

/** Of a text in lower case. */
export const isObjectId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
