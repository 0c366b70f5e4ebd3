import type { Instant } from '../time/instant.ts';
import { formatInstant } from '../time/instant.ts';
import type { ProductBody } from './bodies.ts';
import { isLate, type PurchaseContent, type PurchaseOrder, statusAt } from './purchase-order.ts';

/** An article as it is shown: what is unknown is null, never zero. */
export function productView(sku: string, known: ProductBody, version: number) {
  const { name, category, size, packUnit, vatRate, price, cost, supplier, leadTime, rush, components } =
    known;
  return {
    sku,
    name: name ?? null,
    category: category ?? null,
    size: size ?? null,
    packUnit: packUnit ?? null,
    vatRate: vatRate ?? null,
    price: price ?? null,
    cost: cost ?? null,
    supplier: supplier ?? null,
    leadTime: leadTime ?? null,
    rush: rush ? { leadTime: rush.leadTime ?? null, surchargePercent: rush.surchargePercent ?? null } : null,
    components: components ?? null,
    version,
  };
}

/** A purchase order as lists show it: from its head alone. */
export function purchaseOrderSummary(id: string, order: PurchaseOrder, version: number, at: Instant) {
  return {
    purchaseOrderId: id,
    supplier: order.supplier,
    status: statusAt(order, at),
    lines: order.lines,
    nextExpectedAt: order.nextAt === undefined ? null : formatInstant(order.nextAt),
    version,
  };
}

/** A purchase order with its lines; `received` is null where nobody has told. */
export function purchaseOrderView(
  id: string,
  order: PurchaseOrder,
  { supplier, reference, cancelled, lines }: PurchaseContent,
  version: number,
  at: Instant,
) {
  return {
    purchaseOrderId: id,
    supplier,
    reference: reference ?? null,
    status: statusAt(order, at),
    cancelled,
    lines: lines.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      expectedAt: line.expectedAt ?? null,
      received: line.received ?? null,
      late: !cancelled && isLate(line, at),
      overReceived: (line.received ?? 0) > line.quantity,
    })),
    version,
  };
}
