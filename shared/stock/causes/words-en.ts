import type { CauseNames, FactWords } from './wording.ts';

export const englishFacts: FactWords = {
  'return-still-expected': (f) => `Return ${f.ref} is booked in (${f.pieces}) and has not arrived.`,
  'return-not-inspected': (f) => `Return ${f.ref} is booked in (${f.pieces}) and has not been inspected.`,
  'return-written-off': (f) => `Return ${f.ref} is booked in (${f.pieces}) though it was written off.`,
  'return-of-that-size-expected': (f) =>
    `A return without a reference is booked in (${f.pieces}); ${f.ref} is of that size and still on its way.`,
  'return-without-record': (f) =>
    `Movement ${f.ref} books in a return (${f.pieces}) of which nothing is known.`,
  'return-arrived-unbooked': (f) => `Return ${f.ref} (${f.pieces}) has arrived and is not booked in.`,
  'return-restocked-unbooked': (f) =>
    `Return ${f.ref} (${f.pieces}) was put back on the shelf and is not booked in.`,
  'receipt-differs': (f) => `Receipt ${f.ref}: ${f.n} booked, quality control accepted ${f.against}.`,
  'receipt-unbooked': (f) => `Receipt ${f.ref}: quality control accepted ${f.n}, nothing is booked.`,
  'receipt-booked-again': (f) =>
    `Receipt ${f.ref} is booked once more (${f.pieces}), and was inspected only once.`,
  'receipt-in-packs': (f) =>
    `Receipt ${f.ref} is booked with ${f.n}; a pack has ${f.against}: the difference fits a slip of the unit.`,
  'receipt-packs-confirmed': (f) =>
    `Receipt ${f.ref}: ${f.n} booked, the papers say ${f.against}: packs for pieces, or pieces for packs.`,
  'count-in-packs': (f) => `${f.n} were counted; times ${f.against}, a pack, that is exactly the book.`,
  'published-older': (f) => `The storefront shows ${f.n}, said before the last movement.`,
  'published-newer': (f) => `The storefront shows ${f.n}, said after the last movement.`,
  'published-as-before': (f) =>
    `The storefront shows ${f.n}, as could be sold before the last changes; now ${f.against} can be sold.`,
  'storefront-silent': () => 'The storefront has said nothing of any article since.',
  'shelf-not-page': () => 'A stale synchronisation does not change what is on a shelf.',
  'recount-agrees': (f) => `A recount found ${f.n}, as the book says; the first had found ${f.against}.`,
  'recount-differs': (f) => `A recount found ${f.n}, not ${f.against}.`,
  'adjusted-before': (f) =>
    `Adjustment ${f.ref} changed the book by ${f.n}; the difference now is the other way.`,
  'looked-once': () => 'Only one person has looked.',
  'looked-again': () => 'It was looked for more than once.',
  'more-claimed-than-booked': (f) => `Orders are promised ${f.n}, the book has ${f.against}.`,
  'claimed-together': (f) => `Order ${f.ref} was given ${f.pieces} in the same minute as another.`,
  'claimed-twice': (f) => `Order ${f.ref} holds the same items twice (${f.pieces}).`,
  'other-article-opposite': (f) => `${f.ref}, at the same place, is off by ${f.n}.`,
  'similar-name': (f) => `${f.ref} has a similar code: the two are easily taken for each other.`,
  'left-unbooked': (f) => `Order ${f.ref} (${f.pieces}) has left and is not booked out.`,
  'taken-without-reference': (f) =>
    `Movement ${f.ref} (${f.pieces}), without a reference, may be its: then it is booked out.`,
  'counted-since': () => 'Book and shelf agreed after that: this speaks against it.',
  'explains-all': (f) => `Explains the whole difference (${f.n}).`,
  'explains-with': (f) => `Explains ${f.n} of the difference of ${f.against}, together with: ${f.ref}.`,
  unexplained: (f) => `Nothing on record explains ${f.n}.`,
};

export const englishNames: CauseNames = {
  'return-booked-early': 'return booked before it arrived',
  'return-not-booked': 'return arrived and not booked',
  'receipt-error': 'receipt error',
  'sync-stale': 'stale synchronisation',
  miscount: 'miscount',
  'double-allocation': 'double allocation',
  'sku-swap': 'articles swapped',
  'unit-error': 'unit of measure',
  'late-booking': 'sale booked late',
  loss: 'loss',
};
