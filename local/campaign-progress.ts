import { styleText } from 'node:util';
import type { Standing } from './host-messages.ts';

const width = 24;

/** One line on how far the campaign has come: the date, a bar of those who can reset, and the funnel. */
function progressLine({ now, tally }: Standing): string {
  const { enrolled, nudged, capable, linked } = tally;
  const share = enrolled === 0 ? 0 : capable / enrolled;
  const filled = Math.round(share * width);
  const bar = styleText('green', '█'.repeat(filled)) + styleText('gray', '░'.repeat(width - filled));
  const funnel = `${enrolled} enrolled · ${nudged} nudged · ${capable} can reset · ${linked} have the SSPR link`;
  return `${dateOf(now)} ${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${funnel}`;
}

const dateOf = (now: string): string =>
  new Date(now).toLocaleString('en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });

/** Writes progress over itself on a terminal, and a line a day elsewhere. */
export class ProgressDisplay {
  #day = '';
  #isOpen = false;

  show(standing: Standing): void {
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\x1b[K${progressLine(standing)}`);
      this.#isOpen = true;
    } else if (standing.now.slice(0, 10) !== this.#day) {
      console.log(progressLine(standing));
    }
    this.#day = standing.now.slice(0, 10);
  }

  /** Before anything else is printed. */
  end(): void {
    if (this.#isOpen) process.stdout.write('\n');
    this.#isOpen = false;
  }
}
