import { readFileSync } from 'node:fs';
import { monthOf, type Units } from '../bench/month.ts';
import { billOf, prices } from '../bench/prices.ts';
import { fillMarks, tableOf } from './marked-tables.ts';

export const costFile = new URL('../docs/cost.md', import.meta.url);
export const cost = (): string => readFileSync(costFile, 'utf8');

const sizes = [1_000, 50_000, 1_000_000];
const memories = [0.5, 2];
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const money = (value: number): string => value.toFixed(2);

const months = (units: Units) =>
  sizes.flatMap((people) =>
    [false, true].map((isBusy) => ({
      name: `${whole(people)}, ${isBusy ? 'busy' : 'idle'}`,
      month: monthOf(people, isBusy, units),
    })),
  );

const countRows = (units: Units) =>
  months(units).map(({ name, month }) => [
    name,
    ...[
      month.executions,
      month.instanceSeconds,
      month.storageTransactions,
      month.graphRequests,
      month.mails,
      month.logMegabytes,
    ].map(whole),
  ]);

const billRows = (units: Units) =>
  months(units).map(({ name, month }) => {
    const bills = memories.map((memory) => billOf(month, memory));
    const { storage, logs, mails } = bills[0]!;
    const functions = bills.map((bill) => `${money(bill.functions)} (${whole(bill.gigabyteSeconds)})`);
    return [
      name,
      ...functions,
      money(storage),
      money(logs),
      bills.map(({ running }) => money(running)).join(' or '),
      money(mails),
    ];
  });

const unitRows = (units: Units) => [
  ['storage transactions of the timers, a month', whole(units.idleStorage)],
  ['Graph requests of the watch, a month', whole(units.idleGraph)],
  ['storage transactions for each mail', units.storagePerMail.toFixed(1)],
  ['Graph requests for each mail', units.graphPerMail.toFixed(1)],
  ['storage transactions for each delivery report', whole(units.storagePerReport)],
  ['storage transactions for each page of a pass', whole(units.storagePerPage)],
  ['mails for each person', units.mailsPerPerson.toFixed(2)],
];

const priceRows = Object.values(prices).map(({ usd, per, free, of, source }) => [
  of,
  `${usd} USD for ${whole(per)}`,
  free > 0 ? whole(free) : 'none',
  source,
]);

/** docs/cost.md with what was counted, and what it costs. */
export const withCosts = (text: string, units: Units): Promise<string> =>
  fillMarks(
    text,
    {
      units: tableOf(['counted', ''], unitRows(units)),
      counts: tableOf(
        [
          'people',
          'executions',
          'instance-seconds',
          'storage transactions',
          'Graph requests',
          'mails',
          'log megabytes',
        ],
        countRows(units),
      ),
      prices: tableOf(['what', 'price', 'free each month', 'source'], priceRows),
      bills: tableOf(
        [
          'people',
          'functions at 512 MB (GB-s)',
          'at 2,048 MB (GB-s)',
          'storage',
          'logs',
          'sum, at 512 or 2,048 MB',
          'mails',
        ],
        billRows(units),
      ),
    },
    costFile,
  );
