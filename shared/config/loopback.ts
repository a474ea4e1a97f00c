/**
 * Whether a URL stays on this machine: `localhost`, 127.0.0.0/8 or ::1. Only there is plain http allowed, and only there
 * does the product talk to a service with a made-up token.
 */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether a URL may be talked to: https anywhere, http on a loopback address only. */
export function isSafeTransport(url: URL): boolean {
  return url.protocol === 'https:' || isPlainLoopback(url);
}

/** Whether a URL is of an emulator on this machine, which has no certificate. */
export const isPlainLoopback = (url: URL): boolean => url.protocol === 'http:' && isLoopback(url);

/**
 * Throws for a storage service that must not be talked to over http: any but an emulator on this machine, which has keys
 * of its own. A token of an identity is never sent without TLS.
 */
export function refusePlainHttp(service: 'table' | 'queue', url: URL, kind: 'connectionString' | 'identity'): void {
  if (url.protocol === 'https:' || (kind === 'connectionString' && isPlainLoopback(url))) return;
  throw new Error(
    `The ${service} service at ${url.host} must be reached by https; http is for loopback addresses only`,
  );
}
