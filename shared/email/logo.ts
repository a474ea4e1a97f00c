/** A logo that travels inside the mail, as an inline attachment that the HTML names by its content id. */
export interface InlineLogo {
  readonly contentId: string;
  readonly contentType: LogoType;
  readonly contentInBase64: string;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

type LogoType = 'image/png' | 'image/jpeg';

export type LogoReading =
  | { readonly ok: true; readonly logo: InlineLogo }
  | { readonly ok: false; readonly because: 'notAPicture' | 'tooLarge' | 'badDimensions' };

interface Size {
  readonly width: number;
  readonly height: number;
}

const dataUri = /^data:(image\/png|image\/jpeg);base64,([A-Za-z0-9+/]+={0,2})$/u;
const maximumBytes = 20_000;
const longestSidePixels = 2000;
const shownHeightPixels = 40;
const maximumWidthPixels = 320;

/**
 * Reads a logo from the campaign document: a PNG or JPEG as a data URI.
 *
 * No SVG: it can carry scripts and remote references, and Outlook on Windows shows none. It leaves as an attachment with
 * a content id, since Gmail and Outlook on Windows show no data URIs. https://www.caniemail.com/features/image-base64/
 */
export function readLogo(uri: string): LogoReading {
  const [, contentType, base64 = ''] = dataUri.exec(uri) ?? [];
  if (contentType !== 'image/png' && contentType !== 'image/jpeg') return { ok: false, because: 'notAPicture' };
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > maximumBytes) return { ok: false, because: 'tooLarge' };
  const size = contentType === 'image/png' ? pngSize(bytes) : jpegSize(bytes);
  if (size === undefined) return { ok: false, because: 'notAPicture' };
  const [shorter, longer] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  if (shorter === 0 || longer > longestSidePixels) return { ok: false, because: 'badDimensions' };
  const contentInBase64 = bytes.toString('base64');
  return { ok: true, logo: { contentId: 'logo', contentType, contentInBase64, ...shownSize(size) } };
}

function shownSize({ width, height }: Size): Pick<InlineLogo, 'widthPixels' | 'heightPixels'> {
  const scale = Math.min(1, shownHeightPixels / height, maximumWidthPixels / width);
  return {
    widthPixels: Math.max(1, Math.round(width * scale)),
    heightPixels: Math.max(1, Math.round(height * scale)),
  };
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The header chunk comes first: width at byte 16, height at byte 20. https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 24 || !startsWith(bytes, pngSignature)) return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/**
 * Walks over the segments, each with its length, to the first that starts a frame: C0 to CF but for three of other
 * meaning. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1
 */
function jpegSize(bytes: Buffer): Size | undefined {
  if (!startsWith(bytes, [0xff, 0xd8])) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

const startsWith = (bytes: Buffer, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);
