type Columns = Readonly<Record<string, unknown>>;

/**
 * The versions of what is stored. A new one is for rows that a build which knows only those before would misread; such a
 * build then sets these rows aside instead, and reads the others. Rows without one were written before there was one, and
 * are read as the first.
 */
const schemaVersions = {
  first: 1,
  /** A wave of another goal than `register`: its people would be asked to register. */
  waveOfAnotherGoal: 2,
  /** A head with the ledger of what was forgotten: whom it is about would be taken for never written to. */
  headWithLedger: 3,
} as const;

/** The latest that this build reads. */
const latestSchema = Math.max(...Object.values(schemaVersions));

/** What every row is written as that names no other. */
export const schemaColumns = { schemaVersion: schemaVersions.first };

/** What a row is written as that only builds with goals may read. */
export const goalSchemaColumns = { schemaVersion: schemaVersions.waveOfAnotherGoal };

/** What a head is written as that only builds with ledgers may read. */
export const ledgerSchemaColumns = { schemaVersion: schemaVersions.headWithLedger };

/** Of a row that is merged over another, which may be of a later schema than this part of it: that one stays. */
export const keptSchemaColumns = { schemaVersion: undefined };

/** Why a row cannot be read that a later build wrote; undefined where it can. */
export function whyTooLate({ schemaVersion: written }: Columns): string | undefined {
  if (typeof written !== 'number' || written <= latestSchema) return undefined;
  return `written by a later version: its schema is ${written}, and this version reads ${latestSchema}`;
}

export function refuseLaterSchema(row: Columns): void {
  const why = whyTooLate(row);
  if (why !== undefined) throw new Error(why);
}
