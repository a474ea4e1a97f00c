/** A logo that travels inside the mail, as an inline attachment that the HTML names by its content id. */
export interface InlineLogo {
  readonly contentId: string;
  readonly contentType: 'image/png';
  readonly contentInBase64: string;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

export type LogoReading =
  | { readonly ok: true; readonly logo: InlineLogo }
  | { readonly ok: false; readonly because: 'notPngDataUri' | 'tooLarge' | 'badDimensions' };

const dataUriPrefix = 'data:image/png;base64,';
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const maximumBytes = 20_000;
const shownHeightPixels = 40;
const maximumWidthPixels = 320;

/**
 * Reads a logo from the campaign document: a PNG as a data URI.
 *
 * PNG only, because SVG can carry scripts and remote references, and Outlook on Windows shows no SVG anyway.
 */
export function readLogo(dataUri: string): LogoReading {
  if (!dataUri.startsWith(dataUriPrefix)) return { ok: false, because: 'notPngDataUri' };
  const bytes = Buffer.from(dataUri.slice(dataUriPrefix.length), 'base64');
  if (bytes.length < 24 || pngSignature.some((byte, at) => bytes[at] !== byte)) {
    return { ok: false, because: 'notPngDataUri' };
  }
  if (bytes.length > maximumBytes) return { ok: false, because: 'tooLarge' };

  // The header chunk comes first in every PNG: width at byte 16, height at byte 20. https://www.w3.org/TR/png-3/#11IHDR
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  if (width === 0 || height === 0 || width > 2000 || height > 2000) return { ok: false, because: 'badDimensions' };

  const scale = Math.min(1, shownHeightPixels / height, maximumWidthPixels / width);
  return {
    ok: true,
    logo: {
      contentId: 'logo',
      contentType: 'image/png',
      contentInBase64: bytes.toString('base64'),
      widthPixels: Math.max(1, Math.round(width * scale)),
      heightPixels: Math.max(1, Math.round(height * scale)),
    },
  };
}
