import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalEvents } from '../../shared/ports/journal-events.ts';
import { metrics } from '../../shared/ports/metrics.ts';
import { operations, withTables } from '../../scripts/event-tables.ts';
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

/** Names of events and of metrics are those of the code's own tables. */
const written: ReadonlySet<string> = new Set(Object.keys(journalEvents));
const sources = ['shared', 'functions'].flatMap((name) => {
  const root = path.join(infraFolder, '..', name);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
});

const eventsIn = (text: string) => {
  const [, list = ''] = /where event in \(([^)]*)\)/.exec(text) ?? [];
  const named = [...text.matchAll(/\bevent\)? == "(\w+)"/g)].map(([, event]) => event!);
  return [...named, ...[...list.matchAll(/"(\w+)"/g)].map(([, event]) => event!)];
};

const factsOf = (event: string): readonly string[] =>
  event === 'measured' ? Object.keys(metrics) : journalEvents[event as keyof typeof journalEvents].facts;
const factsIn = (text: string) =>
  [...text.matchAll(/\bline(?:\.(\w+)|\["(\w+)"\])/g)].map(([, a, b]) => a ?? b!).filter((name) => name !== 'event');

describe.each(queries)('the query %s', (_file, text) => {
  it('can be parsed', () => expect(faultsIn(text)).toBe(0));

  it('names only events that the code writes', () => {
    expect(eventsIn(text).filter((event) => !written.has(event))).toEqual([]);
  });

  it('names only facts that its events have', () => {
    const known = new Set(eventsIn(text).flatMap(factsOf));
    expect(factsIn(text).filter((fact) => !known.has(fact))).toEqual([]);
  });

  it('says in its first line what it is for', () => expect(text).toMatch(/^\/\/ [A-Z].{20,}/));
});

describe('the events of the journal', () => {
  it.each(Object.keys(journalEvents))('%s is written somewhere', (event) => {
    const quoted = event === 'measured' ? '.measure(' : `'${event}'`;
    expect(sources.some(({ file, text }) => !file.endsWith('journal-events.ts') && text.includes(quoted))).toBe(true);
  });

  it.each(Object.keys(metrics))('%s is measured somewhere', (metric) => {
    const isNamed = new RegExp(`\\b${metric}\\b`);
    expect(sources.some(({ file, text }) => !/metrics|journal-events/.test(file) && isNamed.test(text))).toBe(true);
  });

  it('stand in docs/operations.md as the code has them', async () => {
    expect(await withTables(operations())).toBe(operations());
  });
});

describe('the query about certificates', () => {
  const text = readFileSync(path.join(folder, 'certificate.kql'), 'utf8');
  const regex = new RegExp(/matches regex "([^"]+)"/.exec(text)![1]!);

  /** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
  it.each([
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_UNTRUSTED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('finds %s', (code) => expect(regex.test(code)).toBe(true));

  it.each(['ECONNRESET', 'certain', '403 Forbidden', 'TooManyRequests'])('leaves %s alone', (code) =>
    expect(regex.test(code)).toBe(false),
  );
});

describe('the alerts', () => {
  const rules = (set: 'first-run' | 'domain-verified') =>
    ofType(foreseen(set), 'Microsoft.Insights/scheduledQueryRules').map(
      ({ properties }) =>
        properties as unknown as { displayName: string; enabled: boolean; actions: { actionGroups: string[] } },
    );

  it('tell whoever is named of everything that must not go unheard', () => {
    const told = rules('domain-verified').filter(
      ({ enabled, actions }) => enabled && actions.actionGroups.length === 1,
    );
    expect(told.map(({ displayName }) => displayName.replace('SSPR onboarding: ', '')).toSorted()).toEqual([
      'a certificate is not accepted',
      'a mail has an unknown outcome',
      'a message was given up',
      'a pass was not believed',
      'audit log not read for an hour',
      'functions fail',
      'no pass for 26 hours',
      'the campaign was paused by its breaker',
      'the gate was closed for two hours',
      'the mail service refuses the domain or the app',
    ]);
  });

  it('say nothing of a silence that is wanted: the tenant is not read yet', () => {
    const off = rules('first-run').filter(({ enabled }) => !enabled);
    expect(off.map(({ displayName }) => displayName.replace('SSPR onboarding: ', '')).toSorted()).toEqual([
      'a pass was not believed',
      'audit log not read for an hour',
      'no pass for 26 hours',
    ]);
  });
});

describe('the queries', () => {
  it('would be found to have a fault, or to name an event that nobody writes', () => {
    expect(faultsIn('AppTraces | where where (')).toBeGreaterThan(0);
    expect(eventsIn('AppTraces | where tostring(line.event) == "neverWritten"')).toEqual(['neverWritten']);
    expect(factsIn('sum(toint(line.bounsed))')).toEqual(['bounsed']);
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
