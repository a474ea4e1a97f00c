import { describe, expect, it } from 'vitest';
import type { MailboxPurposes } from '../../shared/ports/mailbox-purposes.ts';
import type { ToldPurpose } from '../../shared/recipient/mailbox-purpose.ts';

export interface MailboxPurposesUnderTest {
  readonly purposes: MailboxPurposes;
  /** Somebody with a mailbox of each of these. */
  readonly of: Readonly<Partial<Record<ToldPurpose, string>>>;
  /** Somebody without a mailbox in the cloud. */
  readonly without: string;
  readonly unknown: string;
}

/** What every adapter for the purposes of mailboxes promises. */
export function describeMailboxPurposes(name: string, create: () => Promise<MailboxPurposesUnderTest>): void {
  describe(`${name}: purposes of mailboxes`, () => {
    it('are told in the words of Graph, whatever the letters of an id', async () => {
      const { purposes, of } = await create();
      const told = Object.entries(of);
      const readings = await Promise.all(told.map(([, userId]) => purposes.read(userId.toUpperCase())));
      expect(readings).toEqual(told.map(([purpose]) => ({ kind: 'read', purpose })));
      expect(told.length).toBeGreaterThanOrEqual(4);
    });

    it('are none of whoever has no mailbox in the cloud, or is not there', async () => {
      const { purposes, without, unknown } = await create();
      expect(await purposes.read(without)).toEqual({ kind: 'noMailbox' });
      expect(await purposes.read(unknown)).toEqual({ kind: 'noMailbox' });
    });
  });
}
