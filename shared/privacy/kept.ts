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
    what: 'orders by number with their timeline: times, stages, sums, references of payments, parcel and invoice numbers',
    why: 'the documents behind the accounts are found by them; what people typed (reasons, causes, attributes) is gone',
  },
  {
    what: 'commitments to what people typed, without their salt',
    why: 'so that the rest of the timeline can still be shown to be unaltered; without the salt they tell nothing',
  },
  {
    what: 'reasons for writing returned goods off, and notes on stock',
    why: 'they explain the books of an article; they belong to no order',
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
    what: 'records of changes that could not be relayed, the stream, and backups',
    why: 'they end by themselves after 14 days, one day and 35 days; dead letters have nothing that somebody typed',
  },
] as const;
