import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, wrapText } from '../../../shared/email/text-columns.ts';

describe('columnsOf', () => {
  it.each([
    ['abc', 3],
    ['', 0],
    ['日本', 4],
    ['e\u0301', 1],
    ['a\u2060b', 2],
    ['😀', 2],
    ['שלום', 4],
  ])('counts %j as %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('wrapText', () => {
  it.each<[string, string, readonly string[]]>([
    ['keeps a short line', 'one two', ['one two']],
    ['breaks between words', 'one two three', ['one two', 'three']],
    ['leaves a word whole that is too long', 'abcdefghijklmn op', ['abcdefghijklmn', 'op']],
    ['breaks Japanese between characters', '一二三四五六', ['一二三四', '五六']],
    ['starts no line with closing punctuation', '一二三四。五', ['一二三', '四。五']],
    ['keeps a Latin word in Japanese whole', '一二 abcdef 三', ['一二', 'abcdef 三']],
    ['has one empty line for nothing', '', ['']],
  ])('%s', (_, paragraph, lines) => {
    expect(wrapText(paragraph, 9)).toEqual(lines);
  });

  it('loses no letter and makes no line too long that could be broken', () => {
    const words = fc.array(fc.stringMatching(/^[a-z日本語。]{1,12}$/u), { maxLength: 20 });
    fc.assert(
      fc.property(words, (some) => {
        const paragraph = some.join(' ');
        const lines = wrapText(paragraph, 30);
        expect(lines.join('').replaceAll(' ', '')).toBe(paragraph.replaceAll(' ', ''));
        expect(lines.every((line) => columnsOf(line) <= 30)).toBe(true);
      }),
    );
  });
});
