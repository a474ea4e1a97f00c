import type { DnsAnswer } from '../tenant/dns-answer.ts';

/** What DNS says of a name, as it is seen from where the app runs. Never throws. */
export interface DnsRecords {
  /** The texts (TXT), each as one. */
  readTexts(name: string): Promise<DnsAnswer>;
  /** What the name is an alias of (CNAME). */
  readAlias(name: string): Promise<DnsAnswer>;
}
