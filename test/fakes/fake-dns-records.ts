import type { DnsRecords } from '../../shared/ports/dns-records.ts';
import type { DnsAnswer } from '../../shared/tenant/dns-answer.ts';

/** The records that a test puts in; `isAway`: no name server answers. */
export class FakeDnsRecords implements DnsRecords {
  readonly texts = new Map<string, readonly string[]>();
  readonly aliases = new Map<string, readonly string[]>();
  isAway = false;

  async readTexts(name: string): Promise<DnsAnswer> {
    return this.#answer(this.texts.get(name));
  }

  async readAlias(name: string): Promise<DnsAnswer> {
    return this.#answer(this.aliases.get(name));
  }

  #answer(values: readonly string[] | undefined): DnsAnswer {
    if (this.isAway) return { kind: 'unknown' };
    return values === undefined ? { kind: 'none' } : { kind: 'records', values };
  }
}
