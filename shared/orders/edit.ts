import { accept, refuse } from '../kernel/decision.ts';
import { canonical } from '../kernel/receipts.ts';
import type { Instant } from '../time/instant.ts';
import { type Content, contentParts, unitsOf } from './content.ts';
import { reviseContent } from './decide/revise-content.ts';
import type { Revised } from './events.ts';
import type { ContentBody } from './intake-schema.ts';
import type { Decide, Decided } from './decided.ts';
import { contentFault } from './reading/faults.ts';
import { readContent, reckoned, type Shop } from './reading/intake.ts';
import type { Problem } from './reading/problems.ts';
import type { Order, Source } from './state.ts';

/** An order as the shop has edited it. */
export interface Edit {
  readonly body: ContentBody;
  /** By the shop's own clock; now where it did not say. */
  readonly at: Instant;
  readonly digest: string;
  /** The order whole, of a second intake; else what `body` does not say stays. */
  readonly whole?: Content;
  readonly record?: Pick<Revised, 'customer' | 'number' | 'attributes'>;
}

/**
 * Takes in what a shop says an order now holds, in whatever order such words arrive: an older one changes nothing, and of
 * two at the same moment the later to arrive holds, and a person is shown it. A fact: nobody approves it. What is absent stays.
 */
export const editOrder =
  (shop: Shop, edit: Edit, load: (order: Order) => Promise<Content | undefined>): Decide =>
  async (order): Promise<Decided> => {
    const { source } = order;
    const said: Source = { at: edit.at, digest: edit.digest };
    if (source && edit.at < source.at) return accept([], 'outdated');
    if (source?.at === said.at && source.digest === said.digest) return accept([], 'repeated');
    const before = await load(order);
    if (order.erased !== undefined || !before) return refuse({ is: 'customer-erased' });
    const content = edited(before, edit, shop);
    const fault = contentFault(edit.body, content, shop.currency);
    if (fault) return refuse(fault);
    if (isSame(before, content) && !changesRecord(order, edit))
      return accept([{ type: 'order.content-confirmed', data: { source: said } }], 'confirmed');
    const { name, parts } = contentParts(content);
    const revision = {
      from: order.content,
      content: name,
      units: unitsOf(content),
      reason: 'shop',
      ref: `shop/${String(order.revision + 1)}`,
      edit: {
        source: said,
        ...(source?.at === said.at ? { check: 'same-time-other-content' as const } : {}),
        ...edit.record,
      },
    } as const;
    return { ...reviseContent(order, revision), parts };
  };

/** The content with what was said in the place of what stood there; what was reckoned of it is reckoned anew. */
function edited(before: Content, { body, whole }: Edit, shop: Shop): Content {
  if (whole) {
    const { charges, delivery, amendments, salt } = before;
    return {
      ...whole,
      ...(charges ? { charges } : {}),
      ...(delivery ? { delivery } : {}),
      ...(amendments === undefined ? {} : { amendments }),
      ...(salt === undefined ? {} : { salt }),
    };
  }
  const { problems: noted = [], ...read } = readContent(body, shop);
  // Totals are of the order as they were said: of other lines they say nothing.
  const { problems = [], totals, ...kept } = before;
  const priced = body.lines ?? body.adjustments ?? body.shippingFee;
  const left: Problem[] = problems.filter(({ field }) => !isReplaced(field, body));
  const all = [...left, ...noted];
  return reckoned(
    {
      ...kept,
      ...(totals && !priced ? { totals } : {}),
      ...read,
      ...(all.length > 0 ? { problems: all } : {}),
    },
    shop,
  );
}

const isReplaced = (field: string, body: ContentBody): boolean => {
  const name = field.split('.')[0] ?? '';
  return name === 'totals' || Object.hasOwn(body, name);
};

/** When it was said is not what was said. */
function isSame(a: Content, b: Content): boolean {
  const plain = ({ sourceUpdatedAt: _, ...content }: Content) => canonical(content);
  return plain(a) === plain(b);
}

const changesRecord = (order: Order, { record }: Edit): boolean =>
  Object.entries(record ?? {}).some(
    ([name, value]) => canonical(order[name as 'attributes'] ?? null) !== canonical(value),
  );
