interface Metric {
  /** `sum`: what happened since the line before; lines are added up. `now`: how it stands; the last line counts. */
  readonly kind: 'sum' | 'now';
  readonly what: string;
}

/**
 * What is counted exactly: each is a field of the lines of the event `measured`, which are never sampled (host.json). Azure
 * gives a Node.js worker no other way to the log than lines; a library for metrics would be a hundred times the app.
 */
export const metrics = {
  released: { kind: 'sum', what: 'messages handed to the queue' },
  accepted: { kind: 'sum', what: 'mails that the mail service took' },
  delivered: { kind: 'sum', what: 'mails that arrived; each once, however often it is reported' },
  bounced: { kind: 'sum', what: 'mails that were turned away: bounced or suppressed' },
  registered: {
    kind: 'sum',
    what: 'people of whom the audit log told for the first time that they registered something',
  },
  detectionDelaySeconds: {
    kind: 'sum',
    what: 'how long after their registration they were seen, added up over `registered`',
  },
  longestDelaySeconds: { kind: 'now', what: 'the longest of these in one reading' },
  gateClosed: { kind: 'sum', what: 'minutes in which the mail service had asked to wait or could not be used' },
  unknown: { kind: 'sum', what: 'messages whose outcome nobody will know' },
  due: { kind: 'now', what: 'messages whose time has come and which wait, up to 500' },
  poison: { kind: 'now', what: 'messages in poison queues' },
  passAgeHours: { kind: 'now', what: 'hours since the last pass that came to its end' },
} as const satisfies Readonly<Record<string, Metric>>;

type MetricName = keyof typeof metrics;

export type Measured = Readonly<Partial<Record<MetricName, number | undefined>>>;

/** Without what did not happen. How something stands is written down even where it is nothing. */
export function worthWriting(measured: Measured): Measured | undefined {
  const found = Object.entries(measured).filter(
    ([name, value]) => value !== undefined && (value > 0 || metrics[name as MetricName].kind === 'now'),
  );
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
