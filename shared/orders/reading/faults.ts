import { type Content, lineTotal, totalFault } from '../content.ts';
import type { ContentBody, Intake } from '../intake-schema.ts';
import { orderIdOf } from '../order-id.ts';
import type { OrderRefusal } from '../refusals.ts';

const rule = (path: string, message: string): OrderRefusal => ({ is: 'rule', path, message });

/** What fields alone cannot say about an intake: an id that can be told, one currency, no line below zero. */
export function intakeFault(intake: Intake, content: Content, currency: string): OrderRefusal | undefined {
  if (orderIdOf(intake.orderId) === undefined)
    return rule(
      'orderId',
      'must hold a letter or digit of the Latin alphabet; what people read is orderNumber',
    );
  const paid = intake.payment?.paidAmount;
  if (paid && paid.currency !== currency) return wrongCurrency('payment.paidAmount', paid.currency, currency);
  const fault = contentFault(intake, content, currency);
  if (fault) return fault;
  if (intake.import && (intake.stage === undefined || intake.since === undefined))
    return rule(
      intake.stage === undefined ? 'stage' : 'since',
      'an imported order needs the stage it is in and since when',
    );
  if (!intake.import && (intake.stage !== undefined || intake.since !== undefined))
    return rule(
      intake.stage === undefined ? 'since' : 'stage',
      'only an imported order ("import": true) brings its stage',
    );
  return undefined;
}

const wrongCurrency = (path: string, given: string, currency: string): OrderRefusal =>
  rule(`${path}.currency`, `the store sells in ${currency}, not ${given}`);

/** The same of an order that the shop has edited. */
export function contentFault(
  body: ContentBody,
  content: Content,
  currency: string,
): OrderRefusal | undefined {
  for (const [path, money] of moneyIn(body))
    if (money.currency !== currency) return wrongCurrency(path, money.currency, currency);
  const negative = (body.adjustments ?? []).findIndex(
    ({ kind, amount }) => (kind === 'fee' || kind === 'tip') && amount.amount < 0,
  );
  if (negative >= 0)
    return rule(`adjustments.${String(negative)}.amount`, 'a fee below zero is a discount: send it as one');
  const seen = new Set<string>();
  for (const line of content.lines) {
    const at = (body.lines ?? []).findIndex(
      ({ lineId }, place) => (lineId ?? String(place + 1)) === line.lineId,
    );
    const path = `lines.${String(Math.max(0, at))}`;
    if (seen.has(line.lineId))
      return rule(`${pathOfRepeat(body, line.lineId)}.lineId`, `there are two lines ${line.lineId}`);
    seen.add(line.lineId);
    if (lineTotal(line) < 0) return rule(`${path}.discount.amount`, 'is more than the line costs');
  }
  const total = totalFault(content);
  return total ? { is: 'rule', ...total } : undefined;
}

function pathOfRepeat(body: ContentBody, id: string): string {
  const at = (body.lines ?? []).findLastIndex(({ lineId }, place) => (lineId ?? String(place + 1)) === id);
  return `lines.${String(at)}`;
}

type Money = { readonly currency: string };

function moneyIn({
  lines = [],
  adjustments = [],
  shippingFee,
  totals,
}: ContentBody): (readonly [string, Money])[] {
  const all: (readonly [string, Money | undefined])[] = [
    ...lines.flatMap(({ unitPrice, lineTotal: whole, discount }, at) => [
      [`lines.${String(at)}.unitPrice`, unitPrice] as const,
      [`lines.${String(at)}.lineTotal`, whole] as const,
      [`lines.${String(at)}.discount`, discount] as const,
    ]),
    ...adjustments.map(({ amount }, at) => [`adjustments.${String(at)}.amount`, amount] as const),
    ['shippingFee', shippingFee],
    ['totals.gross', totals?.gross],
    ['totals.tax', totals?.tax],
  ];
  return all.flatMap(([path, money]) => (money ? [[path, money] as const] : []));
}
