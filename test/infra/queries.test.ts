import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreseen, infraFolder, ofType } from './snapshots.ts';

/** The part of Microsoft's Kusto parser that is used here; it sets a global and brings no types of it. */
interface KustoCode {
  Parse(text: string): { GetSyntaxDiagnostics(): { readonly Count?: number; readonly length?: number } };
}

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { KustoCode } = (globalThis as unknown as { Kusto: { Language: { KustoCode: KustoCode } } }).Kusto.Language;
/** The list that it answers with is sometimes an array. */
const faultsIn = (text: string) => {
  const found = KustoCode.Parse(text).GetSyntaxDiagnostics();
  return found.Count ?? found.length;
};

const folder = path.join(infraFolder, 'queries');
const queries = readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);

const sources = ['shared', 'functions'].flatMap((name) => {
  const root = path.join(infraFolder, '..', name);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(path.join(root, file), 'utf8'));
});
const written = new Set(
  sources.flatMap((text) => [...text.matchAll(/journal\.(?:info|warn)\(\s*'(\w+)'/g)].map(([, event]) => event!)),
);

const eventsIn = (text: string) => {
  const [, list = ''] = /where event in \(([^)]*)\)/.exec(text) ?? [];
  const named = [...text.matchAll(/\bevent\)? == "(\w+)"/g)].map(([, event]) => event!);
  return [...named, ...[...list.matchAll(/"(\w+)"/g)].map(([, event]) => event!)];
};

describe.each(queries)('the query %s', (_file, text) => {
  it('can be parsed', () => expect(faultsIn(text)).toBe(0));

  it('names only events that the code writes', () => {
    expect(eventsIn(text).filter((event) => !written.has(event))).toEqual([]);
  });

  it('says in its first line what it is for', () => expect(text).toMatch(/^\/\/ [A-Z].{20,}/));
});

describe('the queries', () => {
  it('would be found to have a fault, or to name an event that nobody writes', () => {
    expect(faultsIn('AppTraces | where where (')).toBeGreaterThan(0);
    expect(eventsIn('AppTraces | where tostring(line.event) == "neverWritten"')).toEqual(['neverWritten']);
    expect(written.size).toBeGreaterThan(15);
  });

  it('are each used by an alert or by the workbook', () => {
    const resources = foreseen('domain-verified');
    const types = ['Microsoft.Insights/scheduledQueryRules', 'Microsoft.Insights/workbooks'];
    const used = JSON.stringify(types.flatMap((type) => ofType(resources, type))).replaceAll('\\\\\\"', '\\"');
    const lines = queries.map(([, text]) => JSON.stringify(text.split('\n')[0]).slice(1, -1));
    expect(lines.filter((line) => !used.includes(line))).toEqual([]);
  });
});
