import { describe, expect, it } from 'vitest';
import { renderTroubleDigest, type TroubleDigestFacts } from '../../../shared/email/mail.ts';
import { ownerMails } from '../../../shared/email/owner-mail-preview.ts';
import { contoso, madeUpFacts } from '../../../shared/email/preview.ts';

const facts = { ...madeUpFacts, organisation: contoso };
const digest: TroubleDigestFacts = {
  owner: 'The help desk',
  path: 'owners.helpDesk',
  people: 1,
  peopleBefore: 0,
  isFirst: true,
  moved: { came: 1, left: 0 },
  causes: [{ meaning: 'The account holds no licence.', people: 1, came: 1 }],
  newPeople: undefined,
  listAt: 'sspr.contoso.com/api/dashboard/trouble?owner=helpDesk',
};
const wordsOf = (html: string) => html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');

describe('the mails to owners (everyone 2)', () => {
  it.each(Object.entries(ownerMails))('%s: says the same as HTML and as text, and carries no link', (_, render) => {
    const { html, text } = render(contoso);
    expect(html).not.toMatch(/<a\s|href=/u);
    expect(html).toContain('lang="en"');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
    const [letters] = [(one: string) => one.replaceAll(/[^\p{L}\d]/gu, '')];
    expect(letters(wordsOf(html))).toContain(letters(text.split('\n').at(-2)!));
  });

  it('says nothing of before in the first, and does not call everybody new', () => {
    const { text } = renderTroubleDigest(facts, digest);
    expect(text).not.toMatch(/Since the last|new/u);
  });

  it('cleans names that somebody typed', () => {
    const names = ['<b>Eve</b>', 'evil.example/login', 'Åsa\u202E Öberg', 'Sam Berg\r\nBcc: x@evil.example'];
    const { html, text, subject } = renderTroubleDigest(facts, { ...digest, newPeople: { names, more: 0 } });
    expect(html).not.toContain('<b>');
    for (const part of [text, html, subject]) expect(part).not.toMatch(/evil\.example|\u202E|Bcc/u);
    expect(text).toContain('somebody whose name cannot be shown');
  });
});
