import type { UserLookup } from '../../shared/ports/user-lookup.ts';
import { Throttle } from './paged-array.ts';

/** The users a test puts in: object ids by user principal name. */
export class FakeUserLookup extends Throttle implements UserLookup {
  idsByUpn = new Map<string, string>();

  async searchUsers(beginning: string) {
    const throttled = this.takeThrottled();
    if (throttled) return throttled;
    const fits = (upn: string) => upn.toLowerCase().startsWith(beginning.toLowerCase());
    return [...this.idsByUpn]
      .filter(([upn]) => fits(upn))
      .map(([upn, userId]) => ({ userId, displayName: upn, userPrincipalName: upn }));
  }

  async findUsers(idsOrUpns: readonly string[]) {
    const throttled = this.takeThrottled();
    if (throttled) return throttled;
    const ids = new Set(this.idsByUpn.values());
    return new Map(
      idsOrUpns.flatMap((name): [string, string][] => {
        const id =
          this.idsByUpn.get(name.toLowerCase()) ?? (ids.has(name.toLowerCase()) ? name.toLowerCase() : undefined);
        return id === undefined ? [] : [[name, id]];
      }),
    );
  }
}
