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

/** A form without files. Anything else can be sent by a foreign page in ways that a form cannot, or is none of ours. */
export const isForm = (header: HeaderOf): boolean =>
  (header('content-type') ?? '').split(';')[0]!.trim().toLowerCase() === 'application/x-www-form-urlencoded';
