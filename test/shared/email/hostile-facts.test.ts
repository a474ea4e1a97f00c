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
import { contoso, madeUpFacts, previewMail, variantOf, type PreviewVariant } from '../../../shared/email/preview.ts';
import { label, personName } from '../../../shared/email/safe-text.ts';
import { columnsOf } from '../../../shared/email/text-columns.ts';
import { isAll } from '../../extent.ts';
import { linkableIn, tagsOf, targetsOf } from './reading.ts';

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

/**
 * Every run has four names, one for each place where a name can stand: 10,000 in all go through every kind of mail when
 * all is tested, else 2,000.
 */
const runs = isAll ? 2_500 : 500;
const names = fc.record({ person: hostileText, given: hostileText, organisation: hostileText, helpDesk: hostileText });
type Names = Readonly<Record<'person' | 'given' | 'organisation' | 'helpDesk', string>>;

describe('hostile names', () => {
  it('put no tag, header, link or address into any mail that is not ours', () => {
    fc.assert(
      fc.property(names, locales, linkModes, (hostile, locale, links) => {
        const facts = { ...factsNamed(hostile), links };
        const faults: string[] = [];
        for (const variant of oneOfEachKind) {
          const mail = previewMail(variant, locale, facts);
          const calm = calmMail(variant, locale, links, withoutNames(hostile));
          faults.push(...strangeHtml(mail, calm), ...strangeAddresses(mail, calm), ...strayCharacters(mail));
          if (mail.subject !== calm.mail.subject) faults.push(mail.subject);
          if (mail.logo !== undefined) faults.push('a logo');
        }
        expect(faults).toEqual([]);
      }),
      { numRuns: runs },
    );
  }, 600_000);

  it('would be found if they did', () => {
    const variant = variantOf('nudge');
    const calm = calmMail(variant, 'en', 'typed', withoutNames(calmNames));
    const { mail } = calm;
    const spoilt = (html: string) => strangeHtml({ ...mail, html }, calm);
    expect(spoilt(mail.html)).toEqual([]);
    expect(spoilt(mail.html.replace('Qorganisation', 'Q<b>x</b>'))).toEqual([notOurs]);
    expect(spoilt(mail.html.replace('Qorganisation', 'evil.example'))).toEqual(['evil.example']);
    expect(spoilt(mail.html.replace('Qorganisation', 'Q\u202eq'))).toEqual(['\u202e']);
    expect(spoilt(mail.html.replace('</body>', '<img></body>'))).toEqual([notOurs]);
  });
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
          const ours = calmTags(variant, locale, links);
          expect(tagsIn(mail).filter((tag) => !ours.has(tag))).toEqual([]);
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
    team: { ...madeUpFacts.team, namesNotReady: [person, given] },
    wave: { ...madeUpFacts.wave, name: organisation, languages: undefined },
  } satisfies Partial<MailFacts>;
}

/** Names that nobody would object to, and that stand nowhere else. */
const calmNames: Names = { person: 'Qperson', given: 'Qgiven', organisation: 'Qorganisation', helpDesk: 'Qdesk' };

/** The same, but none where nothing is left of the hostile one: such a mail has other sentences. */
const withoutNames = ({ person, given, organisation, helpDesk }: Names): Names => ({
  given: personName(given) === '' ? '' : calmNames.given,
  person: personName(person) === '' ? '' : calmNames.person,
  organisation: label(organisation) === '' ? '' : calmNames.organisation,
  helpDesk: label(helpDesk) === '' ? '' : calmNames.helpDesk,
});

interface CalmMail {
  readonly mail: RenderedMail;
  readonly addresses: string;
  /** The HTML between the names, each of which stands in an element of ours. */
  readonly between: readonly string[];
}

/** The same mail with names that nobody would object to. */
function calmMail(variant: PreviewVariant, locale: MailLocale, links: MailFacts['links'], calm: Names): CalmMail {
  const key = [variant.name, locale, links, calm.person, calm.given, calm.organisation, calm.helpDesk].join('|');
  const known = calmMails.get(key);
  if (known !== undefined) return known;
  const mail = previewMail(variant, locale, { ...factsNamed(calm), links });
  const between = mail.html.split(/Qperson|Qgiven|Qorganisation|Qdesk/u);
  const made = { mail, addresses: linkableIn(mail.text).join(' '), between };
  calmMails.set(key, made);
  return made;
}
const calmMails = new Map<string, CalmMail>();

/** What only the hostile names can have brought in: any markup, and text that a mail program would make something of. */
function strangeHtml({ html }: RenderedMail, { between: [start = '', ...rest] }: CalmMail): readonly string[] {
  if (!html.startsWith(start)) return [notOurs];
  const inserted = new Set<string>();
  let at = start.length;
  for (const ours of rest) {
    harmless.lastIndex = at;
    const text = harmless.exec(html)?.[0] ?? '';
    inserted.add(text);
    at += text.length;
    if (!html.startsWith(ours, at)) return [notOurs];
    at += ours.length;
  }
  const suspects = [...inserted].flatMap((text) => text.split(/<[^>]*>/u));
  const found = suspects.flatMap((piece) => [...linkableIn(piece), ...(piece.match(stray) ?? [])]);
  return at === html.length ? found : [notOurs, ...found];
}

const notOurs = 'markup that is not ours';
/** Text, and the spans by which we break up what looks like an address. */
const harmless = /[^<>]*(?:<span>[./:@]<\/span>[^<>]*)*/uy;

/** The tags that a kind of mail may have, with the settings as they are and with none that is usable. */
function calmTags(variant: PreviewVariant, locale: MailLocale, links: MailFacts['links']): ReadonlySet<string> {
  const key = `${variant.name} ${locale} ${links}`;
  const known = calmTagSets.get(key);
  if (known !== undefined) return known;
  const facts = { ...factsNamed(calmNames), links };
  const tags = new Set([
    ...tagsIn(previewMail(variant, locale, facts)),
    ...tagsIn(previewMail(variant, locale, { ...facts, tenantId: '' })),
    ...tagsOfNames,
  ]);
  calmTagSets.set(key, tags);
  return tags;
}
const calmTagSets = new Map<string, ReadonlySet<string>>();

/** Names come in spans of ours. */
const tagsOfNames = ['<span>', '<span dir="auto">'];

/** The brand colour is the one part of a tag that a setting may change. */
const tagsIn = ({ html }: RenderedMail): readonly string[] => tagsOf(html.replaceAll(/#[0-9a-f]{6}/gu, '#'));

function strangeAddresses({ text }: RenderedMail, { addresses }: CalmMail): readonly string[] {
  const found = linkableIn(text).join(' ');
  return found === addresses ? [] : [found];
}

/** Controls, and marks that change the direction; the two isolates that we put around a name come in pairs. */
function strayCharacters({ text }: RenderedMail): readonly string[] {
  return text.replaceAll(/\u2068[^\u2068\u2069\n]*\u2069/gu, '').match(stray) ?? [];
}
const stray = /[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]|\p{Cs}/gu;
