import { formatInstant } from '../../time/instant.ts';
import { itemsOf } from '../../orders/account.ts';
import type { Content } from '../../orders/content.ts';
import { add, byRate, type Sum } from '../../orders/money.ts';
import type { DocumentText } from './document.ts';
import type { KeptDocument } from './issue.ts';

export const numberOf = ({ series, number }: DocumentText): string | null =>
  series === undefined || number === undefined ? null : `${series}-${String(number)}`;

/** A paper in a list. */
export const documentSummary = ({ text, voided }: KeptDocument) => ({
  documentId: text.documentId,
  kind: text.kind,
  number: numberOf(text),
  revision: text.revision,
  status: voided ? 'void' : 'valid',
  ...(voided ? { replacedBy: voided.replacedBy } : {}),
  ...(text.issuedAt === undefined ? {} : { issuedAt: formatInstant(text.issuedAt) }),
  ...(text.amendmentId === undefined ? {} : { amendmentId: text.amendmentId }),
});

/** A paper whole. Its totals are the sums of its lines, its difference the sum of what the change costs. */
export function documentView(
  kept: KeptDocument,
  orderId: string,
  content: Content,
  { currency, defaultVat }: { readonly currency: string; readonly defaultVat: number },
) {
  const { text } = kept;
  const lines = itemsOf(content, defaultVat);
  const money = (amount: number) => ({ amount, currency });
  const sum = ({ net, vat, gross }: Sum) => ({ net: money(net), vat: money(vat), gross: money(gross) });
  const { accepted } = text;
  return {
    ...documentSummary(kept),
    orderId,
    fiscal: false,
    placedAt: content.placedAt,
    seller: text.seller ?? null,
    buyer: {
      name: content.buyer?.name ?? content.customer.name,
      kind: content.buyer?.kind ?? 'consumer',
      ...(content.buyer?.vatId === undefined ? {} : { vatId: content.buyer.vatId }),
      ...(content.deliveryAddress ? { address: content.deliveryAddress } : {}),
    },
    buyerOrderNumber: accepted?.orderNumber ?? content.buyer?.orderNumber ?? null,
    ...(accepted ? { acceptedAt: accepted.at === undefined ? null : formatInstant(accepted.at) } : {}),
    lines: lines.map(({ net, vat, gross, unitPrice, ...line }) => ({
      ...line,
      ...(unitPrice === undefined ? {} : { unitPrice: money(unitPrice) }),
      ...sum({ net, vat, gross }),
    })),
    vat: byRate(lines).map(({ vatRate, ...of }) => ({ vatRate, ...sum(of) })),
    total: sum(add(lines)),
    difference: text.difference
      ? {
          items: (text.items ?? []).map(({ net, vat, gross, ...item }) => ({
            ...item,
            ...sum({ net, vat, gross }),
          })),
          ...sum(text.difference),
        }
      : null,
  };
}
export type DocumentView = ReturnType<typeof documentView>;
