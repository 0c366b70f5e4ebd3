import type { HeadStore } from '../../shared/kernel/head.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import type { Movement, MovementFault } from '../../shared/stock/level/movement.ts';
import { isTracked, type Stock } from '../../shared/stock/level/state.ts';
import { componentsOf, productsOf } from '../../shared/stock/products.ts';

/** A reported movement, and the movements of articles that it is: those of a kit's parts. */
export interface Expanded {
  readonly reported: Movement;
  readonly parts: readonly Movement[];
  readonly fault?: MovementFault;
}

/** What of a kit says nothing of its parts. */
const ofParts = new Set(['short-pick', 'opening', 'adjustment']);

/**
 * A kit that lies nowhere as such moves as its parts do, each under a name of its own, so that a repeat is known. What was
 * missing, counted or put right has to be said of the part: of the kit nobody can tell which it was.
 */
export async function expandKits(
  heads: HeadStore,
  store: string,
  movements: readonly Movement[],
): Promise<readonly Expanded[]> {
  const skus = [...new Set(movements.map(({ sku }) => sku))];
  const [products, stocks] = await Promise.all([
    productsOf(heads, store, skus),
    heads.loadMany<Stock>(skus.map((sku) => stockKey(store, sku))),
  ]);
  const tracked = new Set(stocks.filter(({ state }) => isTracked(state)).map(({ state }) => state.sku));
  return movements.map((reported) => {
    const { sku, kind, movementId, quantity } = reported;
    const product = products.get(sku);
    if (!product?.components?.length || tracked.has(sku)) return { reported, parts: [reported] };
    const names = product.components.map((part) => part.sku).join(', ');
    if (ofParts.has(kind))
      return {
        reported,
        parts: [],
        fault: { path: 'sku', message: `${sku} is a kit: say it of its parts, ${names}` },
      };
    const sign = quantity < 0 ? -1 : 1;
    const parts = componentsOf(sku, Math.abs(quantity), product).map((part) => ({
      ...reported,
      movementId: `${movementId}~${part.sku}`,
      sku: part.sku,
      quantity: sign * part.quantity,
    }));
    return { reported, parts };
  });
}
