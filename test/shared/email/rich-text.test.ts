import { describe, expect, it } from 'vitest';
import { escapeHtml, html, joinHtml } from '../../../shared/email/html.ts';
import { fillPlaceholders, words } from '../../../shared/email/rich-text.ts';

describe('fillPlaceholders', () => {
  const adele = { kind: 'name', text: 'Adele' } as const;

  it('puts values between words', () => {
    expect(fillPlaceholders('Hello {name}!', { name: adele })).toEqual([words('Hello '), adele, words('!')]);
  });

  it('says nothing when a value is missing', () => {
    expect(fillPlaceholders('Hello {name}!', {})).toBeUndefined();
    expect(fillPlaceholders('Hello {name}!', { name: undefined })).toBeUndefined();
  });

  it('reads no placeholder in a value', () => {
    const tricky = { kind: 'name', text: '{secret}' } as const;
    expect(fillPlaceholders('{name}', { name: tricky, secret: words('x') })).toEqual([tricky]);
  });

  it('starts a sentence of ours with a capital, and leaves a name as it is', () => {
    expect(fillPlaceholders('{who} says', { who: words('your employer') })?.[0]).toEqual(words('Your employer'));
    expect(fillPlaceholders('{who} says', { who: { kind: 'name', text: 'de Boer' } })?.[0]?.text).toBe('de Boer');
  });
});

describe('escapeHtml', () => {
  it('makes text inert in an element and in an attribute', () => {
    expect(escapeHtml(`<a href="x" onclick='y'>&`)).toBe('&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;');
  });

  it('is the only way for text into markup', () => {
    // @ts-expect-error text that is not escaped does not compile
    const unescaped = html`<b>${'<i>'}</b>`;
    expect(unescaped).toBe('<b><i></b>');
    expect(joinHtml([html`<b>${escapeHtml('<i>')}</b>`, html`!`])).toBe('<b>&lt;i&gt;</b>!');
  });
});
