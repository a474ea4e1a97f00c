import { describe, expect, it } from 'vitest';
import { encodeKey, partitionOf } from '../../../../shared/adapters/tables/keys.ts';

describe('an encoded key', () => {
  it.each([
    ['pilot-2_a.b', 'pilot-2_a.b'],
    ['a/b\\c#d?e', 'a=2fb=5cc=23d=3fe'],
    ['|~=%', '=7c=7e=3d=25'],
    ['å', '=c3=a5'],
    ['\u{1f600}', '=f0=9f=98=80'],
    ['\u0000\u007f\u0085', '=00=7f=c2=85'],
    ['', ''],
  ])('of %j is %j', (text, key) => {
    expect(encodeKey(text)).toBe(key);
  });

  it('differs for different texts that look alike', () => {
    const texts = ['=2f', '/', 'a=2f', 'a/', '=3d2f'];
    expect(new Set(texts.map(encodeKey)).size).toBe(texts.length);
  });
});

describe('a partition', () => {
  it('is the first digit of an id, in lower case', () => {
    expect(partitionOf('ABCDEF00-0000-4000-8000-000000000000')).toBe('a');
  });

  it.each(['', 'x', '-1', 'größe'])('is not made of %j', (id) => {
    expect(() => partitionOf(id)).toThrow('UUID');
  });
});
