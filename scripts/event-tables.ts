import { readFileSync } from 'node:fs';
import { journalEvents } from '../shared/ports/journal-events.ts';
import { metrics } from '../shared/ports/metrics.ts';
import { fillMarks, tableOf } from './marked-tables.ts';

export const operationsFile = new URL('../docs/operations.md', import.meta.url);
export const operations = (): string => readFileSync(operationsFile, 'utf8');

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const eventRows = Object.entries(journalEvents).map(([name, { when, facts }]) => [code([name]), when, code(facts)]);
const metricRows = Object.entries(metrics).map(([name, { kind, what }]) => [code([name]), kind, what]);

const tables = {
  events: tableOf(['event', 'when', 'facts'], eventRows),
  metrics: tableOf(['field', 'kind', 'what'], metricRows),
};

/** docs/operations.md with the tables of the log's lines and counts as the code has them. */
export const withTables = (text: string): Promise<string> => fillMarks(text, tables, operationsFile);
