import type { RecipientStore, StoredJourney } from '../ports/recipient-store.ts';
import type { UserLookup } from '../ports/user-lookup.ts';

export interface FindUserPorts {
  readonly everyone: RecipientStore;
  readonly users: UserLookup;
}

export type FoundUser =
  | { readonly kind: 'found'; readonly journey: StoredJourney }
  | { readonly kind: 'unknownUser' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** Somebody by object id or user principal name. Who left the directory is found by object id. */
export async function findUser(idOrUpn: string, { everyone, users }: FindUserPorts): Promise<FoundUser> {
  const wanted = idOrUpn.toLowerCase();
  if (objectId.test(wanted)) {
    const journey = await everyone.readJourney(wanted);
    if (journey.facts !== undefined) return { kind: 'found', journey };
  }
  const found = await users.findUsers([wanted]);
  if ('throttled' in found) return { kind: 'throttled', retryAfterSeconds: found.retryAfterSeconds };
  const userId = found.get(wanted);
  if (userId === undefined) return { kind: 'unknownUser' };
  return { kind: 'found', journey: await everyone.readJourney(userId) };
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
