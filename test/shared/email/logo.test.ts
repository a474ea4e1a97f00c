import { describe, expect, it } from 'vitest';
import { readLogo } from '../../../shared/email/logo.ts';

describe('readLogo', () => {
  it.each([
    [400, 100, 160, 40],
    [40, 20, 40, 20],
    [1000, 50, 320, 16],
    [1, 2000, 1, 40],
  ])('shows a PNG of %i×%i as %i×%i', (width, height, widthPixels, heightPixels) => {
    expect(readLogo(png(width, height))).toMatchObject({ ok: true, logo: { widthPixels, heightPixels } });
  });

  it('hands the bytes on unchanged, as an inline attachment', () => {
    const uri = png(40, 20);
    expect(readLogo(uri)).toMatchObject({
      logo: { contentId: 'logo', contentType: 'image/png', contentInBase64: uri.split(',')[1] },
    });
  });

  it.each([
    ['no data URI', 'https://evil.example/logo.png', 'notPngDataUri'],
    ['an SVG', 'data:image/svg+xml;base64,PHN2Zz4=', 'notPngDataUri'],
    [
      'something else in PNG’s clothes',
      `data:image/png;base64,${Buffer.from('<svg>').toString('base64')}`,
      'notPngDataUri',
    ],
    ['nothing', '', 'notPngDataUri'],
    ['a file that is too large', png(40, 20, 20_001), 'tooLarge'],
    ['a picture without width', png(0, 20), 'badDimensions'],
    ['a picture that is far too high', png(40, 4000), 'badDimensions'],
  ])('refuses %s', (_, uri, because) => {
    expect(readLogo(uri)).toEqual({ ok: false, because });
  });
});

function png(width: number, height: number, bytes = 33): string {
  const header = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(header);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return `data:image/png;base64,${header.toString('base64')}`;
}
