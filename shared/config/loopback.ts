/**
 * Whether a URL stays on this machine: `localhost`, 127.0.0.0/8 or ::1. Only there is plain http allowed, and only there
 * does the product talk to a service with a made-up token.
 */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether a URL may be talked to: https anywhere, http on a loopback address only. */
export function isSafeTransport(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
