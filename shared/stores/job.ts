/** Work that is done in the background, a piece at a time; one scan looks after all of it. */
export const jobKind = 'job';
