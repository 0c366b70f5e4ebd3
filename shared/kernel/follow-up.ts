/**
 * The kind of deadline of everything that waits for somebody's word or hand: links, refunds, returns, backorders, calls
 * to the storefront. One scan looks after all of them: most minutes none is due, and asking costs the same for one kind
 * as for ten.
 */
export const followUp = 'follow-up';
