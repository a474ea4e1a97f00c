import { crashEverywhere, crashTwiceEverywhere, emptyReport, scenarios } from './crash-points.ts';
import { explore } from './explorer.ts';
import { table } from './explorer-table.ts';
import type { CrashOrder, Order } from './orders.ts';
import { runSeeds } from './seeds.ts';

/** Carries out one order in a worker. */
export async function carryOut(order: Order) {
  switch (order.kind) {
    case 'seeds':
      return runSeeds(order.from, order.count, order.stopAtFirst ?? false);
    case 'line':
      return explore(table[order.line]!.protocol, table[order.line]!.setting);
    case 'crashes':
      return crash(order);
  }
}

async function crash({ scenario, pairs }: CrashOrder) {
  const report = emptyReport();
  if (pairs === undefined) await crashEverywhere(scenarios[scenario]!, report);
  else await crashTwiceEverywhere(scenarios[scenario]!, pairs, report);
  return report;
}
