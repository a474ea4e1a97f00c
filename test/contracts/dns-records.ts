import { describe, expect, it } from 'vitest';
import type { DnsRecords } from '../../shared/ports/dns-records.ts';

/** A name server that has a text and an alias for `known.test`, the text in two parts. */
interface Named extends AsyncDisposable {
  readonly dns: DnsRecords;
  /** It answers nothing from now on, but that it failed. */
  fail(): void;
}

export const text = `v=spf1 ${'include:a.test '.repeat(20)}-all`;

export function describeDnsRecords(name: string, create: () => Promise<Named>): void {
  describe(`${name}: what DNS says`, () => {
    it('is the texts of a name, each as one, and what it is an alias of', async () => {
      await using server = await create();
      expect(await server.dns.readTexts('known.test')).toEqual({ kind: 'records', values: [text] });
      expect(await server.dns.readAlias('known.test')).toEqual({ kind: 'records', values: ['elsewhere.test'] });
    });

    it('is none for a name that is not there', async () => {
      await using server = await create();
      expect(await server.dns.readTexts('nobody.test')).toEqual({ kind: 'none' });
      expect(await server.dns.readAlias('nobody.test')).toEqual({ kind: 'none' });
    });

    it('is unknown where the name server fails', async () => {
      await using server = await create();
      server.fail();
      expect(await server.dns.readTexts('known.test')).toEqual({ kind: 'unknown' });
      expect(await server.dns.readAlias('known.test')).toEqual({ kind: 'unknown' });
    });
  });
}
