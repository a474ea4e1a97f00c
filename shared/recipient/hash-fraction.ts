/**
 * A number in [0, 1) that is always the same for the same text and evenly spread over texts: for a stable random share of
 * people and a stable spread within the hour, with no state to keep. FNV-1a with murmur3's last mixing step.
 */
export function hashFraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
