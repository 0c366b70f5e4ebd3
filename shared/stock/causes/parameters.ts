import { days, hours, minutes } from '../../time/instant.ts';

/**
 * All that the ranking of causes weighs with, in one place. Weights are logarithms of ratios: how much likelier a fact is where
 * the cause is real than where it is not (2.3 is ten times, 4.6 a hundred, 6.9 a thousand). Chosen by the reasons beside
 * them and set on generated cases of the seeds 1 to 1,000; measured on others (docs/drift-causes.md).
 */
export const parameters = {
  /** No shop has told us yet how often each comes: all ten alike. */
  prior: Math.log(1 / 10),
  /** Two at once: one case in ten. */
  two: Math.log(0.1),
  /** Clocks of two scanners differ by up to this: five minutes each way. */
  skew: minutes(10),
  /** A movement and the paper that belongs to it are written down within this of each other. */
  samePaper: days(2),
  /** Orders placed within this are of one moment: allocation takes seconds. */
  sameMoment: minutes(1),
  /** A pick is reported within this before the parcel leaves. */
  beforeLeaving: days(3),

  /** A booked return that names a parcel which has not come: nothing else produces it. */
  returnStillExpected: 6,
  /** It has come and waits for inspection: some desks book first, and the pieces are back within hours. */
  returnNotInspected: 4.5,
  returnWrittenOff: 5.5,
  /** No reference, but one of that size is still on its way and none that was restocked fits. */
  returnOfThatSize: 4.5,
  /** A booked return that nobody knows: often only a shop that records no returns. */
  returnWithoutRecord: 0.5,
  /** Inspected and restocked, and no booking: its piece is on the shelf. */
  returnRestocked: 5.5,
  /** Arrived, no booking: ordinary while it lies on the desk, so the difference must fit. */
  returnArrived: 3,

  /** Booked otherwise than quality control accepted. */
  receiptDiffers: 6.5,
  /** Accepted and never booked. */
  receiptUnbooked: 4,
  /** Two bookings of one purchase order and one inspection: also what comes of a delivery in two parts. */
  receiptBookedAgain: 3.5,
  /** The two differ by exactly a pack: then it is the unit, not the inspection. */
  receiptDiffersByPack: 1,

  /** A difference of exactly (pack − 1) receipts is seldom chance. */
  pack: 3,
  /** What was ordered or accepted is the booked quantity times or through the pack. */
  packConfirmed: 3.5,
  /** Quality control accepted what was booked, and it is what was ordered. */
  packDenied: -4,
  /** The pack is not known: one of the usual ones. */
  packGuessed: -1.5,
  usualPacks: [6, 12, 10, 24],
  /** What was counted, times the pack, is the book. */
  countInPacks: 4,

  /** The shelf does not hear from the storefront. */
  syncOfShelf: -6,
  syncOfPage: 2,
  /** Nothing was said of the article since it last moved. */
  publishedOlder: 3,
  publishedNewer: -3,
  /** It shows what could be sold before the last changes. */
  publishedAsBefore: 2,
  /** Nothing was said of any article for so long. */
  silentFor: hours(6),
  storefrontSilent: 1.5,

  /** Another count, after it, agrees with the book. */
  recountAgrees: 6.5,
  /** It says something else than the first, and not the book either. */
  recountDiffers: 3,
  /** The book was put right after a count by just what is wrong now, the other way. */
  adjustedBefore: 5,
  /** One person, one look: a slip of that size has to be reckoned with. */
  lookedOnce: -1.5,
  /** Two persons do not miscount alike. */
  lookedAgain: -4.5,

  /** Orders hold more pieces than the book has. */
  overClaimed: 3.5,
  /** Two of them of the same moment. */
  claimedTogether: 2.5,
  /** One order's line claimed under two names. */
  claimedTwice: 5,

  /** Another article at the same place is off by as much the other way: differences of one and two meet so by chance. */
  opposite: -1,
  /** And is named alike: siblings lie side by side. */
  similarName: 6,
  /** The share of the name that must be the same from its beginning. */
  similarFrom: 0.6,

  /** An order has left, and nobody booked that its pieces did. */
  leftUnbooked: 5,
  /** A booking without a reference fits it: then it was booked, unless that was another's. */
  takenWithoutReference: -2.5,

  /** Book and shelf agreed after it happened. */
  countedSince: -9,

  /** What is lost is lost by ones and twos: each further piece is so much rarer. */
  lossStep: Math.log(0.55),
  slipStep: Math.log(0.5),
  lossFirst: Math.log(0.45),
  slipFirst: Math.log(0.5),
  /** Loss makes nothing more: an unexplained surplus is called so for want of a better word. */
  surplus: -4,

  /** Explanations beyond this many are the weakest, and are left out. */
  most: 60,
} as const;
