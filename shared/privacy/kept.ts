/**
 * What is left of a person after an erasure, and why: said with each answer, so that whoever asked can be told. None of
 * it finds him.
 */
export const keptAfterErasure = [
  {
    what: 'billing documents of changed orders: goods, sums, the name and address of the buyer',
    why: 'the accounting law (Romania: 82/1991) wants them kept; e-mail, phone and notes are gone from them',
  },
  {
    what: 'orders by number with their timeline: times, sums, attributes, payment and parcel numbers, reasons as staff gave them',
    why: 'the shop’s accounts and statistics rest on them; they name nobody, unless somebody wrote a name there',
  },
  {
    what: 'orders that wait, whole',
    why: 'they are being fulfilled, or money is owed for them; each is erased within a day of the end of that',
  },
  {
    what: 'a hash of an address that must not be written to',
    why: 'so that it is not written to again',
  },
  {
    what: 'a hash of the e-mail with the time of the request, for 40 days',
    why: 'so that a restored backup forgets him again',
  },
  {
    what: 'dead letters and backups',
    why: 'they end by themselves after 14 and 35 days',
  },
] as const;
