/** A report's lists are for reading: so many are in each, and a count beside it says how many there are. */
export const listed = 50;

/** Those in trouble are compared by name from one digest to the next, so that more of them are kept. */
export const troubleListed = 300;
