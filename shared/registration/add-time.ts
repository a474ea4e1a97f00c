/** Spans of elapsed time, whatever the clocks on the wall do meanwhile. A negative count lies before. */
export const addMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
export const addHours = (at: Date, hours: number): Date => addMinutes(at, hours * 60);
export const addDays = (at: Date, days: number): Date => addHours(at, days * 24);
