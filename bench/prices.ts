import type { Month } from './month.ts';

interface Price {
  readonly usd: number;
  readonly per: number;
  readonly free: number;
  readonly of: string;
  readonly source: string;
}

const guide = '[a guide of May 2025](https://modal.com/blog/azure-function-pricing-guide)';
const mailPricing = '[Microsoft](https://learn.microsoft.com/azure/communication-services/concepts/email-pricing)';
const fromMemory = 'from memory; [the page](https://azure.microsoft.com/pricing/) shows none without a region';

/** In US dollars, as collected on 28 November 2026; regions differ. */
export const prices = {
  gigabyteSecond: { usd: 0.000026, per: 1, free: 100_000, of: 'GB-s of Flex Consumption on demand', source: guide },
  execution: { usd: 0.4, per: 1_000_000, free: 250_000, of: 'executions of Flex Consumption', source: guide },
  transaction: { usd: 0.0004, per: 10_000, free: 0, of: 'transactions of tables and queues', source: fromMemory },
  logMegabyte: { usd: 2.3, per: 1_000, free: 5_000, of: 'megabytes of Log Analytics', source: fromMemory },
  mail: { usd: 0.00025, per: 1, free: 0, of: 'mails', source: mailPricing },
  mailMegabyte: { usd: 0.00012, per: 1, free: 0, of: 'megabytes of mails', source: mailPricing },
} as const satisfies Readonly<Record<string, Price>>;

const mailKilobytes = 40;

const usd = (amount: number, { usd: price, per, free }: Price): number => (Math.max(0, amount - free) * price) / per;

export interface Bill {
  readonly gigabyteSeconds: number;
  readonly functions: number;
  readonly storage: number;
  readonly logs: number;
  readonly mails: number;
  /** Beside the mails. */
  readonly running: number;
}

export function billOf(month: Month, memoryGigabytes: number): Bill {
  const gigabyteSeconds = month.instanceSeconds * memoryGigabytes;
  const functions = usd(gigabyteSeconds, prices.gigabyteSecond) + usd(month.executions, prices.execution);
  const storage = usd(month.storageTransactions, prices.transaction);
  const logs = usd(month.logMegabytes, prices.logMegabyte);
  const mails = usd(month.mails, prices.mail) + usd((month.mails * mailKilobytes) / 1_000, prices.mailMegabyte);
  return { gigabyteSeconds, functions, storage, logs, mails, running: functions + storage + logs };
}
