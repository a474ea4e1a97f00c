/** The name of somebody's tick: a form has one value of each name. */
export const tickOf = (userId: string): string => `pick:${userId}`;

/** The object ids that were ticked. */
export const tickedIn = (fields: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(fields).flatMap((name) => (name.startsWith('pick:') ? [name.slice('pick:'.length).toLowerCase()] : []));
