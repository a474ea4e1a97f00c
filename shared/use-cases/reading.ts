import type { Page, Throttled } from '../ports/paging.ts';
import { isId } from '../registration/pass/id-table.ts';
import type { Pass } from '../registration/pass.ts';
import type { RefreshPorts } from './pass-run.ts';

/** What came of reading a page. */
export type Reading =
  | {
      readonly kind: 'read';
      readonly next: string | undefined;
      readonly counts: Pass['counts'];
      readonly groupsLeft: Pass['groupsLeft'];
    }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'doubted'; readonly because: string };

export type Read = Extract<Reading, { kind: 'read' }>;

export const toWait = ({ retryAfterSeconds }: Throttled): Reading => ({ kind: 'throttled', retryAfterSeconds });

export function countSetAside<Item>(pass: Pass, page: Page<Item>, ports: RefreshPorts): Pass['counts'] {
  for (const { id, reason } of page.setAside) {
    ports.journal.warn('rowSetAside', { collection: pass.collection, id: id ?? '(none)', because: reason });
  }
  return { ...pass.counts, setAside: pass.counts.setAside + page.setAside.length };
}

/** Whose rows could not be read. A text that is no object id is nobody's. */
export const unreadableIds = <Item>({ setAside }: Page<Item>): readonly string[] =>
  setAside.flatMap(({ id }) => (id !== undefined && isId(id) ? [id] : []));
