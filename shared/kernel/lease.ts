import { storeId } from './brand.ts';
import type { AggregateKey, HeadStore } from './head.ts';
import { type Clock, instant, minutes, plus, seconds } from '../time/instant.ts';

const slot = seconds(10);
/** No shop's: shop names have no capital letters. */
const keyOf = (kind: string): AggregateKey => ({ store: storeId('SCANS'), kind: 'turn', id: kind });

export interface Turn {
  /** Is it still this scan's? Takes the next slot when the last has run out. */
  readonly mine: () => Promise<boolean>;
  readonly end: () => Promise<void>;
}

/**
 * One scan of a kind at a time works off a backlog. Time is cut into slots of ten seconds; each slot is a name that
 * can be written once, and who wrote it has it. Who dies holds nothing beyond its slot, and nobody need judge whether
 * another is dead. Losing a turn loses nothing: what is due stays in the index. Having it twice does no harm but
 * waste: each change is a conditional write.
 */
export function turnOf({ heads, clock }: { heads: HeadStore; clock: Clock }, kind: string): Turn {
  const key = keyOf(kind);
  let held: string | undefined;
  let asking: { readonly name: string; readonly answer: Promise<boolean> } | undefined;
  return {
    mine() {
      const name = String(Math.floor(clock() / slot));
      // Workers at once ask once.
      if (asking?.name !== name) {
        const answer = heads
          .putPartIfAbsent(key, { name, body: '' }, plus(instant(clock()), minutes(60)))
          .then((mine) => {
            if (mine) held = name;
            return mine;
          });
        asking = { name, answer };
      }
      return asking.answer;
    },
    async end() {
      if (held !== undefined) await heads.deletePart(key, held);
    },
  };
}
