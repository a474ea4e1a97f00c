/** How often something may still happen within a period: people enrolled on a day, test mails of a caller in an hour. */
export interface Budget {
  /**
   * Takes up to `wanted` of the period's `most` places and answers how many were granted. What is granted is gone, also
   * for other instances and after a crash: there are never more. `period` is any text that names it.
   */
  take(period: string, wanted: number, most: number): Promise<number>;

  /** How many places the period still has. */
  left(period: string, most: number): Promise<number>;
}
