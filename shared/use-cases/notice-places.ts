import type { NoticePlaces } from '../campaign/notice-address.ts';
import type { PassStore } from '../ports/pass-store.ts';

/** Where notices may go by the last believed pass and by the app setting. */
export async function noticePlacesOf(
  addresses: readonly string[],
  passes: Pick<PassStore, 'readLastComplete'>,
): Promise<NoticePlaces> {
  return { addresses, domains: (await passes.readLastComplete())?.signInDomains };
}
