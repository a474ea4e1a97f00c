import { fail } from './check.ts';
import type { Preflight } from './preflight.ts';

/** Nothing else is tried: the document says what is needed. */
export function judgeFaulty(faults: readonly { readonly path: string; readonly message: string }[]): Preflight {
  const list = faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  const remedy =
    'GET /api/campaign shows it: mend it and PUT it, or change the file that CAMPAIGN_DOCUMENT names. See "upgrade and downgrade" in docs/operations.md.';
  return { status: 'fail', checks: [fail('campaign document', `It has faults: ${list}.`, remedy)] };
}
