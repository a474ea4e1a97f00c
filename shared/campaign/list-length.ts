/** A report's lists are for reading: so many are in each, and a count beside it says how many there are. */
export const listed = 50;
