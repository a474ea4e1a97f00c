import { NODATA, NOTFOUND, Resolver } from 'node:dns/promises';
import type { DnsRecords } from '../../ports/dns-records.ts';
import type { DnsAnswer } from '../../tenant/dns-answer.ts';

export interface DnsOptions {
  /** `address:port` of name servers other than the machine's. */
  readonly servers?: readonly string[];
}

/** Somebody waits for the preflight. */
const timeout = 2_000;

/** Asks the name servers of the machine. */
export function createDnsRecords({ servers }: DnsOptions = {}): DnsRecords {
  const resolver = new Resolver({ timeout, tries: 1 });
  if (servers) resolver.setServers(servers);
  return {
    readTexts: (name) => answered(async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    readAlias: (name) => answered(() => resolver.resolveCname(name)),
  };
}

/** For a tenant that is simulated: its domains are nobody's, and the world is not asked about them. */
export const noDns: DnsRecords = {
  readTexts: async () => ({ kind: 'unknown' }),
  readAlias: async () => ({ kind: 'unknown' }),
};

async function answered(ask: () => Promise<readonly string[]>): Promise<DnsAnswer> {
  try {
    return { kind: 'records', values: await ask() };
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && (error.code === NOTFOUND || error.code === NODATA);
    return { kind: isThere ? 'none' : 'unknown' };
  }
}
