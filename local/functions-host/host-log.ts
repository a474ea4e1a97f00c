import type { LogLevel } from './core-api.ts';

/** One entry of the host's log. */
export type HostLogEntry =
  | { readonly kind: 'host'; readonly level: LogLevel; readonly message: string }
  | {
      readonly kind: 'invocation';
      readonly function: string;
      readonly invocationId: string;
      readonly status: 'succeeded' | 'failed';
      readonly durationMs: number;
      readonly exception?: string;
    }
  | {
      readonly kind: 'user';
      readonly level: LogLevel;
      readonly function: string;
      readonly invocationId: string;
      readonly message: string;
    };

export type HostLog = (entry: HostLogEntry) => void;

/** `json`: one JSON line an entry. `text`: one readable line. `quiet`: readable, only what went wrong. */
export type LogFormat = 'json' | 'text' | 'quiet';

const TROUBLE: ReadonlySet<string> = new Set(['warning', 'error', 'critical', 'failed']);

/** A log that writes lines, each without its line end. */
export function createHostLog(format: LogFormat, write: (line: string) => void): HostLog {
  if (format === 'json') return (entry) => write(JSON.stringify(entry));
  return (entry) => {
    const status = entry.kind === 'invocation' ? entry.status : entry.level;
    if (format === 'text' || TROUBLE.has(status)) write(readableLine(entry));
  };
}

function readableLine(entry: HostLogEntry): string {
  switch (entry.kind) {
    case 'host':
      return `${entry.level === 'information' ? '' : `${entry.level}: `}${entry.message}`;
    case 'user':
      return `  [${entry.function} ${entry.level}] ${entry.message}`;
    case 'invocation': {
      const reason = entry.exception === undefined ? '' : `: ${entry.exception}`;
      return `${entry.function} ${entry.status} in ${entry.durationMs} ms${reason}`;
    }
  }
}
