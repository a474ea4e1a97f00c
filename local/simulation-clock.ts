import type { Clock } from '../shared/ports/clock.ts';

/** The simulation's clock, as the host process sees it: the time lives outside, so that it outlives this process. */
export class SimulationClock implements Clock {
  readonly #url: string;
  #now: Date;

  private constructor(url: string, now: Date) {
    this.#url = url;
    this.#now = now;
  }

  static async open(origin: string): Promise<SimulationClock> {
    const url = `${origin}/simulation/clock`;
    const { now } = (await (await fetch(url)).json()) as { now: string };
    return new SimulationClock(url, new Date(now));
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Lets time pass for everyone; done when all that was to happen until then has happened. */
  async advanceTo(to: Date): Promise<void> {
    if (to <= this.#now) return;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(this.#url, { method: 'POST', headers, body: JSON.stringify({ to }) });
    if (!answer.ok)
      throw new Error(`The simulation did not advance its clock: ${answer.status} ${await answer.text()}`);
    this.#now = to;
  }
}
