/** WCAG 2.2, success criterion 1.4.3: text needs this contrast. */
const minimumContrast = 4.5;

export type BrandColorCheck = { readonly ok: true } | { readonly ok: false; readonly nearest: string };

/**
 * Whether white text can be read on this colour. If not, `nearest` is the closest colour that will do: same hue,
 * only as much darker as needed. Something that is no `#rrggbb` at all gets a neutral blue.
 */
export function checkBrandColor(hex: string): BrandColorCheck {
  const color = readHex(hex);
  if (color === undefined) return { ok: false, nearest: '#0f6cbd' };
  if (contrastWithWhite(color) >= minimumContrast) return { ok: true };
  return { ok: false, nearest: writeHex(darkenedUntilReadable(color)) };
}

/** The colour itself when it passes, else the nearest that does. */
export function readableBrandColor(hex: string): string {
  const check = checkBrandColor(hex);
  return check.ok ? hex.toLowerCase() : check.nearest;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other]
    .map((hex) => luminance(readHex(hex) ?? [0, 0, 0]))
    .toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

type Rgb = readonly [number, number, number];

function readHex(hex: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(hex);
  if (match === null) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((digits) => Number.parseInt(digits, 16));
  return [red, green, blue];
}

function writeHex(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function gamma(light: number): number {
  const share = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.floor(share * 255);
}

function contrastWithWhite(color: Rgb): number {
  return 1.05 / (luminance(color) + 0.05);
}

/** Less light in equal proportion keeps the hue; rounding down keeps the promise. */
function darkenedUntilReadable([red, green, blue]: Rgb): Rgb {
  const share = (1.05 / minimumContrast - 0.05) / luminance([red, green, blue]);
  return [gamma(linear(red) * share), gamma(linear(green) * share), gamma(linear(blue) * share)];
}
