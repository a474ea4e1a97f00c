/** When each timer's function last ended well. */
export interface TimerRuns {
  read(): Promise<TimerSuccesses>;
  note(timer: string, succeededAt: Date): Promise<void>;
}

/** By the name of the function. One that never ended well is missing. */
export type TimerSuccesses = Readonly<Record<string, Date>>;
