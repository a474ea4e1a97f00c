import { formatList } from '../../shared/email/formats.ts';
import { localeTexts, type LocaleTexts } from '../../shared/email/locales.ts';
import type { MailLocale } from '../../shared/email/mail.ts';
import type { Variant } from '../../shared/recipient/verdict.ts';
import type { SsprMethod } from '../../shared/registration/sspr-method.ts';

/** How a mail puts the number, and how it must not put it. */
export function sayings(texts: LocaleTexts, variant: Variant, methodsRequired: 1 | 2) {
  const { addOne, addTwo } = texts.register;
  const { needOne, needTwo } = texts.oneMoreMethod;
  const admin = texts.adminNudge.opening;
  const [number, never] = {
    register:
      methodsRequired === 1 ? [addOne, [addTwo, needOne, needTwo, admin]] : [addTwo, [addOne, needOne, needTwo, admin]],
    oneMoreMethod:
      methodsRequired === 1 ? [needOne, [addOne, addTwo, needTwo, admin]] : [needTwo, [addOne, needOne, admin]],
    admin: [admin, [addOne, needOne, needTwo]],
  }[variant] as [string, string[]];
  return { number: lettersOf(number), never: never.map(lettersOf) };
}

/** The list of methods, once and whole; or none, where nobody declared any. */
export function methodFaults(
  text: string,
  methods: readonly SsprMethod[] | undefined,
  locale: MailLocale,
): readonly string[] {
  const texts = localeTexts(locale);
  const asked = [...texts.register.methods.split(/\{\w+\}/u), ...texts.adminNudge.methods.split(/\{\w+\}/u)];
  if (methods === undefined) {
    const longest = lettersOf(asked.toSorted((a, b) => b.length - a.length)[0]!);
    return text.includes(longest) ? ['names methods that nobody declared'] : [];
  }
  const list = lettersOf(
    formatList(
      locale,
      methods.map((method) => texts.methods[method]),
    ),
  );
  return text.includes(list) ? [] : [`does not list ${list}`];
}

/** The letters and digits alone: without blanks, line breaks, marks, and what HTML writes as an entity. */
export function lettersOf(text: string): string {
  return text
    .replaceAll('{organisation}', 'Contoso')
    .replaceAll(/&#?\w+;/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
