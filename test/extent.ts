/** Whether all of what is wide is tested, or a sample: `npm test -- --all`. */
export const isAll = process.env['TEST_EXTENT'] === 'all';

/**
 * All of the cells of a table of `rows` and `columns`, or a sample that is the same each time: two cells of each row, on
 * diagonals from both ends, so that each column has its turn where there are at least half as many rows as columns.
 */
export const sampleOf = <Column>(columns: readonly Column[], row: number): readonly Column[] =>
  isAll ? columns : columns.filter((_, column) => [row, columns.length - 1 - row].includes(column));
