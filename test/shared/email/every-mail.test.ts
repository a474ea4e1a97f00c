import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { isAllowedLink } from '../../../shared/email/addresses.ts';
import { mailKinds } from '../../../shared/email/mail-facts.ts';
import { mailLocales, writingDirection } from '../../../shared/email/mail-locales.ts';
import { contoso } from '../../../shared/email/preview.ts';
import { columnsOf } from '../../../shared/email/text-columns.ts';
import { everyMail, faultsOf, type Specimen } from './every-mail.ts';
import { lettersOf, linkableIn, tagsOf, targetsOf, textNodesOf, visibleTextOf } from './reading.ts';

const kibibyte = 1024;
const forgiven = 'off';

/** What HTML for mail needs against the rules for pages: tables for layout, inline styles, Outlook's comments. */
const htmlRules = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': forgiven,
    'no-conditional-comment': forgiven,
    'no-deprecated-attr': forgiven,
    'no-inline-style': forgiven,
    'prefer-native-element': forgiven,
  },
});

describe('every mail, in every language,', () => {
  it('is there: every language and every kind', () => {
    expect(new Set(everyMail.map(({ locale }) => locale)).size).toBe(mailLocales.length);
    expect(new Set(everyMail.map(({ variant }) => variant.kind)).size).toBe(mailKinds.length);
  });

  it('is valid HTML', { timeout: 240_000 }, () => {
    const faults = faultsOf(({ mail }) =>
      htmlRules.validateStringSync(mail.html).results.flatMap(({ messages }) => messages.map(({ message }) => message)),
    );
    expect(faults).toEqual([]);
  });

  it.each<[string, (specimen: Specimen) => boolean]>([
    ['says which language it is in', ({ mail, locale }) => mail.html.includes(`<html lang="${locale}"`)],
    [
      'says in which direction it reads',
      ({ mail, locale }) =>
        tagsOf(mail.html).every((tag) => !tag.startsWith('<html') || tag.includes(`dir="${writingDirection(locale)}"`)),
    ],
    ['has one h1', ({ mail }) => tagsOf(mail.html).filter((tag) => tag.startsWith('<h1')).length === 1],
    ['has a title', ({ mail }) => /<title>[^<]+<\/title>/u.test(mail.html)],
    // The notice brings a whole mail and the subjects of 17 languages.
    [
      'is at most 30 KB, the notice 32',
      ({ mail, variant }) => Buffer.byteLength(mail.html) <= (variant.kind === 'waveNotice' ? 32 : 30) * kibibyte,
    ],
    ['is made for light and dark', ({ mail }) => mail.html.includes('<meta name="color-scheme" content="light dark">')],
    ['has a subject of at most 60 characters', ({ mail }) => mail.subject.length <= 60],
    ['has a subject without control characters', ({ mail }) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(mail.subject)],
    ['leaves no placeholder open', ({ mail }) => !/[{}]/u.test(visibleTextOf(mail.html) + mail.text + mail.subject)],
    ['has no text that is undefined', ({ mail }) => !/\b(?:undefined|null|NaN)\b/u.test(mail.html + mail.text)],
    ['tells whom to call', ({ mail }) => mail.text.includes('IT Service Desk')],
  ])('%s', (_, holds) => {
    expect(faultsOf((specimen) => (holds(specimen) ? [] : ['does not']))).toEqual([]);
  });

  it('fetches nothing and runs nothing', () => {
    const remote = /url\(|@import|<link|<script|<iframe|<form|<object|<embed|<video|<img|\son\w+=/iu;
    expect(faultsOf(({ mail }) => (remote.test(mail.html) ? ['fetches or runs something'] : []))).toEqual([]);
  });

  it('links to Microsoft only, and only where links are allowed', () => {
    const faults = faultsOf(({ mail, variant }) => {
      const targets = targetsOf(mail.html);
      const stray = targets.filter((target) => !isAllowedLink(target));
      const unwanted = variant.facts?.links === 'clickable' ? [] : targets;
      return [...stray, ...unwanted];
    });
    expect(faults).toEqual([]);
  });

  it('holds nothing that a mail program would make a link of', () => {
    const faults = faultsOf(({ mail }) => {
      const withoutLinks = mail.html.replaceAll(/<a .*?<\/a>/gu, '');
      return textNodesOf(withoutLinks).flatMap(linkableIn);
    });
    expect(faults).toEqual([]);
  });

  it('has a plain text of lines of at most 78 columns', () => {
    const faults = faultsOf(({ mail }) => mail.text.split('\n').filter((line) => columnsOf(line) > 78));
    expect(faults).toEqual([]);
  });

  it('says the same in plain text as in HTML', () => {
    const faults = faultsOf(({ mail }) => {
      const shown = lettersOf(visibleTextOf(mail.html));
      const plain = lettersOf(mail.text.replaceAll('https://', ''));
      return shown === lettersOf(contoso.displayName) + plain ? [] : ['says something else'];
    });
    expect(faults).toEqual([]);
  });
});
