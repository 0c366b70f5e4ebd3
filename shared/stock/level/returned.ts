import type { AggregateKey, Beside, HeadStore } from '../../kernel/head.ts';
import type { Booked, Movement, MovementFault } from './movement.ts';

/** The desk's own movements are named after their return; all others are the warehouse's. */
const ofDesk = 'return~';
const bookedName = (returnId: string): string => `returned#${returnId}`;
/** What the desk keeps of a return beside the article. */
const deskName = (returnId: string): string => `return#${returnId}`;

const isOwn = ({ kind, movementId, reference }: Movement): boolean =>
  kind === 'return' && reference !== undefined && !movementId.startsWith(ofDesk);

/** Pieces that the warehouse has booked under the number of a return: the desk does not book them again. */
export async function bookedUnder(
  heads: Pick<HeadStore, 'part'>,
  key: AggregateKey,
  returnId: string,
): Promise<number> {
  return Number((await heads.part(key, bookedName(returnId))) ?? 0);
}

/** Movements of returns that the desk has restocked already: their pieces are in the book. */
export async function restockedBefore(
  heads: Pick<HeadStore, 'partsOf'>,
  key: AggregateKey,
  movements: readonly Movement[],
): Promise<ReadonlyMap<string, MovementFault>> {
  const own = movements.filter(isOwn);
  const bodies = await heads.partsOf(own.map(({ reference = '' }) => ({ key, name: deskName(reference) })));
  return new Map(
    own.flatMap(({ movementId, reference = '' }, at) => {
      const body = bodies[at];
      if (body === undefined || (JSON.parse(body) as { status: string }).status !== 'restocked') return [];
      const message = `return ${reference} was restocked already: its pieces are in the book`;
      return [[movementId, { path: 'reference', message }] as const];
    }),
  );
}

/** Remembers what was booked under a return's number, with the sum before. */
export async function rememberReturned(
  heads: Pick<HeadStore, 'partsOf'>,
  key: AggregateKey,
  booked: readonly Booked[],
): Promise<Beside[]> {
  const sums = new Map<string, number>();
  for (const one of booked.filter(isOwn))
    sums.set(one.reference ?? '', (sums.get(one.reference ?? '') ?? 0) + one.quantity);
  const names = [...sums.keys()].map(bookedName);
  const before = await heads.partsOf(names.map((name) => ({ key, name })));
  return [...sums.values()].map((sum, at) => ({
    put: { name: names[at] ?? '', body: String(Number(before[at] ?? 0) + sum) },
  }));
}
