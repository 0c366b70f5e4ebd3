import { type Content, type Line, withQuantity } from '../orders/content.ts';
import type { Choice } from './case.ts';
import type { Offer } from './offer.ts';

/** The line that takes the place of the pieces that lack: a name of its own, so that both can be told apart. */
export const substituteLine = (lineId: string): string => `${lineId}-s`;

/**
 * The order's lines as the customer chose: what is cancelled goes, what is substituted stands in a line of its own at
 * the price that he was shown, what he waits for stays. Undefined where nothing of the lines changes.
 */
export function chosenContent(content: Content, choice: Choice, offer: Offer): Content | undefined {
  let changed = false;
  const lines = content.lines.flatMap((line): Line[] => {
    const of = offer.lines.find(({ lineId }) => lineId === line.lineId);
    const chosen = choice.lines.find(({ lineId }) => lineId === line.lineId);
    if (!of || !chosen || chosen.choice === 'wait') return [line];
    const substitute = of.substitutes.find(({ sku }) => sku === chosen.substituteSku);
    if (chosen.choice === 'substitute' && !substitute) return [line];
    changed = true;
    const left = line.quantity - of.lacking;
    const kept = left > 0 ? [withQuantity(line, left)] : [];
    if (!substitute) return kept;
    const { discount, share = 0, lineTotal: _, ...rest } = line;
    // What was taken off these pieces stays taken off.
    const given = (discount?.amount ?? 0) + share - (kept[0]?.discount?.amount ?? 0) - (kept[0]?.share ?? 0);
    const most = substitute.price * of.lacking;
    return [
      ...kept,
      {
        ...rest,
        ...(discount || share > 0
          ? { discount: { currency: line.unitPrice.currency, amount: Math.min(given, most) } }
          : {}),
        lineId: substituteLine(line.lineId),
        sku: substitute.sku,
        name: substitute.name,
        quantity: of.lacking,
        unitPrice: { ...line.unitPrice, amount: substitute.price },
      },
    ];
  });
  return changed ? { ...content, lines } : undefined;
}

/** What the choice makes the order cost less and more, in minor units. A cheaper substitute is credited, a dearer one charged. */
export function sumsOf(choice: Choice, offer: Offer): { readonly credit: number; readonly charge: number } {
  let [credit, charge] = [0, 0];
  for (const { lineId, choice: what, substituteSku } of choice.lines) {
    const line = offer.lines.find((one) => one.lineId === lineId);
    if (!line) continue;
    if (what === 'cancel') credit += line.credit;
    const difference =
      what === 'substitute'
        ? (line.substitutes.find(({ sku }) => sku === substituteSku)?.difference ?? 0)
        : 0;
    if (difference > 0) charge += difference;
    else credit -= difference;
  }
  return { credit, charge };
}
