import { describe, expect, it } from 'vitest';
import type { PersonReader } from '../../shared/ports/person-reader.ts';

export interface ReaderUnderTest {
  readonly people: PersonReader;
  /** Somebody who is there, and a group that they are in, nested or not. */
  readonly userId: string;
  readonly groupId: string;
  /** A group that they are not in. */
  readonly otherGroupId: string;
  readonly unknown: string;
}

/** What every reader of one person promises. */
export function describePersonReader(name: string, create: () => Promise<ReaderUnderTest>): void {
  describe(`${name}: one person (truth 23)`, () => {
    it.each([0, 1, 25])('is read with %i more groups asked about', async (more) => {
      const { people, userId, groupId, otherGroupId } = await create();
      const strange = Array.from({ length: more }, () => crypto.randomUUID());
      const reading = await people.readPerson(userId, [...strange, groupId, otherGroupId]);
      expect(reading).toMatchObject({ kind: 'read', user: { id: userId, accountEnabled: true }, memberOf: [groupId] });
    });

    it('is read without groups', async () => {
      const { people, userId } = await create();
      expect(await people.readPerson(userId, [])).toMatchObject({ kind: 'read', user: { id: userId }, memberOf: [] });
    });

    it('may not be there', async () => {
      const { people, unknown, groupId } = await create();
      expect(await people.readPerson(unknown, [groupId])).toEqual({ kind: 'notThere' });
      expect(await people.readPerson(unknown, [])).toEqual({ kind: 'notThere' });
    });
  });
}
