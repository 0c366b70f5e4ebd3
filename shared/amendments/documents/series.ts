import { Contended } from '../../kernel/contended.ts';
import { storeId } from '../../kernel/brand.ts';
import { type Aggregate, change } from '../../kernel/commit.ts';
import { accept } from '../../kernel/decision.ts';
import type { AggregateKey, Beside, HeadStore } from '../../kernel/head.ts';
import { orderKey } from '../../orders/aggregate.ts';
import type { Clock, Instant } from '../../time/instant.ts';
import {
  documentPrint,
  type DocumentText,
  documentName,
  type NumberedKind,
  seriesKind,
  seriesOf,
  voidName,
  type VoidText,
} from './document.ts';

/** The numbers of one series of a shop. */
interface Series {
  readonly last: number;
}

interface About extends Readonly<Record<string, unknown>> {
  readonly orderId: string;
  readonly documentId: string;
  readonly at: Instant;
}
type SeriesEvent =
  | {
      readonly type: 'document.issued';
      readonly data: About & { readonly series: string; readonly number: number; readonly print: string };
    }
  | { readonly type: 'document.voided'; readonly data: About & { readonly replacedBy: string } };

const aggregate: Aggregate<Series, SeriesEvent> = {
  kind: seriesKind,
  evolve: (series = { last: 0 }, event) =>
    event.type === 'document.issued' ? { last: event.data.number } : series,
  due: () => undefined,
  indexes: () => ({}),
};

const keyOf = (store: string, series: string): AggregateKey => ({
  store: storeId(store),
  kind: seriesKind,
  id: series,
});

export interface ToIssue {
  readonly orderId: string;
  readonly kind: NumberedKind;
  /** The document without what numbering gives it. */
  readonly text: Omit<DocumentText, 'kind' | 'series' | 'number' | 'issuedAt'>;
  /** The document whose place it takes. */
  readonly voids: string | undefined;
}

/** Many orders are numbered at the same moment; one of them is always through. */
const attempts = 256;

/**
 * Numbers a document and keeps it, in one transaction: so no number is given twice, none is left out, and whoever asks
 * again finds the document there. The one that it replaces is voided with it.
 */
export async function issueDocument(
  ports: { readonly heads: HeadStore; readonly clock: Clock },
  store: string,
  { orderId, kind, text, voids }: ToIssue,
): Promise<void> {
  const of = orderKey(store, orderId);
  const series = seriesOf[kind];
  const name = documentName({ kind, revision: text.revision });
  const { documentId } = text;
  const done = await change<Series, SeriesEvent, 'there'>(
    ports,
    aggregate,
    keyOf(store, series),
    { actor: 'system' },
    {
      attempts,
      async decide(head, at) {
        if ((await ports.heads.part(of, name)) !== undefined) return { refused: 'there' };
        const number = (head?.state.last ?? 0) + 1;
        const about = { orderId, documentId, at };
        const print = documentPrint({ ...text, kind, series, number, issuedAt: at });
        return accept<SeriesEvent>(
          [
            { type: 'document.issued', data: { ...about, series, number, print } },
            ...(voids === undefined
              ? []
              : [
                  {
                    type: 'document.voided' as const,
                    data: { orderId, documentId: voids, at, replacedBy: documentId },
                  },
                ]),
          ],
          'issued',
        );
      },
      beside: (events) =>
        events.flatMap(({ type, data }): Beside[] => {
          if (type === 'document.voided') {
            const gone: VoidText = { documentId: data.documentId, at: data.at, replacedBy: documentId };
            return [{ put: { name: voidName(data.documentId), body: JSON.stringify(gone) }, of }];
          }
          const kept: DocumentText = { ...text, kind, series, number: data.number, issuedAt: data.at };
          return [{ put: { name, body: JSON.stringify(kept) }, of, once: true }];
        }),
    },
  );
  if (!done.done && done.refusal !== 'there') throw new Contended(`series ${series}`);
}
