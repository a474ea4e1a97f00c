import { describe, expect, it } from 'vitest';
import type { AuthenticationMethods } from '../../shared/ports/authentication-methods.ts';

export interface MethodsUnderTest {
  readonly methods: AuthenticationMethods;
  /** Somebody who has none of the methods. */
  readonly blank: string;
  readonly unknown: string;
}

const mobilePhone = '+46 701234567';
const alternateMobilePhone = '+46 701234568';
const email = 'anna@example.com';

/** What every adapter for people's phones and addresses promises. */
export function describeAuthenticationMethods(name: string, create: () => Promise<MethodsUnderTest>): void {
  describe(`${name}: authentication methods`, () => {
    it('are none at first', async () => {
      const { methods, blank } = await create();
      expect(await methods.read(blank, ['mobilePhone', 'email'])).toEqual({ kind: 'read', details: {} });
    });

    it('are there once they are added', async () => {
      const { methods, blank } = await create();
      expect(await methods.add(blank, 'mobilePhone', mobilePhone)).toEqual({ kind: 'added' });
      expect(await methods.add(blank, 'alternateMobilePhone', alternateMobilePhone)).toEqual({ kind: 'added' });
      expect(await methods.add(blank, 'email', email)).toEqual({ kind: 'added' });
      expect(await methods.read(blank, ['mobilePhone', 'alternateMobilePhone', 'email'])).toEqual({
        kind: 'read',
        details: { mobilePhone, alternateMobilePhone, email },
      });
    });

    it('are never overwritten', async () => {
      const { methods, blank } = await create();
      await methods.add(blank, 'mobilePhone', mobilePhone);
      expect(await methods.add(blank, 'mobilePhone', alternateMobilePhone)).toMatchObject({ kind: 'rejected' });
      expect(await methods.read(blank, ['mobilePhone'])).toEqual({ kind: 'read', details: { mobilePhone } });
    });

    it('have no alternate without a mobile phone', async () => {
      const { methods, blank } = await create();
      const answer = await methods.add(blank, 'alternateMobilePhone', alternateMobilePhone);
      expect(answer).toMatchObject({ kind: 'rejected', code: expect.any(String) as string });
    });

    it('are gone once they are taken away, an alternate phone before its mobile phone', async () => {
      const { methods, blank } = await create();
      await methods.add(blank, 'mobilePhone', mobilePhone);
      await methods.add(blank, 'alternateMobilePhone', alternateMobilePhone);
      await methods.add(blank, 'email', email);
      expect(await methods.remove(blank, 'mobilePhone')).toEqual({ kind: 'unknown' });
      for (const method of ['email', 'alternateMobilePhone', 'mobilePhone'] as const)
        expect(await methods.remove(blank, method)).toEqual({ kind: 'removed' });
      expect(await methods.read(blank, ['mobilePhone', 'email'])).toEqual({ kind: 'read', details: {} });
      expect(await methods.remove(blank, 'email')).toEqual({ kind: 'removed' });
    });

    it('are of nobody who is not there', async () => {
      const { methods, unknown } = await create();
      expect(await methods.read(unknown, ['email'])).toEqual({ kind: 'noSuchUser' });
      expect(await methods.add(unknown, 'email', email)).toMatchObject({ kind: 'rejected' });
    });
  });
}
