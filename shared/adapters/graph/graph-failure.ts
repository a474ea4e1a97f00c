import { z } from 'zod';
import { ReadingFailed } from '../../ports/paging.ts';

/** Graph refused or failed. The message names neither token nor person: Graph's own text may hold a user name. */
export class GraphFailure extends ReadingFailed {
  override readonly name = 'GraphFailure';
  readonly status: number;
  /** Graph's error code, such as `Authorization_RequestDenied`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message, refusedFor(status, code));
    this.status = status;
    this.code = code;
  }
}

const nonPremium = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** A 401 is not refused for good: tokens are made anew. */
function refusedFor(status: number, code: string) {
  if (code === nonPremium) return 'premiumLicence' as const;
  return status === 403 ? ('permission' as const) : undefined;
}

const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** The code in a body of Graph's error shape, or undefined. https://learn.microsoft.com/graph/errors */
export function errorCodeIn(body: unknown): string | undefined {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error.code : undefined;
}

/** What to do about the errors that an admin can cure. */
export function remedyFor(status: number, code: string, permission: string): string {
  if (code === nonPremium) return 'This needs Entra ID P1 or P2, or the app setting METHODS_WITHOUT_P1.';
  if (status === 401) return 'The token was not accepted: check that GRAPH_ENDPOINT is of the cloud of the tenant.';
  if (status === 403) return `Grant the application permission ${permission} with admin consent.`;
  return '';
}
