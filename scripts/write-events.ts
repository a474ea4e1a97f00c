import { writeFileSync } from 'node:fs';
import { causesFile, causesPage, withCauses } from './cause-tables.ts';
import { operations, operationsFile, withTables } from './event-tables.ts';

/** Writes the tables of the log's lines and counts into docs/operations.md, and those of errors into docs/causes.md. */
writeFileSync(operationsFile, await withTables(operations()));
writeFileSync(causesFile, await withCauses(causesPage()));
