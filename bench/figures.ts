/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly naive: string;
  readonly ours: string;
  readonly bound: string;
  readonly target: string;
  readonly reached: boolean;
  /** Counts are exact and asserted; timings depend on the machine and are only reported. Absent where nothing is counted. */
  readonly countsHold?: boolean;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! };
}

/** A median, and between which values it lies. */
export function show({ median, min, max }: Spread, unit: string, digits = 0): string {
  const text = (value: number) => value.toFixed(digits);
  return min === max ? `${text(median)} ${unit}` : `${text(median)} ${unit} (${text(min)}–${text(max)})`;
}

export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'naive', 'ours', 'bound', 'must reach', ''];
  const rows = figures.map(({ name, naive, ours, bound, target, reached }) => {
    return [name, naive, ours, bound, target, reached ? 'reached' : 'NOT REACHED'];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
