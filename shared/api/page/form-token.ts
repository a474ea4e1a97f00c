import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whom a form was made for, and what it does: the object id of the caller, and the path that it is sent to. */
export interface FormSubject {
  readonly caller: string;
  readonly path: string;
}

const goodForMs = 3_600_000;

/** The token of a form, good for an hour: only our own pages can make one, for this caller and this path alone. */
export function formToken(subject: FormSubject, key: string, now: Date): string {
  const until = String(now.getTime() + goodForMs);
  return `${until}.${signatureOf(subject, key, until)}`;
}

/** Whether a form was made by us, for this caller and path, and not too long ago. */
export function judgeFormToken(
  token: string,
  subject: FormSubject,
  key: string,
  now: Date,
): 'good' | 'runOut' | 'foreign' {
  const [, until, signature] = /^(\d{1,16})\.([\w-]{43})$/.exec(token) ?? [];
  if (until === undefined || signature === undefined) return 'foreign';
  const wanted = Buffer.from(signatureOf(subject, key, until));
  if (!timingSafeEqual(wanted, Buffer.from(signature))) return 'foreign';
  return Number(until) >= now.getTime() ? 'good' : 'runOut';
}

const signatureOf = ({ caller, path }: FormSubject, key: string, until: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([caller.toLowerCase(), path, until]))
    .digest('base64url');
