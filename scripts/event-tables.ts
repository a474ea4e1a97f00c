import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { journalEvents } from '../shared/ports/journal-events.ts';
import { metrics } from '../shared/ports/metrics.ts';

export const operationsFile = new URL('../docs/operations.md', import.meta.url);
export const operations = (): string => readFileSync(operationsFile, 'utf8');

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const eventRows = Object.entries(journalEvents).map(([name, { when, facts }]) => [code([name]), when, code(facts)]);
const metricRows = Object.entries(metrics).map(([name, { kind, what }]) => [code([name]), kind, what]);

const tables: Readonly<Record<string, string>> = {
  events: tableOf(['event', 'when', 'facts'], eventRows),
  metrics: tableOf(['field', 'kind', 'what'], metricRows),
};

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The text with the tables of the code between its marks, as `<!-- events -->` and `<!-- end of events -->`. */
export async function withTables(text: string): Promise<string> {
  const filled = Object.entries(tables).reduce((all, [name, table]) => {
    const place = new RegExp(`<!-- ${name} -->[^]*<!-- end of ${name} -->`);
    if (!place.test(all)) throw new Error(`There are no marks for ${name}`);
    return all.replace(place, () => `<!-- ${name} -->\n\n${table}\n\n<!-- end of ${name} -->`);
  }, text);
  return format(filled, { ...(await resolveConfig(operationsFile)), parser: 'markdown' });
}
