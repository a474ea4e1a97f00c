import { familyNameLast, withoutRemarks } from './name-order.ts';

/*
 * What people and administrators typed, made fit to print. Four rules hold for every result: one line, no invisible or
 * direction-changing character, bounded length, and nothing that a mail client would turn into a link by itself.
 */

const longestName = 40;
const longestLabel = 60;
const longestAddress = 70;

// A sign that this is not a name but an address or an attempt at one: machine accounts, `a@b`, `evil.example`.
const notInNames = /[@/\\:]|\p{L}\.\p{L}{2}/u;
const otherThanNameCharacters = /[^\p{L}\p{M} '’.·・׳״‐‑-]|\p{Variation_Selector}/gu;
// Persian and Indic names need these two between letters; anywhere else they only hide something.
const joiners = /(?<![\p{L}\p{M}])[\u{200C}\u{200D}]|[\u{200C}\u{200D}](?!\p{L})/gu;

/**
 * The name to greet someone by; empty when what the directory holds does not look like a name, and then the mail
 * greets without one. "Vance, Adele (IT)" becomes "Adele Vance".
 */
export function personName(raw: string): string {
  const typed = raw.normalize('NFC').trim();
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(typed)) return '';
  const name = familyNameLast(withoutRemarks(typed));
  if (notInNames.test(name)) return '';
  return shortened(
    name
      .replaceAll(joiners, '')
      .replaceAll(otherThanNameCharacters, (character) => (isJoiner(character) ? character : ' '))
      .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
      .replaceAll(/\.(?=\p{L})/gu, '. ')
      .replace(/^[^\p{L}]+/u, ''),
    longestName,
  );
}

function isJoiner(character: string): boolean {
  return character === '\u{200C}' || character === '\u{200D}';
}

/** The name of an organisation, a help desk or a wave: an administrator's words. */
export function label(raw: string): string {
  return shortened(
    raw
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .replaceAll(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
      .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
      .replaceAll(/[@\\]|:?\/{2,}|:(?=\S)/gu, ' '),
    longestLabel,
  );
}

/** A phone number as people write it, with an extension after `x`; undefined when no digit is left. */
export function phoneNumber(raw: string): string | undefined {
  const digits = raw
    .replaceAll(/ext(ension)?\.?/giu, 'x')
    .replaceAll(/[^0-9+()#*x .-]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return /\d/u.test(digits) && digits.length <= 30 ? digits : undefined;
}

/** What is shown in part of a phone or an address: letters, digits and what hides the rest. */
export const maskedText = (raw: string): string =>
  raw
    .replaceAll(/[^a-z\d•@. ]/giu, '')
    .trim()
    .slice(0, longestName);

/**
 * A web address as one types it: host and path, no scheme. Undefined for anything but https without credentials;
 * a path too long to type is left out.
 */
export function typeableAddress(raw: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/iu.test(raw.trim()) ? raw.trim() : `https://${raw.trim()}`);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  const address = `${url.host}${url.pathname.replace(/\/$/u, '')}${url.search}`;
  if (address.length <= longestAddress) return address;
  return url.host.length <= longestAddress ? url.host : undefined;
}

/** How a sign-in name ends, from its `@` on; undefined when it has no domain that could be printed. */
export function nameEnding(signInName: string): string | undefined {
  return /@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu.exec(signInName.slice(-longestAddress))?.[0].toLowerCase();
}

/** A bare mail address in plain ASCII, or undefined. */
export function mailAddress(raw: string): string | undefined {
  return raw.length <= longestAddress && /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu.test(raw)
    ? raw
    : undefined;
}

function shortened(text: string, longest: number): string {
  const oneLine = text.replaceAll(/\s+/gu, ' ').trim();
  if (oneLine.length <= longest) return oneLine;
  // Whole letters with their marks, so that a cut never leaves half an emoji or half an accent.
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const letters = [...graphemes.segment(oneLine.slice(0, longest * 8))].map(({ segment }) => segment);
  const kept = letters
    .slice(0, longest)
    .join('')
    .slice(0, longest * 4);
  return `${kept.replace(/\s+\S*$/u, '').trimEnd() || kept}…`;
}
