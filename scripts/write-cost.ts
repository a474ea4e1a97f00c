import { writeFileSync } from 'node:fs';
import { countUnits } from '../bench/month.ts';
import { cost, costFile, withCosts } from './cost-tables.ts';

/** Counts thirty virtual days and writes the tables into docs/cost.md. */
writeFileSync(costFile, await withCosts(cost(), await countUnits()));
