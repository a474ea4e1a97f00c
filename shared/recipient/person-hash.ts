import { createHmac } from 'node:crypto';

/**
 * What stands for somebody in place of their object id: the same for the same person and key, and made back into the id by
 * nobody without the key. It has the form of an object id, so that it fits wherever one stands.
 */
export function personHashOf(key: Uint8Array, userId: string): string {
  const hex = createHmac('sha256', key).update(userId.toLowerCase()).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
