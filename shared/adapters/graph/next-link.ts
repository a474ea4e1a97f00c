/** All requests stay under this path: /beta is "not supported in production applications" by Microsoft's own word. */
const versionPath = '/v1.0';

/**
 * The absolute URL of a path that is relative to the endpoint's /v1.0. Throws when it would leave the endpoint's origin
 * or /v1.0: it may come from storage, and our token goes wherever it points.
 */
export function urlOf(endpoint: string, path: string): URL {
  const text = `${endpoint}${versionPath}${path}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !path.startsWith('/') || !isInside(endpoint, url)) {
    throw new Error(`A Graph path that leads out of ${endpoint}${versionPath} was not requested`);
  }
  return url;
}

/**
 * Turns `@odata.nextLink` into a path relative to the endpoint's /v1.0. Throws when the link leads to another origin or
 * version, or back to the page it came with, since it would be followed for ever.
 */
export function pathOfNextLink(endpoint: string, nextLink: unknown, askedPath: string): string | undefined {
  if (nextLink === undefined || nextLink === null) return undefined;
  if (typeof nextLink !== 'string' || !URL.canParse(nextLink)) {
    throw new Error('Graph sent an @odata.nextLink that is not a URL: the rest of the collection cannot be read');
  }
  const url = new URL(nextLink);
  if (!isInside(endpoint, url)) {
    throw new Error(
      `Graph sent an @odata.nextLink to ${url.origin}, outside ${endpoint}${versionPath}: it was not followed. ` +
        'When the tenant is in another cloud, set GRAPH_ENDPOINT to that cloud.',
    );
  }
  const path = `${url.pathname.slice(versionPath.length)}${url.search}`;
  if (urlOf(endpoint, path).href === urlOf(endpoint, askedPath).href) {
    throw new Error('Graph sent an @odata.nextLink back to the same page: the collection has no end');
  }
  return path;
}

function isInside(endpoint: string, url: URL): boolean {
  return url.origin === new URL(endpoint).origin && url.pathname.startsWith(`${versionPath}/`);
}
