import type { IncomingMessage } from 'node:http';
import { type Answer, text } from './http.ts';

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Pages and control are for this machine alone. A page of another site, open in the same browser, is refused too:
 * by the Host header (DNS rebinding) and by the Origin header (cross-site requests).
 */
export function refuseStrangers(request: IncomingMessage): Answer | undefined {
  const isNear =
    LOOPBACK_ADDRESSES.has(request.socket.remoteAddress ?? '') && LOOPBACK_HOST.test(request.headers.host ?? '');
  if (isNear && isOwnOrigin(request)) return undefined;
  return text(403, 'The simulation answers only to this machine.');
}

function isOwnOrigin({ headers }: IncomingMessage): boolean {
  // A form of a page that sends no referrer comes with the origin `null`; the browser says whose page it was.
  if (headers['sec-fetch-site'] === 'same-origin') return true;
  return headers.origin === undefined || headers.origin === `http://${headers.host ?? ''}`;
}
