import * as z from 'zod/mini';
import { id, line, money, prose, quantity, sku, time, vatRate } from '../http/fields.ts';
import { address } from '../orders/bodies.ts';

/** How a changed order leaves: in one parcel, what is there first and the rest later, or the addition by itself. */
export const shipments = ['together', 'part-later', 'separate-parcel'] as const;
export type Shipments = (typeof shipments)[number];

/** A price is never the requester's to name: it is the catalogue's, or comes with procurement's quote. */
const change = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('add-line'),
    lineId: z.optional(id),
    sku,
    name: z.optional(line(200)),
    quantity,
    /** Outside the contract, though the catalogue may know it: needs procurement's quote. */
    unlisted: z.optional(z.literal(true)),
    /** The line into whose pieces it goes; any packed piece may have to be opened unless said. */
    into: z.optional(id),
  }),
  z.strictObject({ op: z.literal('remove-line'), lineId: id }),
  z.strictObject({ op: z.literal('change-quantity'), lineId: id, quantity }),
  z.strictObject({ op: z.literal('change-address'), address }),
  z
    .strictObject({
      op: z.literal('change-delivery'),
      promisedAt: z.optional(time),
      shipments: z.optional(z.enum(shipments)),
      carrier: z.optional(line(60)),
    })
    .check(z.refine((given) => Object.keys(given).length > 1, 'must say what changes of the delivery')),
]);
export type Change = z.output<typeof change>;

/** What one request may hold. */
export const mostChanges = 50;

export const amendmentSchema = z.strictObject({
  changes: z.array(change).check(z.minLength(1), z.maxLength(mostChanges)),
  /** Whose wish it is, where somebody else writes it down: he decides nothing on it either. */
  onBehalfOf: z.optional(id),
  note: z.optional(prose(1_000)),
});
export type AmendmentBody = z.output<typeof amendmentSchema>;

export const decisionSchema = z.strictObject({
  decision: z.enum(['approve', 'decline']),
  comment: z.optional(line(500)),
});

/** What procurement gets an unlisted item for. */
export const quoteSchema = z.strictObject({
  /** Which item, where the request has several. */
  lineId: z.optional(id),
  /** What a piece costs the shop, without VAT. */
  cost: money,
  /** What a piece costs the customer, as the order's prices are given; the cost and the shop's markup unless said. */
  price: z.optional(money),
  vatRate: z.optional(vatRate),
  supplier: z.optional(line(80)),
  /** In percent of the cost, where the date can be kept by hurrying alone. */
  rushPercent: z.optional(z.int().check(z.minimum(0), z.maximum(1_000))),
  /** When the goods are there. */
  readyAt: time,
  validUntil: time,
});
export type QuoteBody = z.output<typeof quoteSchema>;

export const withdrawalSchema = z.strictObject({ reason: z.optional(line(200)) });

/** Of the fiscal invoice that finance issues in the shop's invoicing programme. */
export const invoice = z.strictObject({
  series: line(20),
  number: line(20),
  eFacturaIndex: z.optional(line(40)),
});

export const taskSchema = z.strictObject({
  state: z.enum(['acknowledged', 'done', 'refused']),
  note: z.optional(line(500)),
  /** Billing's, when it is done. */
  invoice: z.optional(invoice),
});
