import { peopleOnPage, type NamedLists } from '../../shared/ports/named-lists.ts';
import type { NamedList } from '../../shared/recipient/named-list.ts';

/** Lists of people in memory. */
export class FakeNamedLists implements NamedLists {
  readonly #lists = new Map<string, { readonly head: NamedList; readonly userIds: readonly string[] }>();
  /** Lists whose rows cannot be read. */
  readonly broken = new Set<string>();
  #saved = 0;

  async list() {
    const heads = [...this.#lists.values()].map(({ head }) => head).filter(({ name }) => !this.broken.has(name));
    return { lists: heads.toSorted((a, b) => (a.name < b.name ? -1 : 1)), unreadable: [...this.broken] };
  }

  async read(name: string) {
    return this.broken.has(name) ? ('unreadable' as const) : this.#lists.get(name)?.head;
  }

  async readPeople(name: string, next: string | undefined) {
    if (this.broken.has(name)) return { kind: 'unreadable' as const };
    const list = this.#lists.get(name);
    if (list === undefined) return { kind: 'noSuchList' as const };
    const [contentId, from = '0'] = next?.split('|') ?? [list.head.contentId];
    if (contentId !== list.head.contentId) return { kind: 'replaced' as const };
    const to = Number(from) + peopleOnPage;
    const userIds = list.userIds.slice(Number(from), to);
    return { kind: 'page' as const, userIds, next: to < list.userIds.length ? `${contentId}|${to}` : undefined };
  }

  async save(list: Omit<NamedList, 'people' | 'contentId'>, userIds: readonly string[]) {
    const head = { ...list, people: userIds.length, contentId: `content-${++this.#saved}` };
    this.#lists.set(list.name, { head, userIds });
    return head;
  }

  async remove(name: string) {
    this.#lists.delete(name);
  }
}
