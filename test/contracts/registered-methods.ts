import { describe, expect, it } from 'vitest';
import type { RegisteredMethods } from '../../shared/ports/registered-methods.ts';

export interface RegisteredMethodsUnderTest {
  readonly methods: RegisteredMethods;
  /** Somebody who has none but a password. */
  readonly blank: string;
  readonly unknown: string;
  /** Gives the blank one a mobile phone and an address. */
  readonly register: () => Promise<void>;
}

/** What every adapter for the kinds of people's methods promises. */
export function describeRegisteredMethods(name: string, create: () => Promise<RegisteredMethodsUnderTest>): void {
  describe(`${name}: registered methods`, () => {
    it('are none for whoever has only a password', async () => {
      const { methods, blank } = await create();
      expect(await methods.read(blank)).toEqual({ kind: 'read', methods: [] });
    });

    it('are kinds in the spelling of the report, and nothing else', async () => {
      const { methods, blank, register } = await create();
      await register();
      expect(await methods.read(blank.toUpperCase())).toEqual({ kind: 'read', methods: ['email', 'mobilePhone'] });
    });

    it('are of nobody who is not there', async () => {
      const { methods, unknown } = await create();
      expect(await methods.read(unknown)).toEqual({ kind: 'noSuchUser' });
    });
  });
}
