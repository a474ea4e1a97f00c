import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedLink } from '../../../shared/email/addresses.ts';
import {
  mailKinds,
  mailLocales,
  type MailFacts,
  type MailLocale,
  type RenderedMail,
} from '../../../shared/email/mail.ts';
import { previewMail, variantOf, type PreviewVariant } from '../../../shared/email/preview.ts';
import { columnsOf } from '../../../shared/email/text-columns.ts';
import { contoso } from './every-mail.ts';
import { linkableIn, targetsOf } from './reading.ts';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><a href="https://evil.example">click</a>',
  '<!--',
  '-->',
  '<![endif]-->',
  ']]>',
  '&lt;b&gt;&#x3c;',
  '\r\nBcc: eve@evil.example',
  '\r\n\r\n<html>',
  '\u2028Subject: free money',
  '\u202egnp.exe',
  '\u2066\u2067\u2068\u2069',
  '\u200b\u00ad\ufeff',
  'https://evil.example/reset',
  'evil.example',
  'www.evil.example',
  'eve@evil.example',
  'mailto:eve@evil.example',
  'javascript:alert(1)',
  'xn--80ak6aa92e.com',
  '{givenName}{phone}',
  '${process.env}',
  '{{brand}}',
  '%0d%0aBcc:',
  '=?utf-8?B?PGI+?=',
  'Müller, Zoë',
  '山田太郎',
  'محمد',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'Z͑͗̓a͐lg̈o',
  "O'Brien",
  'a'.repeat(300),
  '. . . . ',
  '\0\x07\x1b[31m',
  '\ud800',
] as const;

const anyCharacters = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 })
  .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''));

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...attacks), anyCharacters, fc.string({ maxLength: 20 })), { maxLength: 4 })
  .map((pieces) => pieces.join(''));

const oneOfEachKind = mailKinds.map((kind) => variantOf(kind));
const locales = fc.constantFrom(...mailLocales);
const linkModes = fc.constantFrom('typed', 'clickable');

/** Every run has four names: 10,000 in all go through each kind of mail. */
const runs = 2_500;
const names = fc.record({ person: hostileText, given: hostileText, organisation: hostileText, helpDesk: hostileText });
type Names = Readonly<Record<'person' | 'given' | 'organisation' | 'helpDesk', string>>;

describe('hostile names', () => {
  it('put no tag, header, link or address into any mail that is not ours', () => {
    fc.assert(
      fc.property(names, locales, linkModes, (hostile, locale, links) => {
        for (const variant of oneOfEachKind) {
          const mail = previewMail(variant, locale, { ...factsNamed(hostile), links });
          const calm = calmMail(variant, locale, links);
          expect([
            ...strangeParts(mail, calm),
            ...strangeAddresses(mail, calm),
            ...strayCharacters(mail),
            ...(mail.subject === calm.mail.subject ? [] : [mail.subject]),
            ...(mail.logo === undefined ? [] : ['a logo']),
          ]).toEqual([]);
        }
      }),
      { numRuns: runs },
    );
  }, 300_000);
});

describe('hostile settings', () => {
  const settings = fc.record({
    organisation: fc.record({
      displayName: hostileText,
      helpDesk: fc.record({ name: hostileText, phone: hostileText, url: hostileText }),
      verifyAt: hostileText,
      brandColor: hostileText,
    }),
    tenantId: hostileText,
    wave: fc.record({
      name: hostileText,
      startsOn: fc.constant('2026-12-01'),
      endsOn: fc.constant('2026-12-02'),
      recipients: fc.nat(),
      sender: hostileText,
      replyTo: hostileText,
      reminders: fc.integer({ min: -2, max: 9 }),
    }),
  });

  it('put no tag or link into any mail, and break no line', () => {
    fc.assert(
      fc.property(settings, locales, linkModes, (facts, locale, links) => {
        for (const variant of oneOfEachKind) {
          const mail = previewMail(variant, locale, { ...facts, links });
          expect(strangeTagsOf(mail, calmMail(variant, locale, links))).toEqual([]);
          expect(targetsOf(mail.html).filter((target) => !isAllowedLink(target))).toEqual([]);
          expect(strayCharacters(mail)).toEqual([]);
          expect(mail.text.split('\n').filter((line) => columnsOf(line) > 78)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});

function factsNamed({ person, given, organisation, helpDesk }: Names) {
  return {
    organisation: { ...contoso, displayName: organisation, helpDesk: { ...contoso.helpDesk, name: helpDesk } },
    person: { displayName: person, givenName: given },
    team: { asOf: '2026-12-14', people: 2, ready: 0, namesNotReady: [person, given] },
    wave: { ...aWave, name: organisation },
  } satisfies Partial<MailFacts>;
}

const aWave = {
  name: 'Stockholm',
  startsOn: '2026-12-01',
  endsOn: '2026-12-22',
  recipients: 1200,
  sender: 'no-reply@contoso.com',
  replyTo: 'helpdesk@contoso.com',
  reminders: 3,
};

interface CalmMail {
  readonly mail: RenderedMail;
  readonly pieces: ReadonlySet<string>;
  readonly addresses: string;
}

/** The same mail with names that nobody would object to. */
function calmMail(variant: PreviewVariant, locale: MailLocale, links: MailFacts['links']): CalmMail {
  const key = `${variant.name} ${locale} ${links}`;
  const known = calmMails.get(key);
  if (known !== undefined) return known;
  const mail = previewMail(variant, locale, { ...factsNamed(calmNames), links });
  const withoutTenant = previewMail(variant, locale, { ...factsNamed(calmNames), links, tenantId: '' });
  const pieces = new Set([...piecesOf(mail), ...piecesOf(withoutTenant), ...piecesOfNames]);
  const calm = { mail, pieces, addresses: linkableIn(mail.text).join(' ') };
  calmMails.set(key, calm);
  return calm;
}
const calmNames = { person: 'Alex', given: 'Alex', organisation: 'Contoso', helpDesk: 'Service Desk' };
const calmMails = new Map<string, CalmMail>();

/** Names come in spans of ours. */
const piecesOfNames = ['<span>', '<span dir="auto">'];

/** The settings may bring addresses of the organisation, but no tag. */
function strangeTagsOf(mail: RenderedMail, calm: CalmMail): readonly string[] {
  return piecesOf(mail).filter((piece) => piece.startsWith('<') && !calm.pieces.has(piece));
}

/** Tags, and the text between them. The brand colour is the one part of a tag that a setting may change. */
function piecesOf({ html }: RenderedMail): readonly string[] {
  return html.replaceAll(/#[0-9a-f]{6}/gu, '#').split(/(<[^>]*>)/u);
}

/** What only the hostile facts can have brought in: any tag, and text that a mail program would make something of. */
function strangeParts(mail: RenderedMail, { pieces }: CalmMail): readonly string[] {
  return piecesOf(mail)
    .filter((piece) => !pieces.has(piece))
    .flatMap((piece) => (piece.startsWith('<') ? [piece] : [...linkableIn(piece), ...(piece.match(stray) ?? [])]));
}

function strangeAddresses({ text }: RenderedMail, { addresses }: CalmMail): readonly string[] {
  const found = linkableIn(text).join(' ');
  return found === addresses ? [] : [found];
}

/** Controls, and marks that change the direction; the two isolates that we put around a name come in pairs. */
function strayCharacters({ text }: RenderedMail): readonly string[] {
  return text.replaceAll(/\u2068[^\u2068\u2069\n]*\u2069/gu, '').match(stray) ?? [];
}
const stray = /[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]|\p{Cs}/gu;
