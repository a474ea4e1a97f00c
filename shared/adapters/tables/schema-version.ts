type Columns = Readonly<Record<string, unknown>>;

/**
 * What every row is written as. It is raised when a build that knows only the one before would misread a row; such a build
 * then sets the row aside instead. Rows without one were written before there was one, and are read as the first.
 */
const schemaVersion = 1;

export const schemaColumns = { schemaVersion };

/** Why a row cannot be read that a later build wrote; undefined where it can. */
export function whyTooLate({ schemaVersion: written }: Columns): string | undefined {
  if (typeof written !== 'number' || written <= schemaVersion) return undefined;
  return `written by a later version: its schema is ${written}, and this version reads ${schemaVersion}`;
}

export function refuseLaterSchema(row: Columns): void {
  const why = whyTooLate(row);
  if (why !== undefined) throw new Error(why);
}
