import { z } from 'zod';

/** Graph refused or failed. The message names neither token nor person: Graph's own text may hold a user name. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';
  readonly status: number;
  /** Graph's error code, such as `Authorization_RequestDenied`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** The code in a body of Graph's error shape, or undefined. https://learn.microsoft.com/graph/errors */
export function errorCodeIn(body: unknown): string | undefined {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error.code : undefined;
}

/** What to do about the errors that an admin can cure. */
export function remedyFor(status: number, code: string, permission: string): string {
  if (code === 'Authentication_RequestFromNonPremiumTenantOrB2CTenant') return 'This needs Entra ID P1 or P2.';
  if (status === 401) return 'The token was not accepted: check that GRAPH_ENDPOINT is of the cloud of the tenant.';
  if (status === 403) return `Grant the application permission ${permission} with admin consent.`;
  return '';
}
