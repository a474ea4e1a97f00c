import { z } from 'zod';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Get<Answered extends Answer> = (path: string) => Promise<Answered>;

/** Where Microsoft documents no query option, and yet many programs use this one. */
const undocumented = '/reports/authenticationMethods/userRegistrationDetails?';

/**
 * Asks once more without `$top` where Graph refuses it by name for the registration report, and from then on leaves it out
 * at once. Pages are shorter then, and a pass takes longer; without this it would never begin.
 * https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails
 */
export function withoutRefusedTop<Answered extends Answer>(get: Get<Answered>): Get<Answered> {
  let isRefused = false;
  return async (path) => {
    if (!path.startsWith(undocumented)) return get(path);
    if (isRefused) return get(withoutTop(path));
    const answer = await get(path);
    isRefused = path !== withoutTop(path) && refusesTop(answer);
    return isRefused ? get(withoutTop(path)) : answer;
  };
}

const errorBody = z.object({ error: z.object({ message: z.string() }) });

/** "Query option 'Top' is not allowed", and the like. */
function refusesTop({ status, body }: Answer): boolean {
  const parsed = errorBody.safeParse(body);
  return status === 400 && parsed.success && /\btop\b/i.test(parsed.data.error.message);
}

const withoutTop = (path: string): string => path.replace(/(?<=[?&])\$top=\d+&?/, '').replace(/[?&]$/, '');
