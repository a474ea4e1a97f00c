import type { JournalEvent } from '../shared/app.ts';
import type { HostLogEntry } from './functions-host/host-log.ts';
import { distrustedText, lookAtText, type HostPlace } from './host-advice.ts';

/** Watches the log for the end of a pass. */
export interface FirstPass {
  /** From now on it is known where the app answers. */
  tellAs(place: HostPlace): void;
  see(entry: HostLogEntry): void;
}

/** Says once, after the first pass of this process that is believed, what to look at; and why one is not believed. */
export function firstPassTold(say: (text: string) => void): FirstPass {
  let place: HostPlace | undefined;
  let isTold = false;
  return {
    tellAs: (at) => void (place = at),
    see(entry) {
      if (entry.kind !== 'user' || place === undefined || isTold) return;
      const { event, because } = factsIn(entry.message);
      if (event === ('passDistrusted' satisfies JournalEvent)) say(distrustedText(because));
      if (event !== ('passComplete' satisfies JournalEvent)) return;
      isTold = true;
      say(lookAtText(place));
    },
  };
}

function factsIn(line: string): { readonly event?: unknown; readonly because?: unknown } {
  try {
    return (JSON.parse(line) as object | null) ?? {};
  } catch {
    return {};
  }
}
