import { inflateRawSync } from 'node:zlib';
import type { Tables } from '../../../../shared/adapters/tables/connect-tables.ts';
import { tableNames, type TableKey } from '../../../../shared/adapters/tables/table-names.ts';

/** Everything that lies in the tables: texts, and bytes as they are, as text and inflated. */
export async function textOf(tables: Tables): Promise<string> {
  const texts: string[] = [];
  for (const key of Object.keys(tableNames))
    for await (const row of tables[key as TableKey].listEntities()) texts.push(...Object.values(row).flatMap(formsOf));
  return texts.join('\n').toLowerCase();
}

function formsOf(value: unknown): readonly string[] {
  if (!(value instanceof Uint8Array)) return [String(value)];
  const bytes = Buffer.from(value);
  return [bytes.toString('hex'), bytes.toString('utf8'), inflated(bytes)];
}

function inflated(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes).toString();
  } catch {
    return '';
  }
}
