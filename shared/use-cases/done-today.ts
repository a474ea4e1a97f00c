/**
 * What this process has seen to be done today, so that nobody asks storage again every quarter of an hour. A process that
 * begins asks once more.
 */
export class DoneToday {
  #done: string | undefined;

  /** `what` names the day and all that it was done by. */
  is(what: string): boolean {
    return this.#done === what;
  }

  note(what: string): void {
    this.#done = what;
  }
}
