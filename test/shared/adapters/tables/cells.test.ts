import { describe, expect, it } from 'vitest';
import {
  jsonIn,
  packBytes,
  packJson,
  textIn,
  unpackBytes,
  unpackJson,
  writable,
  type Columns,
} from '../../../../shared/adapters/tables/cells.ts';
import { goalSchemaColumns, keptSchemaColumns } from '../../../../shared/adapters/tables/schema-version.ts';

const propertyBytes = 60_000;

describe('packed bytes', () => {
  it.each([0, 1, propertyBytes, propertyBytes + 1, 3 * propertyBytes + 7])(
    'come back: %i, none of the parts bigger than a property',
    (length) => {
      const bytes = Uint8Array.from({ length }, (_, i) => i % 253);
      const columns = packBytes('rows', bytes);
      expect(Buffer.compare(unpackBytes('rows', columns), bytes)).toBe(0);
      const parts = Object.values(columns).filter((value) => value instanceof Uint8Array);
      expect(parts.every((part) => part.length <= propertyBytes)).toBe(true);
    },
  );
});

describe('a row to be written', () => {
  it('has texts, numbers, flags and bytes, and what is undefined stays out', () => {
    const row = { rowKey: '1', text: '', number: 1.5, flag: false, none: undefined };
    expect(writable(row)).toEqual({ ...row, schemaVersion: 1 });
  });

  it('has the version of its schema that it names itself', () => {
    expect(writable({ name: 'x', ...goalSchemaColumns })).toEqual({ name: 'x', schemaVersion: 2 });
    // Over a head that is merged the one that stands there stays.
    expect(writable({ name: 'x', ...keptSchemaColumns }).schemaVersion).toBeUndefined();
  });

  it('has no hidden bytes behind its own: the SDK would write those too', () => {
    const view = Uint8Array.from({ length: 1_000 }, (_, i) => i % 253).subarray(10, 20);
    const { rows0, itself } = writable<Columns>({ ...packBytes('rows', view), itself: view });
    expect([rows0, itself]).toEqual([Buffer.from(view), Buffer.from(view)]);
  });

  it.each([new Date(0), 1n, null, {}, [], { type: 'Int32', value: '1' }, () => undefined, Symbol('at')])(
    'is refused with a column of a kind that the table would keep as something else: %s',
    (at) => expect(() => writable({ rowKey: '1', at })).toThrow(/at does not/),
  );

  it('has no text that the service refuses: a longer one is cut (engine 18)', () => {
    const { because } = writable<Columns>({ because: 'x'.repeat(32_768) });
    expect(Buffer.byteLength(String(because), 'utf16le')).toBe(propertyBytes);
  });

  it('is refused with more bytes than a property holds (engine 18)', () => {
    expect(() => writable({ rows0: new Uint8Array(propertyBytes + 1) })).toThrow(/rows0 does not/);
  });
});

describe('packed JSON', () => {
  it.each([
    ['text', 'Åsa \u{1f600}'],
    ['half a character', '\ud800'],
    ['a control character', '\0\u0007'],
    ['just a property', 'x'.repeat(29_998)],
    ['a character more', 'x'.repeat(29_999)],
    ['more than a property', 'å\u{1f600}'.repeat(40_000)],
    ['a list', [1, null, { a: [] }]],
  ])('comes back: %s', (_, value) => {
    expect(unpackJson('document', packJson('document', value))).toEqual(value);
  });

  it.each([29_998, 29_999, 32_766, 100_000])(
    'has no property of more than 60,000 bytes: a text of %i characters (engine 18)',
    (length) => {
      const text = Array.from({ length }, (_, i) => String.fromCharCode(97 + ((i * i) % 26))).join('');
      const sizes = Object.values(packJson('facts', text)).map((value) =>
        value instanceof Uint8Array ? value.length : 2 * String(value).length,
      );
      expect(Math.max(...sizes)).toBeLessThanOrEqual(propertyBytes);
    },
  );

  it('replaces an earlier value when it is merged over it, long or short', () => {
    const long = packJson('facts', 'x'.repeat(200_000));
    const short = packJson('facts', 'short');
    expect(unpackJson('facts', { ...long, ...short })).toBe('short');
    expect(unpackJson('facts', { ...short, ...long })).toBe('x'.repeat(200_000));
  });

  it('is undefined where there is none', () => {
    expect(unpackJson('facts', {})).toBeUndefined();
  });
});

describe('a text that must be there', () => {
  it('is a surprise when it is not', () => {
    expect(() => textIn({}, 'state')).toThrow('state');
  });
});

describe('packed JSON that must be there', () => {
  it('comes back, and is a surprise when it does not', () => {
    expect(jsonIn(packJson('body', { text: 'Hej' }), 'body')).toEqual({ text: 'Hej' });
    expect(() => jsonIn({ body0: new Uint8Array(1), bodyParts: 1 }, 'body')).toThrow('body');
  });
});
