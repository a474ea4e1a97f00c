import { describe, expect, it } from 'vitest';
import { mailKinds } from '../../../shared/email/mail.ts';
import {
  contoso,
  noteOn,
  previewMail,
  previewPage,
  previewVariants,
  variantOf,
  withNote,
} from '../../../shared/email/preview.ts';
import { realLogo } from '../../builders/logos.ts';
import { withLogo } from './every-mail.ts';

const mail = previewMail(variantOf('nudge'), 'en', { organisation: contoso });

describe('previewVariants', () => {
  it('show every kind, each under a name of its own', () => {
    expect(new Set(previewVariants.map(({ kind }) => kind))).toEqual(new Set(mailKinds));
    expect(new Set(previewVariants.map(({ name }) => name)).size).toBe(previewVariants.length);
  });

  it('differ in what they say', () => {
    const texts = previewVariants.map((variant) => previewMail(variant, 'en', { organisation: contoso }).text);
    expect(new Set(texts).size).toBe(previewVariants.length);
  });
});

describe('variantOf', () => {
  it.each(mailKinds)('stands for a %s', (kind) => {
    expect(variantOf(kind).kind).toBe(kind);
  });

  it('takes the number of the reminder to show', () => {
    const second = previewVariants.find(({ name }) => name === 'reminder-2')!;
    const shown = previewMail(variantOf('reminder', 2), 'en', { organisation: contoso });
    expect(shown).toEqual(previewMail(second, 'en', { organisation: contoso }));
  });
});

describe('previewMail', () => {
  it('is what the campaign would send: its links, not the made-up ones', () => {
    const shown = previewMail(variantOf('nudge'), 'en', { organisation: contoso, links: 'clickable' });
    expect(shown.html).toContain('href="https://aka.ms/ssprsetup"');
  });
});

describe('previewPage', () => {
  it('is the mail itself when no palette is asked for', () => {
    expect(previewPage(mail)).toBe(mail.html);
  });

  it.each([
    ['dark', '@media all {'],
    ['light', '@media not all {'],
  ] as const)('shows the %s palette whatever the browser prefers', (palette, rule) => {
    const page = previewPage(mail, palette);
    expect(page).toContain(rule);
    expect(page).not.toContain('prefers-color-scheme');
    expect(page).toContain(`<meta name="color-scheme" content="${palette}">`);
  });

  it('has the logo inside', () => {
    const page = previewPage(previewMail(variantOf('nudge'), 'en', { organisation: withLogo }));
    expect(page).toContain(`src="${realLogo}"`);
    expect(page).not.toContain('cid:');
  });
});

describe('the note on a mail to administrators (truth 34)', () => {
  it('tells to test with somebody who is no admin, above the mail and not in it', () => {
    const note = noteOn('adminNudge')!;
    expect(note).toContain('Test the policy with somebody who is no admin');
    expect(withNote(previewPage(mail), note)).toMatch(/<body[^>]*><aside[^>]*>Administrators are under/u);
    expect(previewMail(variantOf('adminNudge'), 'en', { organisation: contoso }).html).not.toContain('no admin');
  });

  it('is on no other mail', () => {
    expect(mailKinds.filter((kind) => noteOn(kind) !== undefined)).toEqual(['adminNudge']);
    expect(withNote(mail.html, undefined)).toBe(mail.html);
  });
});
