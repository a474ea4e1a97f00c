import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBrandColor, contrast, readableBrandColor } from '../../../shared/email/brand-color.ts';

const white = '#ffffff';

describe('contrast', () => {
  it.each([
    ['#000000', white, 21],
    [white, white, 1],
    ['#767676', white, 4.54],
    ['#0f6cbd', white, 5.38],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('checkBrandColor', () => {
  it.each(['#0f6cbd', '#0F6CBD', '#000000', '#767676'])('passes %s', (color) => {
    expect(checkBrandColor(color)).toEqual({ ok: true });
  });

  it.each(['', 'red', '#fff', '#0f6cbd;background:url(x)', 'rgb(1,2,3)', '#gggggg'])(
    'offers a neutral blue for %j, which is no colour',
    (color) => {
      expect(checkBrandColor(color)).toEqual({ ok: false, nearest: '#0f6cbd' });
    },
  );

  it('offers the nearest that can be read, of the same hue', () => {
    expect(checkBrandColor('#ff0000')).toEqual({ ok: false, nearest: '#ee0000' });
    expect(checkBrandColor(white)).toEqual({ ok: false, nearest: '#767676' });
  });

  it('offers a colour that passes and is hardly darker than needed, whatever comes in', () => {
    const colors = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colors, (color) => {
        const check = checkBrandColor(color);
        const ratio = contrast(check.ok ? color : check.nearest, white);
        expect(ratio).toBeGreaterThanOrEqual(4.5);
        expect(check.ok || ratio < 4.75).toBe(true);
      }),
    );
  });
});

describe('readableBrandColor', () => {
  it.each([
    ['#0F6CBD', '#0f6cbd'],
    ['#ff0000', '#ee0000'],
    ['"><script>', '#0f6cbd'],
  ])('makes %j %s', (color, readable) => {
    expect(readableBrandColor(color)).toBe(readable);
  });
});
