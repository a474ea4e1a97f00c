import { formTypes, mediaTypeOf } from './request-body.ts';

type HeaderOf = (name: string) => string | null;

/**
 * Whether a browser sends this from a page of this app. Every browser since 2023 says so itself, in a header that no page
 * can set; an older one names the origin. Whoever says neither is refused. https://www.w3.org/TR/fetch-metadata/
 */
export function isFromOwnPage(header: HeaderOf, url: string): boolean {
  const site = header('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = header('origin');
  return origin !== null && origin === URL.parse(url)?.origin;
}

/** A form, with files or without. Anything else is none of ours. */
export const isForm = (header: HeaderOf): boolean =>
  Object.values<string>(formTypes).includes(mediaTypeOf(header('content-type')));
