import * as z from 'zod/mini';
import { durationField, id, isTime, line, money, quantity, sku, vatRate } from '../http/fields.ts';
import { dateNumber } from '../time/business.ts';

/** What is not said is not known; nothing said at all is a mistake. */
const saysSomething = z.refine(
  (given: unknown) => Object.keys(given as object).length > 0,
  'must say at least one thing',
);

export const component = z.strictObject({ sku, quantity });

/** Terms on which the supplier hurries: how soon, and how many percent dearer. */
const rush = z
  .strictObject({
    leadTime: z.optional(durationField),
    surchargePercent: z.optional(z.int().check(z.minimum(0), z.maximum(1_000))),
  })
  .check(saysSomething);

/** All that is known of an article. Every field may be missing: unknown is not zero. */
export const productSchema = z
  .strictObject({
    name: z.optional(line(200)),
    category: z.optional(line(80)),
    /** As it stands on the label: M, 38, 1,7 l. */
    size: z.optional(line(30)),
    /** Pieces in the pack in which it is bought. */
    packUnit: z.optional(quantity),
    vatRate: z.optional(vatRate),
    price: z.optional(money),
    cost: z.optional(money),
    supplier: z.optional(line(80)),
    leadTime: z.optional(durationField),
    rush: z.optional(rush),
    components: z.optional(z.array(component).check(z.maxLength(50))),
  })
  .check(saysSomething);

/** A time, or a day of the shop's: then by the end of it. */
const expected = z.string().check(
  z.maxLength(40),
  z.refine(
    (text) => isTime(text) || (/^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dateNumber(text))),
    'must be a date such as 2026-12-24 or an ISO 8601 time with offset, such as 2026-11-22T08:00:00Z, of this century',
  ),
);

const purchaseLine = z.strictObject({
  sku,
  quantity,
  expectedAt: z.optional(expected),
  /** Pieces booked in so far; more than ordered is possible, and shown. */
  received: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
});

export const purchaseOrderSchema = z.strictObject({
  supplier: line(80),
  reference: z.optional(line(80)),
  lines: z.array(purchaseLine).check(z.minLength(1), z.maxLength(500)),
  cancelled: z.optional(z.boolean()),
});

export const purchaseOrderId = id;
export type ProductBody = z.output<typeof productSchema>;
export type PurchaseOrderBody = z.output<typeof purchaseOrderSchema>;
