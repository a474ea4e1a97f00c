import type { AuditLog } from '../ports/audit-log.ts';
import type { Directory } from '../ports/directory.ts';
import { isThrottled, type Page } from '../ports/paging.ts';
import type { RegistrationReport } from '../ports/registration-report.ts';
import type { UserLookup } from '../ports/user-lookup.ts';
import { erasedUser } from '../recipient/directory-user.ts';
import type { ErasedLookup, ErasedPeople } from './erased-people.ts';

/**
 * What Graph tells of somebody who was erased, with the hash in place of the id and nothing else of it: here everything
 * comes in, so that nothing behind it need know of them but as of an account that is left out.
 */

export const directoryWithoutErased = (inner: Directory, people: ErasedPeople): Directory => ({
  async readUsers(next, wanted) {
    const page = await inner.readUsers(next, wanted);
    if (isThrottled(page)) return page;
    const { standsFor } = await people.anew();
    const items = page.items.map((user) => {
      const hash = standsFor(user.id);
      if (hash !== undefined) return erasedUser(hash);
      const { managerId } = user;
      return managerId && standsFor(managerId) !== undefined ? { ...user, managerId: undefined } : user;
    });
    return withSetAside({ ...page, items }, standsFor, erasedUser);
  },
  async readMembers(groupId, next) {
    const page = await inner.readMembers(groupId, next);
    if (page === 'noSuchGroup' || isThrottled(page)) return page;
    const { standsFor } = await people.anew();
    return withSetAside({ ...page, items: page.items.map((id) => standsFor(id) ?? id) }, standsFor, (hash) => hash);
  },
});

export const reportWithoutErased = (inner: RegistrationReport, people: ErasedPeople): RegistrationReport => ({
  async readRows(next) {
    const page = await inner.readRows(next);
    if (isThrottled(page)) return page;
    const { standsFor } = await people.anew();
    const items = page.items.map((row) => {
      const hash = standsFor(row.userId);
      return hash === undefined ? row : rowOf(hash);
    });
    return withSetAside({ ...page, items }, standsFor, rowOf);
  },
});

const nothingRegistered = {
  isSsprEnabled: false,
  isSsprRegistered: false,
  isSsprCapable: false,
  isAdmin: false,
  methodsRegistered: [],
};

const rowOf = (userId: string) => ({ userId, registration: nothingRegistered });

/** A row that could not be read is nobody's trouble where the person was erased. */
function withSetAside<Item>(
  { items, setAside, next }: Page<Item>,
  standsFor: ErasedLookup['standsFor'],
  itemOf: (hash: string) => Item,
): Page<Item> {
  const hashes = setAside.map(({ id }) => (id === undefined ? undefined : standsFor(id)));
  return {
    items: [...items, ...hashes.flatMap((hash) => (hash === undefined ? [] : [itemOf(hash)]))],
    setAside: setAside.filter((_, n) => hashes[n] === undefined),
    next,
  };
}

export const auditLogWithoutErased = (inner: AuditLog, people: ErasedPeople): AuditLog => ({
  async readEvents(service, since, next) {
    const page = await inner.readEvents(service, since, next);
    if (isThrottled(page) || page.items.length === 0) return page;
    const { standsFor } = await people.anew();
    const isKept = ({ userId }: (typeof page.items)[number]) => userId === undefined || standsFor(userId) === undefined;
    return { ...page, items: page.items.filter(isKept) };
  },
});

export const lookupWithoutErased = (inner: UserLookup, people: ErasedPeople): UserLookup => ({
  async findUsers(idsOrUpns) {
    const found = await inner.findUsers(idsOrUpns);
    if ('throttled' in found) return found;
    const { standsFor } = await people.anew();
    return new Map([...found].map(([name, userId]) => [name, standsFor(userId) ?? userId]));
  },

  async searchUsers(beginning) {
    const found = await inner.searchUsers(beginning);
    if ('throttled' in found) return found;
    const { standsFor } = await people.anew();
    return found.filter(({ userId }) => standsFor(userId) === undefined);
  },
});
