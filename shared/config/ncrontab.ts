interface Field {
  readonly min: number;
  readonly max: number;
  /** What may stand for a number, from `min` on; three letters or the whole word. */
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: weekdays },
];

/**
 * Whether a timer can be registered with a text: an NCRONTAB expression of six fields, seconds first, or of five, or a
 * TimeSpan between two runs.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function isSchedule(text: string): boolean {
  if (/^(\d+\.)?\d{1,2}:\d{2}(:\d{2})?$/.test(text)) return /[1-9]/.test(text);
  const given = text.split(/\s+/);
  const parts = given.length === 5 ? ['0', ...given] : given;
  return (
    parts.length === fields.length &&
    fields.every((field, i) => parts[i]!.split(',').every((part) => fits(part, field)))
  );
}

/** `*`, a value or a range, each with or without a step. */
function fits(part: string, field: Field): boolean {
  const match = /^(?:\*|(?<from>\w+)(?:-(?<to>\w+))?)(?:\/(?<step>\d+))?$/.exec(part);
  if (!match) return false;
  const { from, to, step } = match.groups!;
  if (step !== undefined && Number(step) === 0) return false;
  const values = [from, to].filter((value) => value !== undefined).map((value) => numberOf(value, field));
  return values.every((value) => value >= field.min && value <= field.max) && !(values[0]! > values[1]!);
}

function numberOf(value: string, { min, names = [] }: Field): number {
  if (/^\d+$/.test(value)) return Number(value);
  const place = /^[a-z]{3,}$/i.test(value) ? names.indexOf(value.slice(0, 3).toLowerCase()) : -1;
  return place === -1 ? Number.NaN : min + place;
}
