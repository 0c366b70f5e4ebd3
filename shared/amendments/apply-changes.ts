import { canonical } from '../kernel/receipts.ts';
import { type Content, type Line, lineTotal, totalFault } from '../orders/content.ts';
import { promiseFault } from '../orders/decide/context.ts';
import { formatInstant, parseInstant } from '../time/instant.ts';
import type { Change } from './bodies.ts';
import { type Catalogue, type Changed, rule, type Step, type Touched } from './changed.ts';
import { addLine, setQuantity } from './lines.ts';
import type { ChangeRefusal } from './refusals.ts';

/** As many lines as an intake takes. */
const most = 500;

/**
 * Applies the changes one after the other, each to what the one before has left. Refuses a line that is not there, what
 * changes nothing, what parcels hold already, an order of nothing. A preview and a commit go through here alike.
 */
export function applyChanges(
  content: Content,
  changes: readonly Change[],
  catalogue: Catalogue,
): { readonly refused: ChangeRefusal } | { readonly changed: Changed } {
  let now: Changed = {
    content,
    touched: [],
    unpriced: [],
    promisedAt: catalogue.promisedAt,
    shipments: 'together',
    address: false,
  };
  for (const [at, change] of changes.entries()) {
    const step = applyOne(now, change, `changes.${String(at)}`, catalogue);
    if ('refused' in step) return step;
    now = step.next;
  }
  if (now.content.lines.length === 0)
    return rule('changes', 'would leave an order of nothing; cancel it instead');
  if (now.content.lines.length > most) return rule('changes', `an order has at most ${String(most)} lines`);
  const fault = totalFault(now.content);
  if (fault) return rule('changes', `would leave ${fault.path}, which ${fault.message}`);
  if (same(now.content, content) && now.promisedAt === catalogue.promisedAt)
    return rule('changes', 'change nothing altogether');
  return { changed: { ...now, touched: touchedIn(content, now) } };
}

function applyOne(now: Changed, change: Change, path: string, catalogue: Catalogue): Step {
  switch (change.op) {
    case 'add-line':
      return addLine(now, change, path, catalogue);
    case 'remove-line':
      return setQuantity(now, change.lineId, 0, path, catalogue);
    case 'change-quantity':
      return setQuantity(now, change.lineId, change.quantity, path, catalogue);
    case 'change-address':
      return same(now.content.deliveryAddress, change.address)
        ? rule(`${path}.address`, 'changes nothing: the order goes there already')
        : { next: { ...now, content: { ...now.content, deliveryAddress: change.address }, address: true } };
    case 'change-delivery':
      return changeDelivery(now, change, path, catalogue);
  }
}

function changeDelivery(
  now: Changed,
  change: Extract<Change, { op: 'change-delivery' }>,
  path: string,
  { at }: Catalogue,
): Step {
  const promisedAt = change.promisedAt === undefined ? now.promisedAt : parseInstant(change.promisedAt);
  if (promisedAt !== undefined && change.promisedAt !== undefined) {
    const fault = promisedAt <= at ? 'must lie in the future' : promiseFault(promisedAt, at);
    if (fault !== undefined) return rule(`${path}.promisedAt`, fault);
  }
  const { shipments = now.shipments, carrier } = change;
  const { delivery } = now.content;
  const moved =
    promisedAt !== now.promisedAt ||
    shipments !== (delivery?.shipments ?? 'together') ||
    (carrier !== undefined && carrier !== delivery?.carrier);
  if (!moved)
    return rule(
      path,
      `changes nothing${promisedAt === undefined ? '' : `: the date is ${formatInstant(promisedAt)} already`}`,
    );
  const next = {
    ...delivery,
    ...(shipments === 'together' && delivery?.shipments === undefined ? {} : { shipments }),
    ...(carrier === undefined ? {} : { carrier }),
  };
  const content = Object.keys(next).length === 0 ? now.content : { ...now.content, delivery: next };
  return { next: { ...now, promisedAt, shipments, content } };
}

/** Every line that is not as it was, with its amounts. */
function touchedIn(before: Content, { content, touched }: Changed): Touched[] {
  const added = new Map(touched.map((one) => [one.line.lineId, one]));
  const amount = (line: Line | undefined) => (line ? lineTotal(line) : 0);
  const all = new Map([...before.lines, ...content.lines].map((line) => [line.lineId, line]));
  return [...all.values()].flatMap((line) => {
    const was = before.lines.find(({ lineId }) => lineId === line.lineId);
    const is = content.lines.find(({ lineId }) => lineId === line.lineId);
    if (was?.quantity === is?.quantity && amount(was) === amount(is)) return [];
    const { unlisted = false, into } = added.get(line.lineId) ?? {};
    return {
      line: is ?? line,
      before: was?.quantity ?? 0,
      after: is?.quantity ?? 0,
      was: amount(was),
      is: amount(is),
      unlisted,
      ...(into === undefined ? {} : { into }),
    };
  });
}

const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);
