/**
 * Repeatable chance: numbers depend on their keys alone, never on what was drawn before,
 * so one person's luck stays the same whatever happens to everybody else.
 */
export type Draw = () => number;

type Key = string | number;

/** An endless stream of numbers in [0, 1) that is the same for the same keys. */
export function drawsFor(...keys: Key[]): Draw {
  let [a, b, c, d] = hash(keys.join('|'));
  // sfc32, a small public-domain generator that passes PractRand.
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4_294_967_296;
  };
}

/** A GUID that is the same for the same keys, in the form of a version 4 UUID. */
export function guidFor(...keys: Key[]): string {
  const hex = hash(keys.join('|'))
    .map((part) => (part >>> 0).toString(16).padStart(8, '0'))
    .join('');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** One element of a list that has any. */
export function pick<T>(draw: Draw, list: readonly T[]): T {
  const chosen = list[Math.floor(draw() * list.length)];
  if (chosen === undefined) throw new Error('Nothing to pick from: the list is empty.');
  return chosen;
}

/** One element of a list of [element, weight] pairs, as often as its weight says. */
export function pickWeighted<T>(draw: Draw, weighted: readonly (readonly [T, number])[]): T {
  let left = draw() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [element, weight] of weighted) {
    left -= weight;
    if (left < 0) return element;
  }
  throw new Error('Nothing to pick from: the weights are empty.');
}

/** The list in another order; the given list is left alone. */
export function shuffled<T>(draw: Draw, list: readonly T[]): T[] {
  return list
    .map((element) => ({ element, place: draw() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ element }) => element);
}

/** cyrb128: 128 well-mixed bits of a text. */
function hash(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 0];
}
