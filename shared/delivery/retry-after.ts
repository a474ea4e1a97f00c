/**
 * How long a service asks to wait: a `Retry-After` header, given as seconds or as an HTTP date. Undefined for a header
 * that is missing or is neither.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function secondsAskedFor(header: string | null | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const at = /^[A-Za-z]{3},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}
