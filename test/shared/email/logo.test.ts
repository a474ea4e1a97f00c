import { describe, expect, it } from 'vitest';
import { readLogo } from '../../../shared/email/logo.ts';
import { jpegLogo, pngLogo } from '../../builders/logos.ts';

describe('readLogo', () => {
  it.each([
    [400, 100, 160, 40],
    [40, 20, 40, 20],
    [1000, 50, 320, 16],
    [1, 2000, 1, 40],
  ])('shows a picture of %i×%i as %i×%i', (width, height, widthPixels, heightPixels) => {
    const shown = { ok: true, logo: { widthPixels, heightPixels } };
    expect(readLogo(pngLogo(width, height))).toMatchObject(shown);
    expect(readLogo(jpegLogo(width, height))).toMatchObject(shown);
  });

  it.each([
    ['a PNG', pngLogo(40, 20), 'image/png'],
    ['a JPEG', jpegLogo(40, 20), 'image/jpeg'],
  ])('hands the bytes of %s on unchanged, as an inline attachment', (_, uri, contentType) => {
    expect(readLogo(uri)).toMatchObject({
      logo: { contentId: 'logo', contentType, contentInBase64: uri.split(',')[1] },
    });
  });

  it.each([
    ['no data URI', 'https://evil.example/logo.png', 'notAPicture'],
    ['an SVG', 'data:image/svg+xml;base64,PHN2Zz4=', 'notAPicture'],
    ['a PNG with something behind it', `${pngLogo(40, 20)}"><script>`, 'notAPicture'],
    ['a page in PNG’s clothes', `data:image/png;base64,${Buffer.from('<svg>').toString('base64')}`, 'notAPicture'],
    ['a JPEG that says PNG', jpegLogo(40, 20).replace('jpeg', 'png'), 'notAPicture'],
    ['a JPEG without a frame', 'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ==', 'notAPicture'],
    ['nothing', '', 'notAPicture'],
    ['a file that is too large', pngLogo(40, 20, 20_001), 'tooLarge'],
    ['a picture without width', pngLogo(0, 20), 'badDimensions'],
    ['a picture that is far too high', pngLogo(40, 4000), 'badDimensions'],
  ])('refuses %s', (_, uri, because) => {
    expect(readLogo(uri)).toEqual({ ok: false, because });
  });
});
