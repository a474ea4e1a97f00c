import type { AuditFact } from './audit-fact.ts';
import type { RoleKind } from './person-state.ts';

/** Something that is going to happen to one person. Conditions are checked when it is due, not when it is planned. */
export type Happening =
  | { readonly type: 'startRegistration'; readonly attempt: string }
  | { readonly type: 'cancelRegistration' }
  | {
      readonly type: 'completeRegistration';
      readonly methods: readonly string[];
      readonly closing: readonly AuditFact[];
    }
  | { readonly type: 'prepopulate' }
  | { readonly type: 'enterMethod'; readonly method: string; readonly value: string }
  | { readonly type: 'removeMethod'; readonly method: string }
  | { readonly type: 'deleteSecurityInfo' }
  | { readonly type: 'registerPasskey' }
  | { readonly type: 'tryReset'; readonly attempt: string }
  | { readonly type: 'finishReset'; readonly outcome: AuditFact }
  | { readonly type: 'log'; readonly fact: AuditFact }
  | { readonly type: 'move' }
  | { readonly type: 'joinGroup'; readonly name: string }
  | { readonly type: 'giveRole'; readonly kind: RoleKind }
  | { readonly type: 'leave' }
  | { readonly type: 'disable' };

export interface Planned {
  readonly atMs: number;
  readonly happening: Happening;
}
