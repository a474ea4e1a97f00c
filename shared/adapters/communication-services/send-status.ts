import type { SendAnswer } from '../../delivery/send-answer.ts';

/**
 * Reads the status code of a finished answer to `POST /emails:send`.
 *
 * A 400 on our own id may mean that the id is already taken, so it is a reason to ask, not a refusal: Azure's guideline
 * has the service refuse a repeated `Operation-Id` with 400 unless the request is identical. Everything that is neither
 * a clear yes nor a clear no is ambiguous.
 *
 * https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md (long-running operations, Operation-Id)
 */
export function classifySendStatus(status: number, code: string, retryAfterSeconds: number | undefined): SendAnswer {
  if (status === 202) return { kind: 'accepted' };
  if (status === 429) return { kind: 'throttled', retryAfterSeconds };
  const because = `${status} ${code}`;
  if (status === 401 || status === 403 || status === 404) return { kind: 'unavailable', because };
  if (status === 413) return { kind: 'refused', because };
  return status === 400 ? { kind: 'ambiguous', because, refusedWith: 'badRequest' } : { kind: 'ambiguous', because };
}
