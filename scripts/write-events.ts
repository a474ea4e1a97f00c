import { writeFileSync } from 'node:fs';
import { operations, operationsFile, withTables } from './event-tables.ts';

/** Writes the tables of the log's lines and counts into docs/operations.md. */
writeFileSync(operationsFile, await withTables(operations()));
