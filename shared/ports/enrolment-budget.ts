/** How many people may still be enrolled on a day: what the help desk can bear. */
export interface EnrolmentBudget {
  /**
   * Takes up to `wanted` of the day's `perDay` places and answers how many were granted. What is granted is gone, also
   * for other instances and after a crash: the day's cap is never exceeded. `day` is an ISO date.
   */
  take(day: string, wanted: number, perDay: number): Promise<number>;

  /** How many places the day still has: whether it is worth looking for people. */
  left(day: string, perDay: number): Promise<number>;
}
